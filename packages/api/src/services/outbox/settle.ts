import type { OutboxMessageRow, Tx, WorkflowStepRow } from '@ballast/db';
import type { Deadline } from '@ballast/reliability';
import { sql } from 'kysely';
import type { Call } from '../../context.ts';
import { settleAction } from '../action/settle.ts';
import { markDigestDelivered } from '../digest/mark-delivered.ts';
import { settleStep } from '../workflow/settle-step.ts';
import type { ClaimedMessage } from './claim.ts';
import type { Settlement } from './decide.ts';
import { enqueueDelivery } from './enqueue.ts';

/**
 * Writes what became of an attempt, with all that depends on it, in one transaction: the message, the step or action
 * that wanted it, and the next attempt's job. Undefined when the lease was lost meanwhile: then nothing is written.
 */
export async function settleMessage(
  ctx: Call,
  { message, token }: ClaimedMessage,
  settlement: Settlement,
  deadline: Deadline,
): Promise<OutboxMessageRow | undefined> {
  return ctx.database.transaction({ deadline, name: 'outbox.settle' }, async (tx) => {
    const settled = await tx.kysely
      .updateTable('OutboxMessage')
      .set({ ...columnsOf(settlement, message), leaseToken: null, leaseExpiresAt: null })
      .where('id', '=', message.id)
      .where('leaseToken', '=', token)
      .returningAll()
      .executeTakeFirst();
    if (!settled) return undefined;
    await ctx.faults.hit('outbox.after-settle-message');
    if (settlement.status === 'pending') await enqueueDelivery(tx, message.id, settlement.delayMs);
    else await tellWhoWantedIt(tx, settled, 'found' in settlement && settlement.found);
    await ctx.faults.hit('outbox.before-settle-commit');
    return settled;
  });
}

function columnsOf(settlement: Settlement, message: OutboxMessageRow) {
  switch (settlement.status) {
    case 'delivered':
      return {
        status: settlement.status,
        externalRef: settlement.externalRef,
        error: null,
        deliveredAt: sql<Date>`now()`,
      };
    case 'pending':
      return {
        status: settlement.status,
        attempts: message.attempts - (settlement.counted ? 0 : 1),
        uncertain: settlement.uncertain,
        error: settlement.error,
        availableAt: sql<Date>`now() + ${settlement.delayMs}::float8 * interval '1 millisecond'`,
      };
    default:
      return {
        status: settlement.status,
        uncertain: settlement.status === 'unknown',
        error: settlement.error,
      };
  }
}

const stepStatus = {
  pending: 'pending',
  delivering: 'pending',
  delivered: 'succeeded',
  failed: 'failed',
  unknown: 'unknown',
} as const satisfies Record<OutboxMessageRow['status'], WorkflowStepRow['status']>;

/** Passes a message's fate on to the workflow step, the action or the digest behind it. */
export async function tellWhoWantedIt(tx: Tx, message: OutboxMessageRow, found: boolean): Promise<void> {
  if (message.stepId !== null) {
    await settleStep(tx, message.stepId, {
      status: stepStatus[message.status],
      result: { messageId: message.id, externalRef: message.externalRef, found },
      error: message.error,
    });
  }
  if (message.actionId !== null) await settleAction(tx, message.actionId, message);
  await markDigestDelivered(tx, message);
}
