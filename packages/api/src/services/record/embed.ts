import { z } from 'zod';
import type { Call } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { embedRecords } from './store-embeddings.ts';

export const embedRecordInput = z.strictObject({ recordId: idSchema, version: z.int().min(1).optional() });

/**
 * Brings a record's embedding up to its present version. Does nothing when it is, or when no provider gives
 * embeddings: then `embedMissing` comes back to it.
 */
export async function embedRecord(options: {
  ctx: Call;
  input: z.infer<typeof embedRecordInput>;
}): Promise<{ embedded: boolean }> {
  const { ctx, input } = options;
  const { principal } = ctx;
  const record = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) => {
    const query = kysely.selectFrom('Record').selectAll().where('id', '=', input.recordId);
    return (
      principal.kind === 'user' ? query.where('ownerId', '=', principal.ownerId) : query
    ).executeTakeFirst();
  });
  if (!record) throw notFound('record');
  if (record.embeddedVersion === record.version) return { embedded: false };
  return { embedded: (await embedRecords(ctx, record.ownerId, [record])) === 1 };
}
