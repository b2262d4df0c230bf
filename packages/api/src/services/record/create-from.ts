import { newId, type Tx } from '@ballast/db';
import type { ClassifyResult } from '@ballast/integrations';
import type { Category } from '../../schemas.ts';
import { type Cause, fireRecordEvent } from '../workflow/fire.ts';

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
  const after = await tx.kysely
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
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await fireRecordEvent(tx, { before: undefined, after, cause });
  return id;
}
