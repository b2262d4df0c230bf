import type { RecordRow } from '@ballast/db';
import { sql } from 'kysely';
import type { Call } from '../../context.ts';
import { embeddingCode } from '../search/embedding-code.ts';

/** What of a record goes into its embedding, in characters. */
const longestText = 8_000;

/** What a record says, for an embedding. */
export function embeddedText({ title, fields, sourceText }: RecordRow): string {
  const values = typeof fields === 'object' && fields !== null ? Object.values(fields) : [];
  const said = values.filter((value) => typeof value === 'string');
  return [title, sourceText === '' ? said.join('\n') : sourceText]
    .join('\n')
    .slice(0, longestText)
    .toWellFormed();
}

/**
 * Asks for the embeddings of one owner's records, outside any transaction, and keeps them in one. An answer for a
 * version that is gone meanwhile is dropped. Resolves with how many were kept; undefined when no provider answered.
 */
export async function embedRecords(
  ctx: Call,
  ownerId: string,
  records: readonly RecordRow[],
): Promise<number | undefined> {
  const answer = await ctx.thinker.embed(records.map(embeddedText), { deadline: ctx.deadline, ownerId });
  if (!answer) return undefined;
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'record.embed' }, async ({ kysely }) => {
    let kept = 0n;
    for (const [index, vector] of answer.vectors.entries()) {
      const record = records[index];
      if (!record) continue;
      const { numUpdatedRows } = await kysely
        .updateTable('Record')
        .set({
          embedding: [...vector],
          embeddingModel: answer.model,
          embeddedVersion: record.version,
          embeddingCode: sql<string>`${embeddingCode(vector)}::bit(256)`,
        })
        .where('id', '=', record.id)
        .where('ownerId', '=', ownerId)
        .where('version', '=', record.version)
        .executeTakeFirstOrThrow();
      kept += numUpdatedRows;
    }
    return Number(kept);
  });
}
