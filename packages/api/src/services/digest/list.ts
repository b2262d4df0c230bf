import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { readCursor, toPage } from '../../page.ts';
import { idSchema, pageSchema } from '../../schemas.ts';
import { type DigestView, presentDigest } from './present.ts';

export const listDigestsInput = z.strictObject({
  kind: z.enum(['daily', 'weekly']).optional(),
  ...pageSchema,
});
export const getDigestInput = z.strictObject({ id: idSchema });

/** The owner's digests, newest first. */
export async function listDigests(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listDigestsInput>;
}): Promise<{ items: DigestView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { kind } = input;
  const after = readCursor(input.cursor);
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) => {
    let query = kysely.selectFrom('Digest').selectAll().where('ownerId', '=', ctx.principal.ownerId);
    if (kind) query = query.where('kind', '=', kind);
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
  return toPage(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }), presentDigest);
}

/** One digest. */
export async function getDigest(options: {
  ctx: OwnerCall;
  input: z.infer<typeof getDigestInput>;
}): Promise<{ digest: DigestView }> {
  const { ctx, input } = options;
  const row = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely
      .selectFrom('Digest')
      .selectAll()
      .where('id', '=', input.id)
      .where('ownerId', '=', ctx.principal.ownerId)
      .executeTakeFirst(),
  );
  if (!row) throw notFound('digest');
  return { digest: presentDigest(row) };
}
