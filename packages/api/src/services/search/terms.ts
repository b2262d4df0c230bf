import type { Tx } from '@ballast/db';
import { sql } from 'kysely';
import { commonWords } from './common-words.ts';
import { type Scope, scopeQuery, within } from './scope.ts';

/** One word of a search with the forms of it that are looked for. */
export interface Term {
  readonly word: string;
  /** A tsquery: the word as it is and its stem; or what it begins or was meant as, where nothing has it. */
  readonly query: string;
  /** How much a match says: rare words say more. */
  readonly weight: number;
  /** How many records have it, counted up to `countedRecords`. */
  readonly records: number;
  /** Some of those records, at most `candidatesAWord`: found while counting, so that the index is read once. */
  readonly ids: readonly string[];
}

/** Beyond this many records a word is simply common. */
const countedRecords = 1000;
/** How many records of one word are ranked when nothing better is known about them. */
export const candidatesAWord = 400;
/** How alike (0..1, trigrams) a title's word must be to be taken for what a misspelt word meant. */
const alikeEnough = 0.45;
const correctionsAWord = 4;

type Counted = Omit<Term, 'weight'>;

/**
 * Looks each word up: exactly and by its stem; where nothing has it, as the beginning of words; and where that finds
 * nothing either, as a misspelling of a title's word. Stop words are left out unless there is nothing else.
 */
export async function resolveTerms(
  tx: Tx,
  scope: Scope,
  words: readonly string[],
  options: { readonly fuzzy: boolean },
): Promise<Term[]> {
  const stopped = await stopWords(tx, words);
  const telling = words.filter((word) => !stopped.has(word));
  const looked = telling.length > 0 ? telling : words;
  const common = await passOver(tx, looked);
  const exact = await countEach(
    tx,
    scope,
    looked.filter((word) => !common.includes(word)).map((word) => ({ word, query: anyForm([word]) })),
  );
  const found: Counted[] = exact.filter(({ records }) => records > 0);
  found.push(...common.map((word) => ({ word, query: anyForm([word]), records: countedRecords, ids: [] })));
  const missing = exact.filter(({ records }) => records === 0).map(({ word }) => word);
  const begun = await countEach(
    tx,
    scope,
    missing.filter((word) => word.length >= 2).map((word) => ({ word, query: `${word}:*` })),
  );
  found.push(...begun.filter(({ records }) => records > 0));
  if (options.fuzzy) {
    const lost = missing.filter((word) => word.length >= 4 && !found.some((one) => one.word === word));
    found.push(...(await correctEach(tx, scope, lost)));
  }
  return found.map((term) => ({ ...term, weight: Math.log(1 + (countedRecords + 1) / term.records) }));
}

/**
 * The words that need no counting: common ones, all but the least common where every word is common. Reading the
 * index for "meeting" takes longer than for all rare words together, and its records say least.
 */
async function passOver(tx: Tx, words: readonly string[]): Promise<string[]> {
  const shares = await commonWords(tx, words);
  const common = [...shares].sort(([, a], [, b]) => a - b).map(([word]) => word);
  return common.length === words.length ? common.slice(1) : common;
}

function anyForm(words: readonly string[]): string {
  return words.join(' | ');
}

/** Words that say nothing in English ("the", "did"). */
export async function stopWords(tx: Tx, words: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ word: string }>`
    SELECT word FROM unnest(${words}::text[]) AS word
    WHERE ts_lexize('english_stem', word) = '{}'`.execute(tx.kysely);
  return new Set(rows.map(({ word }) => word));
}

/** How many of the owner's records match each query, counted up to `countedRecords`. */
async function countEach(
  tx: Tx,
  scope: Scope,
  terms: readonly { readonly word: string; readonly query: string }[],
): Promise<Counted[]> {
  if (terms.length === 0) return [];
  const { rows } = await sql<Counted>`
    SELECT term.word, term.query, found.records, found.ids
    FROM unnest(${terms.map(({ word }) => word)}::text[], ${terms.map(({ query }) => query)}::text[])
      AS term (word, query)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS records, coalesce((array_agg("id"))[1:${sql.lit(candidatesAWord)}], '{}') AS ids FROM (
        SELECT "id" FROM "Record"
        WHERE "searchVector" @@ (${scopeQuery(scope)}
            && (to_tsquery('english', term.query) || to_tsquery('simple', term.query)))
          AND ${within(scope)}
        LIMIT ${countedRecords}
      ) AS matched
    ) AS found`.execute(tx.kysely);
  return rows;
}

async function correctEach(tx: Tx, scope: Scope, words: readonly string[]): Promise<Counted[]> {
  const corrected: { word: string; query: string }[] = [];
  for (const word of words) {
    const meant = await likeWords(tx, scope.ownerId, word);
    if (meant.length > 0) corrected.push({ word, query: anyForm(meant) });
  }
  const counted = await countEach(tx, scope, corrected);
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
