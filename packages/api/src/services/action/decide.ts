import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { lockAction, moveAction } from './audit.ts';
import { type ActionView, presentAction } from './present.ts';

export const decideActionInput = z.strictObject({ id: idSchema });
type Decide = {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof decideActionInput>;
};

/** The person's yes: the action may be executed. */
export async function approveAction(options: Decide): Promise<{ action: ActionView }> {
  return decide(options, 'approved');
}

/** The person's no: the action stays as it was proposed, and is never executed. */
export async function rejectAction(options: Decide): Promise<{ action: ActionView }> {
  return decide(options, 'rejected');
}

async function decide({ ctx, input }: Decide, to: 'approved' | 'rejected'): Promise<{ action: ActionView }> {
  const action = await lockAction(ctx.tx, ctx.principal.ownerId, input.id);
  if (action.status === to) return { action: presentAction(action) };
  // An approval can be taken back as long as nothing has happened.
  const open = action.status === 'proposed' || (to === 'rejected' && action.status === 'approved');
  if (!open) throw new DomainError('conflict', 'This was decided already. Look at it again.');
  const moved = await moveAction(ctx.tx, action, { to, by: 'person', nowMs: ctx.runtime.now() });
  await ctx.faults.hit('action.after-decide');
  return { action: presentAction(moved) };
}
