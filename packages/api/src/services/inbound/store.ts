import { newId, type Tx } from '@ballast/db';
import { z } from 'zod';
import { enqueueJob } from '../job/enqueue.ts';

/** What waits in `InboundEvent.payload` until it is worked on. */
export const inboundPayloadSchema = z.object({
  externalId: z.string(),
  text: z.string(),
  /** Of a message in Slack: who wrote it, and in whose thread. */
  slack: z.object({ user: z.string(), threadTs: z.string().nullable() }).optional(),
});
export type InboundPayload = z.infer<typeof inboundPayloadSchema>;

/** Something that came in for one owner. */
export interface Inbound {
  readonly vendor: 'slack';
  readonly ownerId: string;
  readonly integrationId: string;
  /** The vendor's id of this announcement. */
  readonly eventId: string;
  /** The thing's own identity, whichever announcement tells of it. */
  readonly externalId: string;
  readonly text: string;
  readonly slack?: InboundPayload['slack'];
}

/** The thing's own identity, as `InboundEvent.eventKey` has it. */
export function itemKey(ownerId: string, externalId: string): string {
  return `item:${ownerId}:${externalId}`;
}

/**
 * Keeps what came in together with its job (I1). Two rows tell a repeat: the vendor's event id and the thing's own
 * identity, since one message may be announced under several ids. Returns false for what was seen before.
 */
export async function storeInbound(tx: Tx, inbound: Inbound): Promise<boolean> {
  const { ownerId, eventId, externalId, text, slack } = inbound;
  // The event first: if the thing itself turns out to be known, this row stays and tells the event's own repeats.
  const announced = await insertOnce(tx, inbound, `event:${ownerId}:${eventId}`, null);
  if (announced === undefined) return false;
  const kept = await insertOnce(tx, inbound, itemKey(ownerId, externalId), {
    ...{ externalId, text },
    ...(slack && { slack }),
  });
  if (kept === undefined) return false;
  await enqueueJob(tx, { task: 'inbound', payload: { eventId: kept }, key: `inbound:${kept}` });
  return true;
}

async function insertOnce(
  tx: Tx,
  { vendor, ownerId, integrationId }: Inbound,
  eventKey: string,
  payload: InboundPayload | null,
): Promise<string | undefined> {
  const row = await tx.kysely
    .insertInto('InboundEvent')
    .values({
      id: newId(),
      ...{ vendor, ownerId, integrationId, eventKey },
      payload: payload && JSON.stringify(payload),
    })
    .onConflict((conflict) => conflict.columns(['vendor', 'eventKey']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
