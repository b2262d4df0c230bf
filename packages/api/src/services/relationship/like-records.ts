import type { RecordRow, Tx } from '@ballast/db';
import { sql } from 'kysely';
import { matchText } from '../search/match-text.ts';
import { resolveTerms } from '../search/terms.ts';
import { searchWords } from '../search/words.ts';

/** How many of the records with the same telling words are compared. */
const compared = 15;
/** Share of common words (Jaccard) from which on two records are alike. */
const alikeEnough = 0.3;
/** How many words of a project's or an idea's title a text must have, all of them, to mention it. */
const leastTitleWords = 2;

/** A project or an idea that another record has to do with. */
export interface LikeRecord {
  readonly id: string;
  readonly kind: 'mention' | 'likeness';
  readonly strength: number;
}

/** The owner's projects and ideas whose title a record names, or that are about the same. */
export async function likeRecords(tx: Tx, record: RecordRow): Promise<LikeRecord[]> {
  const words = searchWords(`${record.title} ${record.sourceText}`);
  const terms = await resolveTerms(tx, { ownerId: record.ownerId }, words, { fuzzy: false });
  const near = (await matchText(tx, { ownerId: record.ownerId }, terms, compared)).map(({ id }) => id);
  if (near.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    inTitle: number;
    missing: number;
    common: number;
    either: number;
  }>`
    WITH mine AS (
      SELECT unnest(tsvector_to_array(to_tsvector('english', search_words(${`${record.title} ${record.sourceText}`})))) AS word
    )
    SELECT "id",
      cardinality(title.words) AS "inTitle",
      (SELECT count(*)::int FROM unnest(title.words) AS word WHERE word NOT IN (SELECT word FROM mine)) AS missing,
      (SELECT count(*)::int FROM unnest(whole.words) AS word WHERE word IN (SELECT word FROM mine)) AS common,
      (SELECT count(DISTINCT word)::int FROM (SELECT unnest(whole.words) AS word UNION SELECT word FROM mine) AS joined) AS either
    FROM "Record",
      LATERAL (SELECT tsvector_to_array(to_tsvector('english', search_words("title"))) AS words) AS title,
      LATERAL (SELECT tsvector_to_array(to_tsvector('english', search_words("title" || ' ' || "sourceText"))) AS words) AS whole
    WHERE "id" = ANY(${near}::uuid[]) AND "ownerId" = ${record.ownerId} AND "id" <> ${record.id}
      AND "category" IN ('projects', 'ideas')`.execute(tx.kysely);
  return rows.flatMap(({ id, inTitle, missing, common, either }): LikeRecord[] => {
    if (inTitle >= leastTitleWords && missing === 0) return [{ id, kind: 'mention', strength: 1 }];
    const likeness = either === 0 ? 0 : common / either;
    return likeness >= alikeEnough ? [{ id, kind: 'likeness', strength: likeness }] : [];
  });
}
