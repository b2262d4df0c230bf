import type { RecordRow, Tx } from '@ballast/db';
import { enqueueOutbox } from '../outbox/enqueue.ts';
import { type MirrorVendor, mirrorVendors, wanted } from './wanted.ts';

/** What is not as usual about a change. */
export interface MirrorOptions {
  /** Where it came from: the copy there says it already. */
  readonly origin?: MirrorVendor | undefined;
  /** Tells it from another one that led to the same version; default: the version does. */
  readonly fact?: string;
}

/**
 * Has a record's copies follow it, in the transaction that made or changed it: the messages are there if and only if
 * the change is. They name the record only; what it says is read when they are delivered. Everything that writes a
 * record calls this.
 */
export async function mirrorRecord(tx: Tx, record: RecordRow, options: MirrorOptions = {}): Promise<void> {
  const { origin, fact = String(record.version) } = options;
  for (const { vendor, connectedAt, linkId } of await connectionsOf(tx, record)) {
    if (vendor === origin || (linkId === null && !wanted[vendor](record))) continue;
    await enqueueOutbox(tx, {
      vendor,
      operation: 'record.put',
      payload: { recordId: record.id, version: record.version },
      ownerId: record.ownerId,
      dedupeId: `record:${record.id}:${fact}:${connectedAt.getTime()}`,
    });
  }
}

/** The same for a record that is about to be deleted for good: its copies go too. Call it before the row is gone. */
export async function mirrorDeletion(tx: Tx, record: Pick<RecordRow, 'id' | 'ownerId'>): Promise<void> {
  for (const { vendor, connectedAt, linkId, externalId } of await connectionsOf(tx, record)) {
    if (linkId === null) continue;
    await enqueueOutbox(tx, {
      vendor,
      operation: 'record.remove',
      payload: { recordId: record.id, externalId },
      ownerId: record.ownerId,
      dedupeId: `record:${record.id}:gone:${linkId}:${connectedAt.getTime()}`,
    });
  }
}

/** A connection that has to be made anew catches up then: nothing is sent with it before. */
async function connectionsOf(tx: Tx, record: Pick<RecordRow, 'id' | 'ownerId'>) {
  const rows = await tx.kysely
    .selectFrom('Integration')
    .leftJoin('RecordLink', (join) =>
      join.onRef('RecordLink.integrationId', '=', 'Integration.id').on('RecordLink.recordId', '=', record.id),
    )
    .select([
      'Integration.vendor',
      'Integration.connectedAt',
      'RecordLink.id as linkId',
      'RecordLink.externalId',
    ])
    .where('Integration.ownerId', '=', record.ownerId)
    .where('Integration.vendor', 'in', mirrorVendors)
    .where('Integration.status', '=', 'connected')
    .where('Integration.credentials', 'is not', null)
    .execute();
  return rows.map((row) => ({ ...row, vendor: row.vendor as MirrorVendor }));
}
