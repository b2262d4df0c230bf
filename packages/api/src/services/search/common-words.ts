import type { Tx } from '@ballast/db';
import { sql } from 'kysely';

/** From this share of all records on, a word is common: counting it exactly would cost more than it tells. */
const commonShare = 0.01;

/**
 * Which words are common among everybody's records, with their share (0..1), by the statistics that the database
 * keeps anyway. A word that is missing is rare, or the statistics are not there yet.
 */
export async function commonWords(tx: Tx, words: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ word: string; share: number }>`
    SELECT common.word, common.share
    FROM pg_stats,
      unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common (word, share)
    WHERE schemaname = current_schema() AND tablename = 'Record' AND attname = 'searchVector'
      AND common.share >= ${commonShare} AND common.word = ANY (${words}::text[])`.execute(tx.kysely);
  return new Map(rows.map(({ word, share }) => [word, share]));
}
