import { randomUUID } from 'node:crypto';
import { sleep } from '@ballast/reliability';
import pg from 'pg';
import { createDatabase, type Database, type DatabaseOptions } from './client.ts';
import { migrate } from './migrate.ts';
import type { PgBouncer } from './testing-pgbouncer.ts';
import { acquireTestServer, databaseUrl } from './testing-server.ts';

export { findPgBouncer, type PgBouncer, startPgBouncer } from './testing-pgbouncer.ts';
export { type FragileServer, type Stop, startFragileServer } from './testing-restarts.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
}

export type TestDatabaseOptions = Omit<DatabaseOptions, 'url'> & {
  /** Added to the URL, e.g. `{ connection_limit: '3' }`. */
  readonly parameters?: Record<string, string>;
};

let pooler: PgBouncer | undefined;

/** From here on this process's test databases are reached by way of a pooler, or directly again. */
export function usePooler(next: PgBouncer | undefined): void {
  pooler = next;
}

/** The server that test databases are made on, by its superuser. */
export async function testServerUrl(): Promise<string> {
  return (await acquireTestServer()).adminUrl;
}

const templateName = 'ballast_template';
const templateLock = 7_305_245;

/**
 * A migrated database of one's own, copied from a template in some 20 ms, on the server that all test processes share:
 * TEST_DATABASE_URL (a superuser's), or an embedded one started by the first who asks. Disposing drops it, and throws
 * when connections were left open.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await acquireTestServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(server.adminUrl, async (admin) => {
    await ensureTemplate(admin, server.adminUrl);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${templateName} STRATEGY FILE_COPY`);
  });
  const { parameters = {}, ...databaseOptions } = options;
  const direct = databaseUrl(server.adminUrl, name, parameters);
  const url = pooler?.urlOf(direct) ?? direct;
  // A pooler keeps its connections; whatever still runs on them is a leak all the same.
  const mayStay = pooler ? 'idle' : '';
  const database = createDatabase({ ...databaseOptions, url });
  return {
    url,
    database,
    [Symbol.asyncDispose]: async () => {
      const checkedOut = database.gauges().inUse;
      // Closing would wait for them for ever.
      if (checkedOut === 0) await database.close();
      const left = await withAdmin(server.adminUrl, async (admin) => {
        const leaks = await leftConnections(admin, name, mayStay);
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        return leaks;
      });
      await server.release();
      if (checkedOut > 0) throw new Error(`${checkedOut} database connections were never released`);
      if (left.length > 0) throw new Error(`Database connections were left open: ${left.join('; ')}`);
    },
  };
}

/** A database without anything in it, for tests of the migrations themselves. */
export async function createEmptyTestDatabase(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = await acquireTestServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(server.adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  return {
    url: databaseUrl(server.adminUrl, name, {}),
    [Symbol.asyncDispose]: async () => {
      await withAdmin(server.adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
      await server.release();
    },
  };
}

async function withAdmin<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'ballast test admin' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Migrates the template once a server, whoever comes first; it gets its name only when it is whole. */
async function ensureTemplate(admin: pg.Client, adminUrl: string): Promise<void> {
  const exists = async (): Promise<boolean> => {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [templateName]);
    return rowCount === 1;
  };
  if (await exists()) return;
  await admin.query('SELECT pg_advisory_lock($1)', [templateLock]);
  try {
    if (await exists()) return;
    const draft = `${templateName}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    await migrate({ url: databaseUrl(adminUrl, draft, {}) });
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${templateName}`);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [templateLock]);
  }
}

/** Whoever is still connected after a moment's grace: the server hears of a closed socket a little later. */
async function leftConnections(admin: pg.Client, name: string, mayStay: string): Promise<string[]> {
  for (let attempt = 0; ; attempt += 1) {
    const { rows } = await admin.query<{ who: string }>(
      `SELECT concat_ws(' ', application_name, state, left(query, 80)) AS who
       FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend' AND state <> $2`,
      [name, mayStay],
    );
    if (rows.length === 0 || attempt === 20) return rows.map(({ who }) => who);
    await sleep(25);
  }
}
