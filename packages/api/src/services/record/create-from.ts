import { newId, type RecordRow, type Tx } from '@ballast/db';
import type { ClassifyResult } from '@ballast/integrations';
import type { Category } from '../../schemas.ts';
import { mirrorRecord } from '../record-link/mirror-record.ts';
import { type Cause, fireRecordEvent } from '../workflow/fire.ts';
import { firstDue, recurrenceIn } from './complete-recurring.ts';
import { indexRecord } from './index-record.ts';

/** What a record is made from: an extraction of a thought. */
export type RecordDraft = Pick<ClassifyResult, 'title' | 'fields' | 'dueAt' | 'dueAllDay'> & {
  /** The thought's own words, for search. */
  readonly sourceText?: string;
};

/**
 * Creates a record inside the caller's transaction, sets off the workflows that wait for one there too, and returns
 * its id.
 */
export async function createRecordFrom(
  tx: Tx,
  ownerId: string,
  category: Category,
  draft: RecordDraft,
  cause?: Cause,
): Promise<string> {
  const id = newId();
  const recurrence = recurrenceIn(draft.fields);
  const made = await tx.kysely
    .insertInto('Record')
    .values({
      id,
      ownerId,
      category,
      title: draft.title,
      fields: JSON.stringify(draft.fields),
      dueAt: draft.dueAt === null ? null : new Date(draft.dueAt),
      dueAllDay: draft.dueAllDay,
      sourceText: draft.sourceText ?? '',
      recurrence,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const after = recurrence !== null && made.dueAt === null ? await withFirstDue(tx, made, recurrence) : made;
  await indexRecord(tx, after);
  await fireRecordEvent(tx, { before: undefined, after, cause });
  await mirrorRecord(tx, after);
  return id;
}

/** "Every thursday" is due for the first time on the next one. */
async function withFirstDue(tx: Tx, record: RecordRow, recurrence: string): Promise<RecordRow> {
  const dueAt = await firstDue(tx, record.ownerId, recurrence, record.createdAt.getTime());
  if (!dueAt) return record;
  return tx.kysely
    .updateTable('Record')
    .set({ dueAt, dueAllDay: true })
    .where('id', '=', record.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
