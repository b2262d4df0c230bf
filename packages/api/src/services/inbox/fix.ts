import { type InboxEntryRow, newId } from '@ballast/db';
import { extractLocally } from '@ballast/integrations';
import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { categorySchema, idSchema } from '../../schemas.ts';
import { changeRecord } from '../record/change.ts';
import { createRecordFrom } from '../record/create-from.ts';
import { presentRecord } from '../record/present.ts';
import { type Entry, presentEntry } from './present.ts';

export const fixEntryInput = z.strictObject({ id: idSchema, category: categorySchema });

/**
 * Moves a thought to the drawer the person chose and remembers the correction as an example. Its record moves with
 * it, or is made now if the thought was waiting for review.
 */
export async function fixEntry(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof fixEntryInput>;
}): Promise<{ entry: Entry }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const now = new Date(ctx.runtime.now());
  const entry = await ctx.tx.kysely
    .selectFrom('InboxEntry')
    .selectAll()
    .where('id', '=', input.id)
    .where('ownerId', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
  if (!entry) throw notFound('thought');

  const recordId = await moveOrCreateRecord(ctx, entry, input.category);
  if (entry.category !== input.category) {
    await ctx.tx.kysely
      .insertInto('Correction')
      .values({
        id: newId(),
        ownerId,
        entryId: entry.id,
        fromCategory: entry.category,
        toCategory: input.category,
      })
      .execute();
  }
  const row = await ctx.tx.kysely
    .updateTable('InboxEntry')
    .set({ status: 'fixed', category: input.category, recordId, error: null, updatedAt: now })
    .where('id', '=', entry.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { entry: presentEntry(row) };
}

async function moveOrCreateRecord(
  ctx: OwnerCall & TxCall,
  entry: InboxEntryRow,
  category: z.infer<typeof categorySchema>,
): Promise<string> {
  const owner = await ctx.tx.kysely
    .selectFrom('User')
    .select('timezone')
    .where('id', '=', entry.ownerId)
    .executeTakeFirstOrThrow();
  const draft = extractLocally(
    { text: entry.text, timezone: owner.timezone, nowMs: entry.createdAt.getTime() },
    category,
  );
  if (entry.recordId === null) {
    return createRecordFrom(ctx.tx, entry.ownerId, category, { ...draft, sourceText: entry.text });
  }
  const record = await ctx.tx.kysely
    .selectFrom('Record')
    .selectAll()
    .where('id', '=', entry.recordId)
    .where('ownerId', '=', entry.ownerId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (record.category === category) return record.id;
  // Title and due date may have been edited by hand: only what depends on the drawer changes.
  const gone = Object.fromEntries(Object.keys(presentRecord(record).fields).map((name) => [name, null]));
  await changeRecord(ctx.tx, {
    record,
    change: { category, fields: { ...gone, ...draft.fields } },
    nowMs: ctx.runtime.now(),
  });
  return record.id;
}
