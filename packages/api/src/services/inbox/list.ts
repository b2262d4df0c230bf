import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { entryStatusSchema, pageSchema } from '../../schemas.ts';
import { type Entry, presentEntry } from './present.ts';

export const listInboxInput = z.strictObject({ status: entryStatusSchema.optional(), ...pageSchema });

/** The owner's thoughts, newest first. */
export async function listInbox(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listInboxInput>;
}): Promise<{ items: Entry[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const after = readCursor(input.cursor);
  const { status } = input;
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) => {
    let query = kysely.selectFrom('InboxEntry').selectAll().where('ownerId', '=', ctx.principal.ownerId);
    if (status) query = query.where('status', '=', status);
    if (after) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('createdAt', 'id'), '<', tuple(after.at, after.id)),
      );
    }
    return query
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute();
  });
  return toPage(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }), presentEntry);
}
