import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { pageSchema } from '../../schemas.ts';

export const listCallsInput = z.strictObject({
  dependency: z.string().max(100).optional(),
  outcome: z.enum(['succeeded', 'not_sent', 'rejected', 'unknown']).optional(),
  ...pageSchema,
});

/** One outgoing call made on the owner's behalf. */
export interface CallView {
  readonly id: string;
  readonly dependency: string;
  readonly operation: string;
  readonly outcome: string;
  readonly attempts: number;
  readonly durationMs: number;
  readonly errorCode: string | null;
  readonly retryAfterMs: number | null;
  readonly traceId: string | null;
  readonly createdAt: string;
}

/** The owner's outgoing calls, newest first. */
export async function listCalls(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listCallsInput>;
}): Promise<{ items: CallView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const after = readCursor(input.cursor);
  const rows = await ctx.database.read(
    { deadline: ctx.deadline, name: 'reliability.calls' },
    ({ kysely }) => {
      let query = kysely.selectFrom('CallRecord').selectAll().where('ownerId', '=', ctx.principal.ownerId);
      if (input.dependency !== undefined) query = query.where('dependency', '=', input.dependency);
      if (input.outcome !== undefined) query = query.where('outcome', '=', input.outcome);
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
    },
  );
  return toPage(
    rows,
    input.limit,
    (row) => ({ at: row.createdAt, id: row.id }),
    ({ ownerId: _mine, createdAt, ...call }) => ({ ...call, createdAt: createdAt.toISOString() }),
  );
}
