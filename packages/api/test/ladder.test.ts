import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createLadder } from '../src/ladder/index.ts';
import { appRouter } from '../src/root.ts';
import {
  anyone,
  type LadderServer,
  mutation,
  query,
  reasonOf,
  router,
  serveLadder,
} from './ladder-server.ts';

describe('a declaration that makes no sense', () => {
  const loose = createLadder() as unknown as { mutation(declaration: object): unknown };
  const base = { access: [], budget: '1s', input: z.unknown(), run: async () => 1 };

  test('atomic without a transaction throws at start-up', () => {
    expect(() => loose.mutation({ ...base, idempotency: { mode: 'atomic', window: '1h' } })).toThrow(
      /transaction: true/,
    );
  });
  test('leased inside a transaction throws at start-up', () => {
    const declaration = { ...base, transaction: true, idempotency: { mode: 'leased', window: '1h' } };
    expect(() => loose.mutation(declaration)).toThrow(/call out/);
  });
  test.each(['5', '-1s', '0s', 'soon', '1e999h', 'Infinitys'])('budget %j throws at start-up', (budget) => {
    expect(() => loose.mutation({ ...base, budget })).toThrow(/not a duration/);
  });
  test('and does not compile', () => {
    const declare = () => {
      mutation({
        access: anyone,
        budget: '1s',
        // @ts-expect-error atomic needs `transaction: true`
        idempotency: { mode: 'atomic', window: '1h' },
        input: z.string(),
        run: async () => 1,
      });
      mutation({
        access: anyone,
        budget: '1s',
        // @ts-expect-error leased stands outside any transaction
        transaction: true,
        idempotency: { mode: 'leased', window: '1h' },
        input: z.string(),
        run: async () => 1,
      });
      // @ts-expect-error a budget is a duration
      query({ access: anyone, budget: '1 second', input: z.string(), run: async () => 1 });
      // @ts-expect-error without `transaction: true` there is no ctx.tx
      mutation({ access: anyone, budget: '1s', input: z.string(), run: async ({ ctx }) => ctx.tx });
    };
    expect(declare).toBeTypeOf('function');
  });
});

describe('every procedure of the app', () => {
  // Flat at run time (`capture.create`), nested in the types.
  const flat: Record<string, unknown> = appRouter._def.procedures;
  const procedures = Object.entries(flat as Record<string, { _def: unknown }>);
  test.each(procedures)(
    '%s declares who may call, how long it may take and what it takes',
    (_path, procedure) => {
      const { meta, type, inputs } = procedure._def as {
        meta?: { budget: string; access: string[]; idempotency?: object };
        type: string;
        inputs: unknown[];
      };
      expect(inputs).toEqual([expect.any(z.ZodType)]);
      expect(meta?.access.length).toBeGreaterThan(0);
      expect(meta?.budget).toMatch(/^\d+(ms|s|m)$/);
      if (type === 'mutation') expect(meta?.idempotency).toBeDefined();
    },
  );
});

describe('answers that cannot be stored', () => {
  const cycle: { self?: object } = {};
  cycle.self = cycle;
  const answers: Record<string, () => unknown> = {
    bigint: () => 1n,
    cycle: () => cycle,
    huge: () => 'x'.repeat(1_100_000),
    nothing: () => undefined,
    plain: () => ({ b: 1, a: [null, 'ü'] }),
  };
  let server: LadderServer;
  let committed: string[];
  beforeAll(async () => {
    server = await serveLadder(
      router({
        answer: mutation({
          access: anyone,
          budget: '5s',
          idempotency: { mode: 'atomic', window: '1h' },
          transaction: true,
          input: z.string(),
          run: async ({ ctx, input }) => {
            ctx.tx.onCommit(() => committed.push(input));
            return answers[input]?.();
          },
        }),
      }),
    );
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(['bigint', 'cycle', 'huge'])(
    '%s: a clear error, and the transaction is rolled back',
    async (what) => {
      committed = [];
      const response = await server.mutate('answer', what, { headers: { 'idempotency-key': `key-${what}` } });
      expect(response.status).toBe(500);
      expect(await reasonOf(response)).toBe('unserialisable_answer');
      expect(committed).toEqual([]);
    },
  );

  test.each(['nothing', 'plain'])('%s is repeated byte for byte, and done once', async (what) => {
    committed = [];
    const send = () => server.mutate('answer', what, { headers: { 'idempotency-key': `"key-${what}"` } });
    const first = await send();
    const second = await send();
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(Buffer.from(await second.arrayBuffer())).toEqual(Buffer.from(await first.arrayBuffer()));
    expect(committed).toEqual([what]);
  });
});

test('an answer is typed for its clients', () => {
  const typed = router({
    half: query({
      access: anyone,
      budget: '1s',
      input: z.coerce.number(),
      run: async ({ input }) => ({ half: input / 2 }),
    }),
  });
  type Output = (typeof typed)['_def']['procedures']['half']['_def']['$types']['output'];
  const output: Output = { half: 1 };
  expect(output.half).toBe(1);
});
