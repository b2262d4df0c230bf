import { newId, type RecordRow, type Tx } from '@ballast/db';
import { namesIn } from '@ballast/integrations';
import { sql } from 'kysely';
import { hasTrigrams } from '../search/trigrams.ts';
import { likeRecords } from './like-records.ts';
import { nameKeyOf, resolveName } from './resolve-name.ts';

/** How many earlier records are looked through for mentions of a person who is new. */
const lookedThrough = 200;

interface Link {
  readonly fromId: string;
  readonly toId: string;
  readonly kind: 'mention' | 'likeness';
  readonly strength: number;
  readonly at: Date;
}

/**
 * Brings a record's relationships in line with what it says now, in the transaction that made or changed it: whom it
 * names, which projects and ideas it is about, and, for a person who is new, who named them before. Running it
 * again changes nothing.
 */
export async function linkRecord(tx: Tx, record: RecordRow): Promise<void> {
  const said = [...(await namedPeople(tx, record)), ...(await likeRecords(tx, record))];
  const links = said.map(
    ({ id, kind, strength }): Link => ({ fromId: record.id, toId: id, kind, strength, at: record.createdAt }),
  );
  await forgetOthers(tx, record, links);
  await insertLinks(tx, record.ownerId, [...links, ...(await namedBefore(tx, record))]);
}

async function namedPeople(tx: Tx, record: RecordRow) {
  const names = namesIn(`${record.title}\n${record.sourceText}\n${nameOf(record) ?? ''}`);
  const fuzzy = await hasTrigrams(tx);
  const found = new Map<string, { id: string; kind: 'mention'; strength: number }>();
  for (const name of names) {
    const id = await resolveName(tx, record.ownerId, name, { fuzzy, except: record.id });
    if (id !== undefined) found.set(id, { id, kind: 'mention', strength: 1 });
  }
  return [...found.values()];
}

function nameOf({ category, fields }: RecordRow): string | undefined {
  if (category !== 'people' || typeof fields !== 'object' || fields === null || !('name' in fields))
    return undefined;
  return typeof fields.name === 'string' ? fields.name : undefined;
}

/** Earlier records that name a person who had no record until now. */
async function namedBefore(tx: Tx, record: RecordRow): Promise<Link[]> {
  const name = nameOf(record);
  if (name === undefined) return [];
  const key = nameKeyOf(name);
  const known = await resolveName(tx, record.ownerId, name, { fuzzy: false, except: record.id });
  if (key === '' || known !== undefined) return [];
  const { rows } = await sql<{ id: string; createdAt: Date; title: string; sourceText: string }>`
    SELECT "id", "createdAt", "title", "sourceText" FROM "Record"
    WHERE "searchVector" @@ (search_scope('owner', ${record.ownerId}) && phraseto_tsquery('simple', ${key}))
      AND "ownerId" = ${record.ownerId} AND "id" <> ${record.id} AND "status" <> 'archived'
    ORDER BY "createdAt" DESC LIMIT ${lookedThrough}`.execute(tx.kysely);
  return rows
    .filter(({ title, sourceText }) =>
      namesIn(`${title}\n${sourceText}`).some((other) => nameKeyOf(other) === key),
    )
    .map(({ id, createdAt }) => ({
      fromId: id,
      toId: record.id,
      kind: 'mention',
      strength: 1,
      at: createdAt,
    }));
}

async function forgetOthers(tx: Tx, record: RecordRow, links: readonly Link[]): Promise<void> {
  const kept = links.map(({ toId, kind }) => `${toId}/${kind}`);
  await sql`DELETE FROM "Relationship"
    WHERE "fromId" = ${record.id} AND "ownerId" = ${record.ownerId}
      AND "toId" || '/' || "kind" <> ALL(${kept}::text[])`.execute(tx.kysely);
}

async function insertLinks(tx: Tx, ownerId: string, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  // In one order everywhere, so that two transactions that link the same records can't wait for each other.
  const ordered = links.toSorted((a, b) => (`${a.fromId}${a.toId}` < `${b.fromId}${b.toId}` ? -1 : 1));
  await tx.kysely
    .insertInto('Relationship')
    .values(
      ordered.map(({ fromId, toId, kind, strength, at }) => ({
        ...{ id: newId(), ownerId, fromId, toId, kind, strength },
        lastMentionedAt: at,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['fromId', 'toId', 'kind'])
        .doUpdateSet((eb) => ({ strength: eb.ref('excluded.strength') })),
    )
    .execute();
}
