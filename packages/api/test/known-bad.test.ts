import { expect, test } from 'vitest';
import { z } from 'zod';
import { naiveTransaction } from './known-bad/naive-transaction.ts';
import { holdToTransactionSuite, type Transacted } from './known-bad/transaction-suite.ts';
import { anyone, mutation, router, serveLadder } from './ladder-server.ts';

/** The ladder's own rungs; with a key the idempotency rung opens the transaction, without one the transaction rung. */
async function ladder(key: string | undefined): Promise<Transacted> {
  let committed = 0;
  const server = await serveLadder(
    router({
      act: mutation({
        access: anyone,
        budget: '5s',
        idempotency: { mode: 'atomic', window: '1h' },
        transaction: true,
        input: z.enum(['answer', 'throw']),
        run: async ({ ctx, input }) => {
          ctx.tx.onCommit(() => {
            committed += 1;
          });
          if (input === 'throw') throw new Error('on purpose');
          return 'done';
        },
      }),
    }),
  );
  const headers = (outcome: string) =>
    key === undefined ? {} : { headers: { 'idempotency-key': `${key}-${outcome}` } };
  return {
    call: async (outcome) => (await server.mutate('act', outcome, headers(outcome))).ok,
    committed: () => committed,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

test('I4: the transaction rung passes', () => holdToTransactionSuite(() => ladder(undefined)));
test('I4: the idempotency rung, which opens the transaction of keyed calls, passes', () =>
  holdToTransactionSuite(() => ladder('key')));
test('a naive transaction around next() is caught by the same suite', async () => {
  await expect(holdToTransactionSuite(naiveTransaction)).rejects.toThrow(/nothing of a failed call/);
});
