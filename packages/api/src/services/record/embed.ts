import type { RecordRow } from '@ballast/db';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { embeddingCode } from '../search/embedding-code.ts';

export const embedRecordInput = z.strictObject({ recordId: idSchema, version: z.int().min(1).optional() });

/** What of a record goes into its embedding, in characters. */
const longestText = 8_000;

/**
 * Brings a record's embedding up to its present version. Does nothing when it is, or when no provider gives
 * embeddings. The provider is asked outside any transaction; an answer for a version that is gone meanwhile is dropped.
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
  const answer = await ctx.thinker.embed([textOf(record)], {
    deadline: ctx.deadline,
    ownerId: record.ownerId,
  });
  const vector = answer?.vectors[0];
  if (!answer || !vector) return { embedded: false };
  const { numUpdatedRows } = await ctx.database.transaction(
    { deadline: ctx.deadline, name: 'record.embed' },
    ({ kysely }) =>
      kysely
        .updateTable('Record')
        .set({
          embedding: [...vector],
          embeddingModel: answer.model,
          embeddedVersion: record.version,
          embeddingCode: sql<string>`${embeddingCode(vector)}::bit(256)`,
        })
        .where('id', '=', record.id)
        .where('ownerId', '=', record.ownerId)
        .where('version', '=', record.version)
        .executeTakeFirstOrThrow(),
  );
  return { embedded: numUpdatedRows > 0n };
}

function textOf({ title, fields, sourceText }: RecordRow): string {
  const values = typeof fields === 'object' && fields !== null ? Object.values(fields) : [];
  const said = values.filter((value) => typeof value === 'string');
  return [title, sourceText === '' ? said.join('\n') : sourceText]
    .join('\n')
    .slice(0, longestText)
    .toWellFormed();
}
