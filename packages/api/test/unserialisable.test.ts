import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  anyone,
  failureOf,
  type LadderServer,
  mutation,
  query,
  router,
  serveLadder,
} from './ladder-server.ts';

const cycle: { self?: object } = {};
cycle.self = cycle;
const sick: Record<string, () => unknown> = {
  bigint: () => ({ deep: [1n] }),
  cycle: () => cycle,
  function: () => () => 1,
  'throwing toJSON': () => ({
    toJSON: () => {
      throw new Error('what a person wrote');
    },
  }),
  'over 1 MiB': () => 'ü'.repeat(600_000),
};

let server: LadderServer;
let healthy = false;
let done: string[] = [];

beforeAll(async () => {
  const answer = (input: string) => (healthy ? 'well' : sick[input]?.());
  const shared = { access: anyone, budget: '5s', input: z.string() } as const;
  server = await serveLadder(
    router({
      atomic: mutation({
        ...shared,
        idempotency: { mode: 'atomic', window: '1h' },
        transaction: true,
        run: async ({ ctx, input }) => {
          ctx.tx.onCommit(() => done.push(input));
          return answer(input);
        },
      }),
      leased: mutation({
        ...shared,
        idempotency: { mode: 'leased', window: '1h' },
        run: async ({ input }) => answer(input),
      }),
      read: query({ ...shared, run: async ({ input }) => answer(input) }),
    }),
  );
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each(Object.keys(sick))('an answer that is %s', (what) => {
  test.each([
    ['with a key', { 'idempotency-key': `atomic ${what}`.replaceAll(' ', '-') }],
    ['without one', {}],
  ])('I4 rolls its transaction back, %s', async (_name, headers) => {
    [healthy, done] = [false, []];
    const { committed } = server.transactions;
    const response = await server.mutate('atomic', what, { headers });
    expect(response.status).toBe(500);
    expect(await failureOf(response)).toMatchObject({ reason: 'unserialisable_answer', retryable: false });
    expect(server.transactions.committed).toBe(committed);
    expect(done).toEqual([]);
  });

  test.each(['atomic', 'leased'])('frees its key: the next call of %s runs', async (mode) => {
    healthy = false;
    const headers = { 'idempotency-key': `freed-${mode}-${what}`.replaceAll(' ', '-') };
    const failed = await server.mutate(mode, what, { headers });
    expect((await failureOf(failed)).reason).toBe('unserialisable_answer');
    healthy = true;
    const well = await server.mutate(mode, what, { headers });
    expect(well.status).toBe(200);
    expect(well.headers.get('idempotency-replayed')).toBeNull();
  });
});

test.each(['bigint', 'cycle', 'throwing toJSON'])(
  'where nothing is stored, an answer that is %s is an error of ours without its words',
  async (what) => {
    healthy = false;
    const read = () => fetch(`${server.url}/read?input=${encodeURIComponent(JSON.stringify(what))}`);
    for (const send of [read, () => server.mutate('leased', what)]) {
      const response = await send();
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(JSON.parse(text).error.data).toMatchObject({ reason: 'internal', retryable: false });
      expect(text).not.toContain('what a person wrote');
    }
  },
);

test.each(['atomic', 'leased'])('undefined is an answer: %s repeats it byte for byte', async (mode) => {
  healthy = false;
  const send = () => server.mutate(mode, 'nothing', { headers: { 'idempotency-key': `undefined-${mode}` } });
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(await second.text()).toBe(await first.text());
});
