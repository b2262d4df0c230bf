import { newId, type OutboxMessageRow, type Tx } from '@ballast/db';
import { enqueueJob } from '../job/enqueue.ts';
import type { OutboxContent } from './content.ts';

/** A side effect abroad, and what wants it. */
export type OutboxRequest = OutboxContent & {
  readonly ownerId: string;
  /** Names the fact behind it, so that the same one is written once: `step:<id>`, `action:<id>`, `digest:<id>`. */
  readonly dedupeId: string;
  readonly stepId?: string;
  readonly actionId?: string;
};

/**
 * Writes a message and its delivery's job in the caller's transaction: it leaves if and only if that commits (I4).
 * A fact that has its message already gets that one back.
 */
export async function enqueueOutbox(tx: Tx, request: OutboxRequest): Promise<OutboxMessageRow> {
  const { ownerId, vendor, dedupeId } = request;
  const written = await tx.kysely
    .insertInto('OutboxMessage')
    .values({
      id: newId(),
      ownerId,
      vendor,
      operation: request.operation,
      payload: JSON.stringify(request.payload),
      dedupeId,
      stepId: request.stepId ?? null,
      actionId: request.actionId ?? null,
    })
    .onConflict((conflict) => conflict.columns(['ownerId', 'vendor', 'dedupeId']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (written) {
    await enqueueDelivery(tx, written.id);
    return written;
  }
  return tx.kysely
    .selectFrom('OutboxMessage')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where('vendor', '=', vendor)
    .where('dedupeId', '=', dedupeId)
    .executeTakeFirstOrThrow();
}

/** Has a message delivered, `delayMs` from now at the earliest; replaces a delivery that is still waiting. */
export async function enqueueDelivery(tx: Tx, messageId: string, delayMs = 0): Promise<void> {
  await enqueueJob(tx, {
    task: 'deliver',
    payload: { messageId, round: newId() },
    key: `deliver:${messageId}`,
    delayMs,
  });
}
