import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { categorySchema, pageSchema, recordStatusSchema } from '../../schemas.ts';
import { type FiledRecord, presentRecord } from './present.ts';

export const listRecordsInput = z.strictObject({
  category: categorySchema.optional(),
  /** Absent: everything that is not archived. */
  status: recordStatusSchema.optional(),
  ...pageSchema,
});

/** The owner's records, newest first. */
export async function listRecords(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listRecordsInput>;
}): Promise<{ items: FiledRecord[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { category, status } = input;
  const after = readCursor(input.cursor);
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) => {
    let query = kysely.selectFrom('Record').selectAll().where('ownerId', '=', ctx.principal.ownerId);
    if (category) query = query.where('category', '=', category);
    query = status ? query.where('status', '=', status) : query.where('status', '!=', 'archived');
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
  return toPage(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }), presentRecord);
}
