import type { InboxEntryRow } from '@ballast/db';
import type { Call } from '../../context.ts';
import type { Category } from '../../schemas.ts';

/** An entry with what its classification depends on. */
export interface EntryToClassify {
  readonly entry: InboxEntryRow;
  /** The owner's IANA timezone. */
  readonly timezone: string;
  /** The owner's latest fixes, newest first. */
  readonly corrections: { text: string; category: Category }[];
}

/** How many of the owner's latest fixes are shown to the classifier as examples. */
const correctionsShown = 20;

/** The entry, if the caller may classify it: a person only their own, the service any. */
export async function loadEntryToClassify(ctx: Call, entryId: string): Promise<EntryToClassify | undefined> {
  const { principal } = ctx;
  return ctx.database.read({ deadline: ctx.deadline }, async ({ kysely }) => {
    let query = kysely.selectFrom('InboxEntry').selectAll().where('id', '=', entryId);
    if (principal.kind === 'user') query = query.where('ownerId', '=', principal.ownerId);
    const entry = await query.executeTakeFirst();
    if (!entry) return undefined;
    const owner = await kysely
      .selectFrom('User')
      .select('timezone')
      .where('id', '=', entry.ownerId)
      .executeTakeFirstOrThrow();
    const corrections = await kysely
      .selectFrom('Correction')
      .innerJoin('InboxEntry', 'InboxEntry.id', 'Correction.entryId')
      .select(['InboxEntry.text', 'Correction.toCategory as category'])
      .where('Correction.ownerId', '=', entry.ownerId)
      .where('InboxEntry.id', '!=', entry.id)
      .orderBy('Correction.createdAt', 'desc')
      .limit(correctionsShown)
      .execute();
    return { entry, timezone: owner.timezone, corrections };
  });
}
