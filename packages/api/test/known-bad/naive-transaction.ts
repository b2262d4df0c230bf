import { createMemoryIdempotencyStore, type MemoryTx } from '@ballast/reliability';
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import type { Transacted } from './transaction-suite.ts';

/** Known bad, and what one would write first: `next()` resolves with `ok: false`, so the transaction commits. */
export async function naiveTransaction(): Promise<Transacted> {
  const store = createMemoryIdempotencyStore();
  let committed = 0;
  const t = initTRPC.context<{ tx?: MemoryTx }>().create();
  const transaction = t.middleware(({ next }) => store.transact((tx) => next({ ctx: { tx } })));
  const router = t.router({
    act: t.procedure
      .use(transaction)
      .input(z.enum(['answer', 'throw']))
      .mutation(({ ctx, input }) => {
        ctx.tx?.onCommit(() => {
          committed += 1;
        });
        if (input === 'throw') throw new Error('on purpose');
        return 'done';
      }),
  });
  const caller = t.createCallerFactory(router)({});
  return {
    call: (outcome) =>
      caller.act(outcome).then(
        () => true,
        () => false,
      ),
    committed: () => committed,
    [Symbol.asyncDispose]: async () => {},
  };
}
