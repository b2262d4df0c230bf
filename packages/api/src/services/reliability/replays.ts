import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { pageSchema } from '../../schemas.ts';

export const listReplaysInput = z.strictObject({ ...pageSchema });

/** One idempotency key whose call was answered from the store instead of acting again. */
export interface ReplayView {
  readonly procedure: string;
  readonly key: string;
  readonly mode: string;
  readonly replays: number;
  readonly createdAt: string;
  readonly lastReplayedAt: string | null;
}

const anyKey = /^[\x21-\x7e]{1,255} [\w.]+$/;

/** The owner's repeated calls, newest first. Counts are written about once a second. */
export async function listReplays(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listReplaysInput>;
}): Promise<{ items: ReplayView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const after = readCursor(input.cursor, anyKey);
  const [afterKey = '', afterProcedure = ''] = after?.id.split(' ') ?? [];
  const prefix = `${ctx.principal.scope}/`;
  const rows = await ctx.database.read(
    { deadline: ctx.deadline, name: 'reliability.replays' },
    ({ kysely }) => {
      let query = kysely
        .selectFrom('IdempotencyRecord')
        .select(['scope', 'key', 'mode', 'replays', 'createdAt', 'lastReplayedAt'])
        // Between the slash and the character after it: the rows of this scope, by the primary key.
        .where('scope', '>=', prefix)
        .where('scope', '<', `${ctx.principal.scope}0`)
        .where('replays', '>', 0);
      if (after) {
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('createdAt', 'key', 'scope'), '<', tuple(after.at, afterKey, prefix + afterProcedure)),
        );
      }
      return query
        .orderBy('createdAt', 'desc')
        .orderBy('key', 'desc')
        .orderBy('scope', 'desc')
        .limit(input.limit + 1)
        .execute();
    },
  );
  const procedureOf = (scope: string) => scope.slice(prefix.length);
  return toPage(
    rows,
    input.limit,
    (row) => ({ at: row.createdAt, id: `${row.key} ${procedureOf(row.scope)}` }),
    ({ scope, createdAt, lastReplayedAt, ...row }) => ({
      ...row,
      procedure: procedureOf(scope),
      createdAt: createdAt.toISOString(),
      lastReplayedAt: lastReplayedAt?.toISOString() ?? null,
    }),
  );
}
