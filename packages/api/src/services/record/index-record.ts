import type { RecordRow, Tx } from '@ballast/db';
import { enqueueJob } from '../job/enqueue.ts';
import { linkRecord } from '../relationship/link.ts';

/**
 * What follows from what a record says, in the transaction that made or changed it: its relationships at once, its
 * embedding by a job, since that calls out.
 */
export async function indexRecord(tx: Tx, record: RecordRow): Promise<void> {
  await linkRecord(tx, record);
  await enqueueJob(tx, {
    task: 'embed',
    payload: { recordId: record.id, version: record.version },
    key: `embed:${record.id}`,
  });
}

/** True when a change touches what a record says, and not only when or whether it is to be done. */
export function saysOtherwise(before: RecordRow, after: RecordRow): boolean {
  return (
    before.title !== after.title ||
    before.category !== after.category ||
    before.sourceText !== after.sourceText ||
    JSON.stringify(before.fields) !== JSON.stringify(after.fields)
  );
}
