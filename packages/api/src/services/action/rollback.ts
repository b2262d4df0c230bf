import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { lockAction, moveAction } from './audit.ts';
import { type ActionView, presentAction } from './present.ts';
import type { RollbackData } from './rollback-data.ts';
import { undoAction } from './undo.ts';

export const rollbackActionInput = z.strictObject({ id: idSchema });

/**
 * Takes an executed action back, in one transaction: the data are as they were before it. What was changed since, or
 * has left for the outside, is not undone over anybody's head: that is a `conflict` which says so.
 */
export async function rollbackAction(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof rollbackActionInput>;
}): Promise<{ action: ActionView }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const action = await lockAction(ctx.tx, ownerId, input.id);
  if (action.status === 'rolled_back') return { action: presentAction(action) };
  if (action.status !== 'executed' || action.rollbackData === null) {
    throw new DomainError('conflict', 'Only what was executed can be taken back.');
  }
  const nowMs = ctx.runtime.now();
  await undoAction(ctx.tx, ownerId, action.rollbackData as RollbackData, nowMs);
  await ctx.faults.hit('action.after-undo');
  const moved = await moveAction(ctx.tx, action, { to: 'rolled_back', by: 'person', nowMs });
  await ctx.faults.hit('action.before-rollback-commit');
  return { action: presentAction(moved) };
}
