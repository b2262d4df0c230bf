import { systemRuntime } from '@ballast/reliability';
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCLink } from '@trpc/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { deadlineLink, idempotencyLink, ladderHeaders, retryLink } from '../src/ladder/client/index.ts';
import { anyone, type LadderServer, mutation, query, router, serveLadder } from './ladder-server.ts';

const noted: string[] = [];
const served = router({
  note: mutation({
    access: anyone,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '1h' },
    transaction: true,
    input: z.string(),
    run: async ({ ctx, input }) => {
      ctx.tx.onCommit(() => noted.push(input));
      return input;
    },
  }),
  echo: query({ access: anyone, budget: '5s', input: z.string(), run: async ({ input }) => input }),
});
type Served = typeof served;

interface Sent {
  readonly path: string;
  readonly key: string | null;
  readonly budgetMs: string | null;
}
const sent: Sent[] = [];
/** The network as it is, with a note of each request. */
const noting = async (input: Request | URL | string, init?: object) => {
  const { headers: given, ...rest }: RequestInit = init ?? {};
  const headers = new Headers(given);
  const url = new URL(String(input));
  sent.push({
    path: url.pathname.slice('/trpc/'.length),
    key: headers.get('idempotency-key'),
    budgetMs: headers.get('x-request-timeout-ms'),
  });
  return fetch(input, { ...rest, headers });
};

let server: LadderServer;
beforeAll(async () => {
  server = await serveLadder(served);
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  noted.length = 0;
  sent.length = 0;
});

let keys = 0;
function clientWith(last: TRPCLink<Served>) {
  return createTRPCClient<Served>({
    links: [
      idempotencyLink({
        newKey: () => {
          keys += 1;
          return `key-${keys}`;
        },
      }),
      deadlineLink({ defaultBudgetMs: 5_000, runtime: systemRuntime }),
      retryLink({ runtime: systemRuntime }),
      last,
    ],
  });
}

/** Batching as most clients have it: the headers of the first call go with all of them. */
const batching = () =>
  clientWith(
    httpBatchLink({
      url: server.url,
      fetch: noting,
      headers: ({ opList: [first] }) => ladderHeaders(first),
    }),
  );

/** Calls that carry a key go alone; queries share requests. */
const splitting = () =>
  clientWith(
    splitLink({
      condition: (op) => op.type === 'mutation',
      true: httpLink({ url: server.url, fetch: noting, headers: ({ op }) => ladderHeaders(op) }),
      false: httpBatchLink({ url: server.url, fetch: noting }),
    }),
  );

test('I2 keyed mutations that a batch link puts together are refused, all of them, and nothing is done', async () => {
  const client = batching();
  const ended = await Promise.allSettled([client.note.mutate('one'), client.note.mutate('two')]);
  for (const call of ended) {
    expect(call).toMatchObject({
      status: 'rejected',
      reason: { data: { httpStatus: 400, reason: 'batch_not_allowed', retryable: false } },
    });
  }
  expect(sent.map(({ path }) => path)).toEqual(['note,note']);
  expect(noted).toEqual([]);
  expect(server.transactions.opened).toBe(0);
});

test('a keyed mutation that happens to be alone in its batch is answered', async () => {
  expect(await batching().note.mutate('alone')).toBe('alone');
  expect(noted).toEqual(['alone']);
});

test('queries share a request, with no key on it', async () => {
  const client = batching();
  expect(await Promise.all([client.echo.query('a'), client.echo.query('b')])).toEqual(['a', 'b']);
  expect(sent).toEqual([{ path: 'echo,echo', key: null, budgetMs: expect.any(String) }]);
});

test('split, each mutation goes alone with its own key and budget while queries share a request', async () => {
  const client = splitting();
  const answers = await Promise.all([
    client.note.mutate('one'),
    client.echo.query('a'),
    client.note.mutate('two'),
    client.echo.query('b'),
  ]);
  expect(answers).toEqual(['one', 'a', 'two', 'b']);
  const notes = sent.filter(({ path }) => path === 'note');
  expect(new Set(notes.map(({ key }) => key)).size).toBe(2);
  expect(notes.every(({ key, budgetMs }) => key !== null && Number(budgetMs) > 0)).toBe(true);
  expect(sent.filter(({ path }) => path !== 'note')).toEqual([
    { path: 'echo,echo', key: null, budgetMs: null },
  ]);
  expect(noted.toSorted()).toEqual(['one', 'two']);
});
