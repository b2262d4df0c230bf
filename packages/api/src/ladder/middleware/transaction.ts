import { serialiseAnswer } from '@ballast/reliability';
import { originalOf } from '../errors.ts';
import { guardedRung } from '../rungs.ts';
import { transactInSpan } from '../transact.ts';

/**
 * Innermost rung: one transaction around the resolver, or the one that the idempotency rung already opened for its
 * claim. `next()` resolves with `ok: false` instead of throwing, so the failure is thrown here: otherwise the
 * transaction would commit it. An answer that can't be sent is found out before COMMIT, with a key or without.
 */
export const transactionRung = guardedRung(async ({ ctx, meta, path, next }) => {
  if (meta?.transaction !== true || ctx.tx !== undefined) return next();
  return transactInSpan(ctx.ladder, { deadline: ctx.deadline, name: path }, async (tx) => {
    const result = await next({ ctx: { tx } });
    if (!result.ok) throw originalOf(result.error);
    serialiseAnswer(result.data);
    return result;
  });
});
