import type { AgentActionRow } from '@ballast/db';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { pageSchema } from '../../schemas.ts';
import { type ActionView, presentAction } from './present.ts';
import { type ActionSubject, subjectsOf } from './subjects.ts';

export const listActionsInput = z
  .strictObject({
    status: z.enum(['proposed', 'approved', 'rejected', 'executed', 'failed', 'rolled_back']).optional(),
    ...pageSchema,
  })
  .prefault({});

/** An action with the records it speaks of, as they are called now. */
export interface ListedAction extends ActionView {
  readonly subjects: ActionSubject[];
}

/** The owner's actions, newest first. */
export async function listActions(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listActionsInput>;
}): Promise<{ items: ListedAction[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { status } = input;
  const { ownerId } = ctx.principal;
  const after = readCursor(input.cursor);
  return ctx.database.read({ deadline: ctx.deadline }, async (tx) => {
    let query = tx.kysely.selectFrom('AgentAction').selectAll().where('ownerId', '=', ownerId);
    if (status) query = query.where('status', '=', status);
    if (after) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('createdAt', 'id'), '<', tuple(after.at, after.id)),
      );
    }
    const rows = await query
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute();
    const place = (row: AgentActionRow) => ({ at: row.createdAt, id: row.id });
    const page = toPage(rows, input.limit, place, (row) => row);
    const subjects = await subjectsOf(tx, ownerId, page.items);
    const items = page.items.map((row) => ({ ...presentAction(row), subjects: subjects.get(row.id) ?? [] }));
    return { items, nextCursor: page.nextCursor };
  });
}
