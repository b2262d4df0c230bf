import type { Tx } from '@ballast/db';
import { sql } from 'kysely';
import { snippetsOf } from './snippet.ts';
import { stopWords } from './terms.ts';

/** A thought that has no record yet, so that no other list has it. */
export interface UnfiledItem {
  readonly entryId: string;
  /** As in `SearchItem`. */
  readonly snippet: string;
  readonly createdAt: string;
}

/** How many thoughts without a record are looked through, the newest first, and how many are shown. */
const lookedThrough = 500;
const shown = 5;

/** The thoughts on their way or waiting for review that have every telling word of a search, or its beginning. */
export async function matchUnfiled(
  tx: Tx,
  ownerId: string,
  words: readonly string[],
): Promise<UnfiledItem[]> {
  const stopped = await stopWords(tx, words);
  const telling = words.filter((word) => !stopped.has(word));
  if (telling.length === 0) return [];
  const query = telling.map((word) => `${word}:*`).join(' & ');
  const { rows } = await sql<{ id: string; text: string; createdAt: Date }>`
    SELECT "id", "text", "createdAt" FROM (
      SELECT "id", "text", "createdAt" FROM "InboxEntry"
      WHERE "ownerId" = ${ownerId} AND "status" IN ('received', 'classifying', 'needs_review', 'failed')
        AND "recordId" IS NULL
      ORDER BY "createdAt" DESC LIMIT ${lookedThrough}
    ) AS newest
    WHERE to_tsvector('english', search_fold("text")) @@ to_tsquery('english', ${query})
    ORDER BY "createdAt" DESC LIMIT ${shown}`.execute(tx.kysely);
  const snippets = await snippetsOf(
    tx,
    rows.map(({ id, text }) => ({ id, texts: [text] })),
    telling.map((word) => ({ query: `${word}:*` })),
  );
  return rows.map(({ id, createdAt }) => ({
    entryId: id,
    snippet: snippets.get(id) ?? '',
    createdAt: createdAt.toISOString(),
  }));
}
