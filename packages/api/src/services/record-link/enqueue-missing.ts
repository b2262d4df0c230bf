import type { IntegrationRow, OutboxMessageRow, Tx } from '@ballast/db';
import type { Deadline } from '@ballast/reliability';
import { sql } from 'kysely';
import { enqueueDelivery, enqueueOutbox } from '../outbox/enqueue.ts';
import type { Mirroring } from './using.ts';
import { type MirrorVendor, wanted } from './wanted.ts';

/** Records looked at in one transaction: short locks, and a run that is stopped has done some of its work. */
const batchSize = 200;
/** Between attempts at a copy whose delivery was given up, in ms. */
const againAfterMs = 6 * 3_600_000;

/**
 * Has every record copied whose copy is missing or behind at this connection: what changed before it was made, or
 * while it had to be renewed; with `dueFrom` nothing that was due before and has no copy. One message a record, version and consent, however often this is called.
 */
export async function enqueueMissing(
  app: Mirroring,
  integration: IntegrationRow,
  vendor: MirrorVendor,
  { deadline, dueFrom }: { readonly deadline: Deadline; readonly dueFrom?: Date },
): Promise<number> {
  let enqueued = 0;
  let after: string | undefined;
  for (;;) {
    const batch = await app.database.transaction({ deadline, name: 'mirror.enqueue-missing' }, (tx) =>
      enqueueBatch(tx, { integration, vendor, after, dueFrom }),
    );
    enqueued += batch.enqueued;
    after = batch.last;
    if (after === undefined) return enqueued;
  }
}

interface Batch {
  readonly integration: IntegrationRow;
  readonly vendor: MirrorVendor;
  readonly after: string | undefined;
  readonly dueFrom: Date | undefined;
}

async function enqueueBatch(
  tx: Tx,
  { integration, vendor, after, dueFrom }: Batch,
): Promise<{ enqueued: number; last: string | undefined }> {
  const { id, ownerId, connectedAt } = integration;
  let query = tx.kysely
    .selectFrom('Record')
    .leftJoin('RecordLink', (join) =>
      join.onRef('RecordLink.recordId', '=', 'Record.id').on('RecordLink.integrationId', '=', id),
    )
    .select(['Record.id', 'Record.version', 'Record.category', 'Record.dueAt', 'Record.status'])
    .select('RecordLink.id as linkId')
    .where('Record.ownerId', '=', ownerId)
    .where((eb) =>
      eb.or([eb('RecordLink.id', 'is', null), eb('RecordLink.version', '<', eb.ref('Record.version'))]),
    );
  if (dueFrom !== undefined) {
    query = query.where((eb) =>
      eb.or([eb('RecordLink.id', 'is not', null), eb('Record.dueAt', '>=', dueFrom)]),
    );
  }
  if (after !== undefined) query = query.where('Record.id', '>', after);
  const rows = await query.orderBy('Record.id').limit(batchSize).execute();
  const behind = rows.filter((row) => row.linkId !== null || wanted[vendor](row));
  for (const { id: recordId, version } of behind) {
    const message = await enqueueOutbox(tx, {
      vendor,
      operation: 'record.put',
      payload: { recordId, version },
      ownerId,
      dedupeId: `record:${recordId}:${version}:${connectedAt.getTime()}`,
    });
    if (message.status === 'failed' || message.status === 'unknown') await tryAgain(tx, message);
  }
  return { enqueued: behind.length, last: rows.length < batchSize ? undefined : rows.at(-1)?.id };
}

/** A copy can always be written again, so nobody has to ask for it: one attempt more, every few hours. */
async function tryAgain(tx: Tx, { id, ownerId }: OutboxMessageRow): Promise<void> {
  const due = await tx.kysely
    .updateTable('OutboxMessage')
    .set({ status: 'pending', availableAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .where('status', 'in', ['failed', 'unknown'])
    .where('availableAt', '<', sql<Date>`now() - ${againAfterMs}::float8 * interval '1 millisecond'`)
    .returning('id')
    .executeTakeFirst();
  if (due) await enqueueDelivery(tx, id);
}
