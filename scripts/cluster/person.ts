import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { appUrl } from './cluster.ts';

/** An answer of the API, as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body's exact text. */
  readonly text: string;
}

/** A person with an account and an API key, who may call any web process. */
export interface Person {
  readonly id: string;
  call(origin: string, procedure: string, input: unknown, headers?: Record<string, string>): Promise<Answer>;
}

const signedUp = z.object({ user: z.object({ id: z.string() }) });
const keyMade = z.object({ key: z.string() });

async function post(url: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Signs a person up at a web process and makes them an API key there. */
export async function signUp(origin: string, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.test`;
  const password = randomBytes(9).toString('base64url');
  const account = await post(
    `${origin}/api/auth/sign-up/email`,
    { name, email, password },
    { origin: appUrl },
  );
  const { user } = signedUp.parse(await account.json());
  const cookie = account.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const made = await post(
    `${origin}/api/auth/api-key/create`,
    { name: 'cluster' },
    { cookie, origin: appUrl },
  );
  const { key } = keyMade.parse(await made.json());
  return {
    id: user.id,
    call: async (at, procedure, input, headers = {}) => {
      const response = await post(`${at}/api/trpc/${procedure}`, input, { 'x-api-key': key, ...headers });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
}

/** What a successful call answered, read by a schema. */
export function dataOf<T>(answer: Answer, schema: z.ZodType<T>): T {
  if (answer.status !== 200) throw new Error(`Answered ${answer.status}: ${answer.text}`);
  return z.object({ result: z.object({ data: schema }) }).parse(JSON.parse(answer.text)).result.data;
}
