import type { Tx } from '@ballast/db';
import { sql } from 'kysely';

/** One word of a search with the forms of it that are looked for. */
export interface Term {
  readonly word: string;
  /** A tsquery: the word as it is and its stem; or what it begins or was meant as, where nothing has it. */
  readonly query: string;
  /** How much a match says: rare words say more. */
  readonly weight: number;
  /** How many records have it, counted up to `countedRecords`. */
  readonly records: number;
}

/** Beyond this many records a word is simply common. */
const countedRecords = 1000;
/** How alike (0..1, trigrams) a title's word must be to be taken for what a misspelt word meant. */
const alikeEnough = 0.45;
const correctionsAWord = 4;

interface Counted {
  readonly word: string;
  readonly query: string;
  readonly records: number;
}

/**
 * Looks each word up: exactly and by its stem; where nothing has it, as the beginning of words; and where that finds
 * nothing either, as a misspelling of a title's word. Stop words are left out unless there is nothing else.
 */
export async function resolveTerms(
  tx: Tx,
  ownerId: string,
  words: readonly string[],
  options: { readonly fuzzy: boolean },
): Promise<Term[]> {
  const stopped = await stopWords(tx, words);
  const telling = words.filter((word) => !stopped.has(word));
  const looked = telling.length > 0 ? telling : words;
  const exact = await countEach(
    tx,
    ownerId,
    looked.map((word) => ({ word, query: anyForm([word]) })),
  );
  const found: Counted[] = exact.filter(({ records }) => records > 0);
  const missing = exact.filter(({ records }) => records === 0).map(({ word }) => word);
  const begun = await countEach(
    tx,
    ownerId,
    missing.filter((word) => word.length >= 2).map((word) => ({ word, query: `${word}:*` })),
  );
  found.push(...begun.filter(({ records }) => records > 0));
  if (options.fuzzy) {
    const lost = missing.filter((word) => word.length >= 4 && !found.some((one) => one.word === word));
    found.push(...(await correctEach(tx, ownerId, lost)));
  }
  return found.map((term) => ({ ...term, weight: Math.log(1 + (countedRecords + 1) / term.records) }));
}

function anyForm(words: readonly string[]): string {
  return words.join(' | ');
}

/** Words that say nothing in English ("the", "did"). */
async function stopWords(tx: Tx, words: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ word: string }>`
    SELECT word FROM unnest(${words}::text[]) AS word
    WHERE ts_lexize('english_stem', word) = '{}'`.execute(tx.kysely);
  return new Set(rows.map(({ word }) => word));
}

/** How many of the owner's records match each query, counted up to `countedRecords`. */
async function countEach(
  tx: Tx,
  ownerId: string,
  terms: readonly { readonly word: string; readonly query: string }[],
): Promise<Counted[]> {
  if (terms.length === 0) return [];
  const { rows } = await sql<Counted>`
    SELECT term.word, term.query, (
      SELECT count(*)::int FROM (
        SELECT FROM "Record"
        WHERE "searchVector" @@ (search_scope('owner', ${ownerId})
            && (to_tsquery('english', term.query) || to_tsquery('simple', term.query)))
          AND "ownerId" = ${ownerId}
        LIMIT ${countedRecords}
      ) AS matched
    ) AS records
    FROM unnest(${terms.map(({ word }) => word)}::text[], ${terms.map(({ query }) => query)}::text[])
      AS term (word, query)`.execute(tx.kysely);
  return rows;
}

async function correctEach(tx: Tx, ownerId: string, words: readonly string[]): Promise<Counted[]> {
  const corrected: { word: string; query: string }[] = [];
  for (const word of words) {
    const meant = await likeWords(tx, ownerId, word);
    if (meant.length > 0) corrected.push({ word, query: anyForm(meant) });
  }
  const counted = await countEach(tx, ownerId, corrected);
  return counted.filter(({ records }) => records > 0);
}

/** The words of the owner's titles that are most like a word. */
async function likeWords(tx: Tx, ownerId: string, word: string): Promise<string[]> {
  await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(alikeEnough)}, true)`.execute(
    tx.kysely,
  );
  const { rows } = await sql<{ meant: string }>`
    SELECT meant FROM (
      SELECT DISTINCT regexp_split_to_table(search_words("title"), ' ') AS meant FROM (
        SELECT "title" FROM "Record"
        WHERE ${word} <% search_fold("title") AND "ownerId" = ${ownerId} LIMIT 200
      ) AS titles
    ) AS candidates
    WHERE length(meant) >= 3 AND similarity(meant, ${word}) >= ${alikeEnough}
    ORDER BY similarity(meant, ${word}) DESC, meant LIMIT ${correctionsAWord}`.execute(tx.kysely);
  return rows.map(({ meant }) => meant);
}
