import type { InboundEventRow, Tx } from '@ballast/db';
import { sql } from 'kysely';
import type { Call, OwnerCall } from '../../context.ts';
import { type InboundPayload, inboundPayloadSchema } from './store.ts';

/** An event that waits to be worked on, and whose it is. */
export interface InboundWork {
  readonly ctx: OwnerCall;
  readonly event: InboundEventRow;
  readonly payload: InboundPayload;
}

/** The work of an event; undefined when there is none (any more). */
export function workOf(ctx: Call, event: InboundEventRow | undefined): InboundWork | undefined {
  if (!event || event.processedAt !== null || event.payload === null || event.ownerId === null)
    return undefined;
  const { ownerId } = event;
  const principal = { kind: 'user', scope: ownerId, ownerId } as const;
  return { ctx: { ...ctx, principal }, event, payload: inboundPayloadSchema.parse(event.payload) };
}

/** Takes out what was written: it is where it belongs by now. */
export async function clearEvent(tx: Tx, { id, ownerId }: InboundEventRow): Promise<void> {
  await tx.kysely
    .updateTable('InboundEvent')
    .set({ payload: null, processedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .execute();
}
