import { Deadline } from '@ballast/reliability';
import { type Database, newId, type Tx } from '../src/index.ts';

/** A budget that no test reaches. */
export function ample(): Deadline {
  return Deadline.start(15_000);
}

/** One owner, to hang rows on. */
export async function createOwner(database: Database): Promise<string> {
  const id = newId();
  await database.prisma.user.create({ data: { id, name: 'Ada', email: `${id}@example.test` } });
  return id;
}

export async function texts(database: Database, ownerId: string): Promise<string[]> {
  const rows = await database.kysely
    .selectFrom('InboxEntry')
    .select('text')
    .where('ownerId', '=', ownerId)
    .orderBy('text')
    .execute();
  return rows.map((row) => row.text);
}

/** Writes an entry through Kysely. */
export async function insertEntry(tx: Tx, ownerId: string, text: string): Promise<string> {
  const id = newId();
  await tx.kysely.insertInto('InboxEntry').values({ id, ownerId, text }).execute();
  return id;
}

/** What a promise was rejected with; an Error of its own when it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a rejection');
}

/** The statements that connections of this database are running at the moment, but for this look itself. */
export async function activeStatements(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ query: string }>(
    `SELECT query FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()`,
  );
  return rows.map(({ query }) => query);
}

/** Waits until a statement with these words runs; one that sets a new connection up is no sign of it. */
export async function seenRunning(database: Database, words: string): Promise<void> {
  while (!(await activeStatements(database)).some((query) => query.includes(words)));
}

/** Connections of this database that have a transaction open. */
export async function openTransactions(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM pg_stat_activity
     WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
  );
  return rows[0]?.open ?? 0;
}
