import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase } from '@ballast/db/testing';
import { type Api, type ApiOptions, createApi } from './create-api.ts';
import { silentLogger } from './logger.ts';

/** One answer of the API as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body's exact text. */
  readonly text: string;
  /** `result.data` of a success. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every procedure.
  readonly data: any;
  /** `error` of a failure. */
  readonly error: {
    message: string;
    data: { reason: string; retryable: boolean; retryAfterMs: number | null; traceId: string };
  };
}

/** A call's caller and headers. */
export interface CallAs {
  readonly owner?: string;
  readonly service?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The API on a real port and a real, fresh database. */
export interface TestApi extends AsyncDisposable {
  readonly url: string;
  readonly api: Api;
  readonly database: ApiOptions['database'];
  /** Stops accepting work, as SIGTERM does. */
  readonly shutdown: AbortController;
  /** Adds a person and returns their id. */
  addOwner(options?: { timezone?: string }): Promise<string>;
  query(path: string, input: unknown, as?: CallAs): Promise<Answer>;
  mutate(path: string, input: unknown, as?: CallAs): Promise<Answer>;
  /** Sends any body, for what no client would send. */
  send(path: string, init: RequestInit): Promise<Answer>;
}

async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text.startsWith('{') ? JSON.parse(text) : {};
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: body.result?.data,
    error: body.error,
  };
}

function headersOf(as: CallAs): Record<string, string> {
  return {
    ...(as.owner === undefined ? {} : { 'x-test-owner': as.owner }),
    ...(as.service === true ? { 'x-test-service': '1' } : {}),
    ...as.headers,
  };
}

/** Starts the API for one test file. Callers are named by test headers instead of sessions. */
export async function startTestApi(options: Partial<ApiOptions> = {}): Promise<TestApi> {
  const testDatabase = options.database ? undefined : await createTestDatabase();
  const database = options.database ?? testDatabase?.database;
  if (!database) throw new Error('No database for the test API.');
  const shutdown = new AbortController();
  const api = createApi({
    logger: silentLogger,
    shutdown: shutdown.signal,
    resolvePrincipal: async (headers) => {
      if (headers['x-test-service'] === '1') return { kind: 'service' };
      const owner = headers['x-test-owner'];
      return typeof owner === 'string' ? { kind: 'user', ownerId: owner } : undefined;
    },
    ...options,
    database,
  });
  const server = createServer((req, res) => {
    api.handle(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/trpc`;
  let owners = 0;
  return {
    url,
    api,
    database,
    shutdown,
    addOwner: async ({ timezone = 'UTC' } = {}) => {
      owners += 1;
      const id = `owner${owners}`;
      await database.kysely
        .insertInto('User')
        .values({ id, name: `Owner ${owners}`, email: `owner${owners}@example.test`, timezone })
        .execute();
      return id;
    },
    query: async (path, input, as = {}) => {
      const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return toAnswer(
        await fetch(`${url}/${path}${search}`, {
          headers: headersOf(as),
          ...(as.signal ? { signal: as.signal } : {}),
        }),
      );
    },
    mutate: async (path, input, as = {}) =>
      toAnswer(
        await fetch(`${url}/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headersOf(as) },
          body: JSON.stringify(input),
          ...(as.signal ? { signal: as.signal } : {}),
        }),
      ),
    send: async (path, init) => toAnswer(await fetch(`${url}/${path}`, init)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await testDatabase?.[Symbol.asyncDispose]();
    },
  };
}
