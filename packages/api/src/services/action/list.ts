import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { pageSchema } from '../../schemas.ts';
import { type ActionView, presentAction } from './present.ts';

export const listActionsInput = z
  .strictObject({
    status: z.enum(['proposed', 'approved', 'rejected', 'executed', 'failed', 'rolled_back']).optional(),
    ...pageSchema,
  })
  .prefault({});

/** The owner's actions, newest first. */
export async function listActions(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listActionsInput>;
}): Promise<{ items: ActionView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { status } = input;
  const after = readCursor(input.cursor);
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) => {
    let query = kysely.selectFrom('AgentAction').selectAll().where('ownerId', '=', ctx.principal.ownerId);
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
  return toPage(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }), presentAction);
}
