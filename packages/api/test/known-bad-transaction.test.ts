import { createMemoryIdempotencyStore, type MemoryTx } from '@ballast/reliability';
import { initTRPC } from '@trpc/server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { anyone, mutation, router, serveLadder } from './ladder-server.ts';

/** Calls a mutation that writes in its transaction and then fails, or does not. */
type Call = (fails: boolean) => Promise<{ readonly answered: boolean; readonly committed: number }>;

const ours: Call = async (fails) => {
  let committed = 0;
  const write = mutation({
    access: anyone,
    budget: '5s',
    transaction: true,
    input: z.boolean(),
    run: async ({ ctx, input }) => {
      ctx.tx.onCommit(() => {
        committed += 1;
      });
      if (input) throw new Error('after the write');
      return 'written';
    },
  });
  await using server = await serveLadder(router({ write }));
  const { ok } = await server.mutate('write', fails);
  return { answered: ok, committed };
};

/** The obvious middleware. `next()` does not throw: it resolves with the failure, and the transaction commits. */
const naive: Call = async (fails) => {
  let committed = 0;
  const store = createMemoryIdempotencyStore();
  const t = initTRPC.context<{ tx?: MemoryTx }>().create();
  const inTransaction = t.procedure.use(({ next }) => store.transact((tx) => next({ ctx: { tx } })));
  const served = t.router({
    write: inTransaction.input(z.boolean()).mutation(({ ctx, input }) => {
      ctx.tx.onCommit(() => {
        committed += 1;
      });
      if (input) throw new Error('after the write');
      return 'written';
    }),
  });
  const answered = await served
    .createCaller({})
    .write(fails)
    .then(
      () => true,
      () => false,
    );
  return { answered, committed };
};

/** What any transaction around a resolver must do; the names of what it does not. */
async function brokenBy(call: Call): Promise<string[]> {
  const [success, failure] = [await call(false), await call(true)];
  const rules = {
    'what succeeded is answered and committed': success.answered && success.committed === 1,
    'what failed is told': !failure.answered,
    'I4 nothing of what failed is committed': failure.committed === 0,
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

test('a transaction around a resolver commits what succeeded and nothing of what failed', async () => {
  expect(await brokenBy(ours)).toEqual([]);
});

test('the naive one around next() is caught: it commits what failed', async () => {
  expect(await brokenBy(naive)).toEqual(['I4 nothing of what failed is committed']);
});
