import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';

export const listConflictsInput = z.strictObject({ id: idSchema });

/** Conflicts shown of one record: the newest. */
const most = 50;

/** An edit here that met one in a copy. Times are ISO 8601. */
export interface RecordConflictView {
  readonly id: string;
  /** Where the copy is. */
  readonly vendor: string;
  /** Which of the two holds: the one made here, or the copy's. */
  readonly kept: 'ours' | 'theirs';
  /** The record as it was here. */
  readonly ours: unknown;
  /** What the copy said (`content`, null for a deleted one), and since when (`editedAt`, null where nobody says). */
  readonly theirs: unknown;
  readonly createdAt: string;
}

/**
 * What was edited on both sides of a record at once, newest first: both versions, so that neither is lost. Without
 * those that the person has dismissed.
 */
export async function listConflicts(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listConflictsInput>;
}): Promise<{ items: RecordConflictView[] }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  return ctx.database.read({ deadline: ctx.deadline, name: 'record.conflicts' }, async ({ kysely }) => {
    const record = await kysely
      .selectFrom('Record')
      .select('id')
      .where('id', '=', input.id)
      .where('ownerId', '=', ownerId)
      .executeTakeFirst();
    if (!record) throw notFound('record');
    const rows = await kysely
      .selectFrom('RecordConflict')
      .select(['id', 'vendor', 'kept', 'ours', 'theirs', 'createdAt'])
      .where('recordId', '=', record.id)
      .where('ownerId', '=', ownerId)
      .where('dismissedAt', 'is', null)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(most)
      .execute();
    return {
      items: rows.map(({ kept, createdAt, ...row }) => ({
        ...row,
        kept: kept === 'theirs' ? 'theirs' : 'ours',
        createdAt: createdAt.toISOString(),
      })),
    };
  });
}
