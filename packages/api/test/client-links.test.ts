import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemRuntime } from '@ballast/reliability';
import { createTRPCUntypedClient, httpLink } from '@trpc/client';
import { afterEach, expect, test } from 'vitest';
import { serviceLinks } from '../src/client.ts';
import {
  callOptions,
  deadlineLink,
  idempotencyLink,
  ladderHeaders,
  retryLink,
} from '../src/ladder/client/index.ts';

/** Answers the requests of one test in turn, and remembers their headers and when they came, in ms. */
const seen: { headers: IncomingHttpHeaders; atMs: number }[] = [];
let server: Server | undefined;
afterEach(async () => {
  seen.length = 0;
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

type Answer = (res: ServerResponse) => void;

const json = (status: number, body: object) => (res: ServerResponse) => {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const done = json(200, { result: { data: 'done' } });
const failed = (retryable: boolean, retryAfterMs: number | null = null) =>
  json(503, {
    error: { message: 'no', code: -32603, data: { httpStatus: 503, reason: 'x', retryable, retryAfterMs } },
  });

/** The address of a server that plays `answers`. */
async function serve(answers: Answer[]): Promise<string> {
  server = createServer((req, res) => {
    const answer = answers[seen.length];
    seen.push({ headers: req.headers, atMs: systemRuntime.monotonicMs() });
    answer?.(res);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** A client with the links in their order, against a server that plays `answers`. */
async function clientFor(...answers: Answer[]) {
  const url = await serve(answers);
  let keys = 0;
  return createTRPCUntypedClient({
    links: [
      idempotencyLink({
        newKey: () => {
          keys += 1;
          return `key-${keys}`;
        },
      }),
      deadlineLink({ defaultBudgetMs: 5_000, runtime: systemRuntime }),
      retryLink({ runtime: systemRuntime, initialMs: 1, maxMs: 2 }),
      httpLink({ url, headers: ({ op }) => ladderHeaders(op) }),
    ],
  });
}
const sent = (name: string) => seen.map(({ headers }) => headers[name]);

test('the key is minted above the retries: every attempt of a call carries the same one, the next call another', async () => {
  const client = await clientFor(failed(true), (res) => res.destroy(), done, done);
  expect(await client.mutation('act', 1)).toBe('done');
  expect(await client.mutation('act', 1)).toBe('done');
  expect(sent('idempotency-key')).toEqual(['key-1', 'key-1', 'key-1', 'key-2']);
});

test('the wait the server asks for is a floor', async () => {
  const client = await clientFor(failed(true, 120), done);
  await client.mutation('act', 1);
  const [first, second] = seen;
  // Timers may fire up to a millisecond early.
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(119);
});

test('a wait that does not fit the budget is not begun', async () => {
  const client = await clientFor(failed(true, 60_000), done);
  await expect(client.mutation('act', 1)).rejects.toMatchObject({ data: { retryAfterMs: 60_000 } });
  expect(seen).toHaveLength(1);
});

test('what the server calls final is not repeated', async () => {
  const client = await clientFor(failed(false), done);
  await expect(client.mutation('act', 1)).rejects.toMatchObject({ data: { retryable: false } });
  expect(seen).toHaveLength(1);
});

test('a call says for itself how often it is made again', async () => {
  const client = await clientFor(failed(true), failed(true), failed(true), done);
  const only = (maxRetries: number) => client.mutation('act', 1, callOptions({ maxRetries }));
  await expect(only(0)).rejects.toMatchObject({ data: { retryable: true } });
  expect(seen).toHaveLength(1);
  await expect(only(1)).rejects.toMatchObject({ data: { retryable: true } });
  expect(seen).toHaveLength(3);
  await only(1);
});

test('the cron app makes a call once, and again when the call asks for it', async () => {
  const url = await serve([failed(true), failed(true), done]);
  const client = createTRPCUntypedClient({ links: serviceLinks({ url, bearer: 'secret' }) });
  await expect(client.mutation('act', 1, callOptions({ idempotencyKey: 'a' }))).rejects.toThrow();
  expect(seen).toHaveLength(1);
  await client.mutation('act', 1, callOptions({ idempotencyKey: 'b', maxRetries: 1 }));
  expect(sent('idempotency-key')).toEqual(['a', 'b', 'b']);
});

test('each attempt tells what remains of one budget', async () => {
  const client = await clientFor(failed(true, 50), done);
  await client.mutation('act', 1, callOptions({ budgetMs: 2_000 }));
  const [first = 0, second = 0] = sent('x-request-timeout-ms').map(Number);
  expect(first).toBeLessThanOrEqual(2_000);
  expect(second).toBeLessThanOrEqual(first - 49);
  expect(second).toBeGreaterThan(0);
});

test('a call that is not answered in time is aborted, and its connection closed', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const client = await clientFor((res) => res.once('close', resolve));
  await expect(client.mutation('act', 1, callOptions({ budgetMs: 100 }))).rejects.toThrow();
  await closed;
  expect(seen).toHaveLength(1);
});

test('a caller that leaves ends the call', async () => {
  const leaving = new AbortController();
  const client = await clientFor(() => leaving.abort());
  await expect(client.mutation('act', 1, { signal: leaving.signal })).rejects.toThrow();
  expect(seen).toHaveLength(1);
});
