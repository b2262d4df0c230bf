import type { Tx } from '@ballast/db';
import { sql } from 'kysely';
import { searchWords } from '../search/words.ts';

/** How alike two spellings of a name are at least (0..1, trigrams), and from how many letters on that says anything. */
const alikeEnough = 0.5;
const shortestMisspelt = 5;

const nameKey = sql<string>`btrim(search_words(coalesce("fields" ->> 'name', "title")))`;

interface Known {
  readonly id: string;
  readonly name: string;
}

/** A name as it is looked up: folded, letters and digits only. */
export function nameKeyOf(name: string): string {
  return searchWords(name).join(' ');
}

/**
 * The owner's person a name means, if that is clear: the same name first (accents and case aside), then a first name
 * for a full name or the other way round where only one person fits, then the one name it may be a misspelling of.
 * Of several records about one person the oldest stands for them.
 */
export async function resolveName(
  tx: Tx,
  ownerId: string,
  name: string,
  options: { readonly fuzzy: boolean; readonly except?: string },
): Promise<string | undefined> {
  const key = nameKeyOf(name);
  if (key === '') return undefined;
  const known = (await lookUp(tx, ownerId, key)).filter(({ id }) => id !== options.except);
  const same = known.find((one) => one.name === key);
  if (same) return same.id;
  if (known.length > 0) return onlyPerson(known)?.id;
  if (!options.fuzzy || key.length < shortestMisspelt) return undefined;
  return onlyPerson((await lookUpAlike(tx, ownerId, key)).filter(({ id }) => id !== options.except))?.id;
}

/** The first of them when all have one name. */
function onlyPerson(known: readonly Known[]): Known | undefined {
  return new Set(known.map(({ name }) => name)).size === 1 ? known[0] : undefined;
}

/** Records with this name, a longer form of it, or a shorter one; the oldest first. */
async function lookUp(tx: Tx, ownerId: string, key: string): Promise<Known[]> {
  const [first = key] = key.split(' ');
  const { rows } = await sql<Known>`
    SELECT "id", ${nameKey} AS name FROM "Record"
    WHERE "ownerId" = ${ownerId} AND "category" = 'people' AND "status" <> 'archived'
      AND (${nameKey} = ${key} OR ${nameKey} = ${first} OR ${nameKey} LIKE ${`${key} %`})
    ORDER BY "createdAt", "id" LIMIT 50`.execute(tx.kysely);
  return rows;
}

async function lookUpAlike(tx: Tx, ownerId: string, key: string): Promise<Known[]> {
  await sql`SELECT set_config('pg_trgm.similarity_threshold', ${String(alikeEnough)}, true)`.execute(
    tx.kysely,
  );
  const { rows } = await sql<Known>`
    SELECT "id", ${nameKey} AS name FROM "Record"
    WHERE "ownerId" = ${ownerId} AND "category" = 'people' AND "status" <> 'archived' AND ${nameKey} % ${key}
    ORDER BY similarity(${nameKey}, ${key}) DESC, "createdAt", "id" LIMIT 20`.execute(tx.kysely);
  return rows;
}
