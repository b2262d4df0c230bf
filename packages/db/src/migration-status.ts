import pg from 'pg';
import { migrationNames } from './migration-names.ts';

interface AppliedMigrations {
  readonly finished: string[];
  /** Begun, neither finished nor marked as rolled back. */
  readonly failed: string[];
}

/** What `_prisma_migrations` records; nothing in a database that has no such table yet. */
export async function appliedMigrations(client: pg.ClientBase): Promise<AppliedMigrations> {
  const { rows: table } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
  );
  if (!table[0]?.found) return { finished: [], failed: [] };
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const names = (finished: boolean): string[] =>
    rows.filter((row) => row.finished === finished).map((row) => row.name);
  return { finished: names(true), failed: names(false) };
}

/**
 * How a database stands to this code. `pending`: known here, not applied there. `unknown`: applied there by
 * newer code, so that this code must not run on it. Needs no migration files at hand.
 */
export async function migrationStatus(url: string): Promise<{ pending: string[]; unknown: string[] }> {
  const client = new pg.Client({ connectionString: url, application_name: 'ballast migration status' });
  client.on('error', () => {}); // The query below fails with the same error.
  await client.connect();
  try {
    const { finished } = await appliedMigrations(client);
    return {
      pending: migrationNames.filter((name) => !finished.includes(name)),
      unknown: finished.filter((name) => !migrationNames.includes(name)),
    };
  } finally {
    await client.end();
  }
}
