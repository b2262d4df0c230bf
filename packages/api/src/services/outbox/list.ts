import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { pageSchema } from '../../schemas.ts';
import { type OutboxView, presentMessage } from './present.ts';

export const listOutboxInput = z.strictObject({
  status: z.enum(['pending', 'delivering', 'delivered', 'failed', 'unknown']).optional(),
  ...pageSchema,
});

/** The owner's messages to the outside, newest first. */
export async function listOutbox(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listOutboxInput>;
}): Promise<{ items: OutboxView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { status } = input;
  const after = readCursor(input.cursor);
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) => {
    let query = kysely.selectFrom('OutboxMessage').selectAll().where('ownerId', '=', ctx.principal.ownerId);
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
  return toPage(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }), presentMessage);
}
