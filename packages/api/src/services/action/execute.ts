import { type AgentActionRow, isDatabaseError } from '@ballast/db';
import { z } from 'zod';
import type { Call, OwnerCall } from '../../context.ts';
import { DomainError, isDomainError } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { auditOf, lockAction, moveAction } from './audit.ts';
import { outsideKinds, readContent } from './kinds.ts';
import { performAction } from './perform.ts';
import { type ActionView, presentAction } from './present.ts';

export const executeActionInput = z.strictObject({ id: idSchema });

/** Executes an action of the caller's. One that was executed already is returned as it is. */
export async function executeAction(options: {
  ctx: OwnerCall;
  input: z.infer<typeof executeActionInput>;
}): Promise<{ action: ActionView }> {
  const { ctx, input } = options;
  const row = await executeFor(ctx, { ownerId: ctx.principal.ownerId, id: input.id, by: 'person' });
  return { action: presentAction(row) };
}

/** Whose action is executed, and on whose word. */
export interface Execution {
  readonly ownerId: string;
  readonly id: string;
  readonly by: string;
}

/**
 * Executes an action in one transaction: what it does, what takes it back, its new state and its audit, or nothing of
 * it. One that can't be done is then marked failed, in a transaction of its own.
 * @throws DomainError `conflict` when it needs approval first, or for what made it impossible
 */
export async function executeFor(ctx: Call, { ownerId, id, by }: Execution): Promise<AgentActionRow> {
  const nowMs = ctx.runtime.now();
  let performing = false;
  try {
    return await ctx.database.transaction({ deadline: ctx.deadline, name: 'action.execute' }, async (tx) => {
      performing = false;
      const action = await lockAction(tx, ownerId, id);
      if (action.status === 'executed') return action;
      checkExecutable(action);
      performing = true;
      const content = readContent(action.kind, action.params);
      const rollbackData = await performAction({ ctx, tx, nowMs }, action, content);
      await ctx.faults.hit('action.after-perform');
      const moved = await moveAction(tx, action, { to: 'executed', by, nowMs, rollbackData });
      await ctx.faults.hit('action.before-commit');
      return moved;
    });
  } catch (error) {
    if (performing && isFinal(error)) await markFailed(ctx, { ownerId, id, by }, error);
    throw error;
  }
}

function checkExecutable(action: AgentActionRow): void {
  if (action.status === 'rejected' || action.status === 'rolled_back') {
    throw new DomainError(
      'conflict',
      'This was rejected or taken back. Propose it anew if you want it after all.',
    );
  }
  if (action.status === 'failed' && action.rollbackData !== null) {
    throw new DomainError('conflict', 'Its message could not be delivered. Send that message again instead.');
  }
  const approved = auditOf(action).some((entry) => entry.to === 'approved');
  if (outsideKinds.has(action.kind) && !approved) {
    throw new DomainError('conflict', 'This touches the outside, so it needs your approval first.');
  }
}

/** True for what no repeat can mend. */
function isFinal(error: unknown): error is Error {
  return (
    isDomainError(error) || (isDatabaseError(error) && !error.retryable && error.code !== 'commit_unknown')
  );
}

async function markFailed(ctx: Call, { ownerId, id, by }: Execution, error: Error): Promise<void> {
  const why = isDomainError(error) ? error.message : 'This could not be saved.';
  await ctx.database.transaction({ deadline: ctx.deadline, name: 'action.fail' }, async (tx) => {
    const action = await lockAction(tx, ownerId, id);
    if (action.status !== 'proposed' && action.status !== 'approved') return;
    await moveAction(tx, action, { to: 'failed', by, nowMs: ctx.runtime.now(), error: why });
  });
}
