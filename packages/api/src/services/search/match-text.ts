import type { RecordRow, Tx } from '@ballast/db';
import { type RawBuilder, sql } from 'kysely';
import { type Scope, scopeQuery, within } from './scope.ts';
import type { Term } from './terms.ts';

/** One record that a search found, and how well it matches. */
export interface Match {
  readonly id: string;
  readonly score: number;
}

/** How many records that have every word are ranked, and how many more that have one of the rarest words. */
const rankedTogether = 400;
const rankedApart = 600;
const rarestWords = 5;
/** What a match counts for in the title and the fields, and then anywhere: in the thought behind it. */
const places = [
  ['A', 1],
  ['B', 0.7],
] as const;
const anywhere = 0.55;

/**
 * The records with the most telling words, best first. Only a bounded number of candidates is ranked, those with the
 * rarest words before any other, so that a search of common words costs no more than one of rare ones.
 */
export async function matchText(
  tx: Tx,
  scope: Scope,
  terms: readonly Term[],
  limit: number,
): Promise<Match[]> {
  if (terms.length === 0) return [];
  const queries = terms.map(
    ({ query }) => sql`(to_tsquery('english', ${query}) || to_tsquery('simple', ${query}))`,
  );
  const [only] = terms;
  const candidates =
    only && terms.length === 1
      ? idsIn(only.ids)
      : sql`${together(scope, sql.join(queries, sql` && `))} UNION ${idsIn(idsOfRarest(terms))}`;
  const score = sql.join(
    terms.map(({ query, weight }) => termScore(query, weight)),
    sql` + `,
  );
  const { rows } = await sql<Match>`
    SELECT "id", (${score}) + 0.1 * ts_rank_cd("searchVector", ${sql.join(queries, sql` || `)}, 32) AS score
    FROM "Record"
    WHERE "id" IN (${candidates})
      AND "ownerId" = ${scope.ownerId} AND "status" <> 'archived'
    ORDER BY score DESC, "createdAt" DESC, "id" DESC
    LIMIT ${limit}`.execute(tx.kysely);
  return rows;
}

/** The records that have every word. */
function together(scope: Scope, query: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(SELECT "id" FROM "Record"
    WHERE "searchVector" @@ (${scopeQuery(scope)} && (${query})) AND ${within(scope)}
    LIMIT ${rankedTogether})`;
}

function idsOfRarest(terms: readonly Term[]): string[] {
  const rarest = terms.toSorted((a, b) => a.records - b.records).slice(0, rarestWords);
  const ofOne = rankedApart / Math.max(3, rarest.length);
  return [...new Set(rarest.flatMap(({ ids }) => ids.slice(0, ofOne)))];
}

function idsIn(ids: readonly string[]): RawBuilder<unknown> {
  return sql`SELECT unnest(${ids}::uuid[])`;
}

/** What one word adds: its weight, by the best place it is found in. Of a long question most words are in no place. */
function termScore(query: string, weight: number): RawBuilder<unknown> {
  const cases = places.map(
    ([label, share]) => sql`WHEN ${has(labelled(query, label))} THEN ${weight * share}::float8`,
  );
  const absent = sql`WHEN NOT ${has(query)} THEN 0`;
  return sql`(CASE ${absent} ${sql.join(cases, sql` `)} ELSE ${weight * anywhere}::float8 END)`;
}

function has(query: string): RawBuilder<unknown> {
  return sql`("searchVector" @@ (to_tsquery('english', ${query}) || to_tsquery('simple', ${query})))`;
}

function labelled(query: string, label: string): string {
  return query.replaceAll(/[\p{L}\p{N}]+(:\*)?/gu, (word) =>
    word.endsWith(':*') ? `${word}${label}` : `${word}:${label}`,
  );
}

/** What is shown of a record that was found. */
export type FoundRow = Pick<
  RecordRow,
  'id' | 'category' | 'status' | 'title' | 'fields' | 'sourceText' | 'dueAt' | 'dueAllDay' | 'createdAt'
>;

/** The rows of some matches, in their order; those that went meanwhile are left out. */
export async function loadMatches(tx: Tx, ownerId: string, ids: readonly string[]): Promise<FoundRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.kysely
    .selectFrom('Record')
    .select(['id', 'category', 'status', 'title', 'fields', 'sourceText', 'dueAt', 'dueAllDay', 'createdAt'])
    .where('ownerId', '=', ownerId)
    .where('id', 'in', [...ids])
    .execute();
  const order = new Map(ids.map((id, index) => [id, index]));
  return rows.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}
