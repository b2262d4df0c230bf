import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { type DatabaseLogger, silentLogger } from './logger.ts';
import { MigrationError } from './migration-error.ts';
import { migrationsDirectory, readMigrations } from './migration-files.ts';
import { appliedMigrations } from './migration-status.ts';
import { withSchemaEngine } from './schema-engine.ts';

/** Any fixed number but Prisma's own 72707369, which its engine may take inside. */
const migrationLock = 7_305_244;

/**
 * Brings a database up to this code: Prisma's migrations into `_prisma_migrations`, exactly as `prisma migrate
 * deploy` would, then the job runner's schema. Works offline; several starters at once wait for each other.
 * @throws MigrationError `too_new` when the database has migrations this code doesn't know, `failed` when one
 * broke (it is rolled back and recorded as failed, as Prisma does)
 */
export async function migrate(options: {
  /** A direct connection: through a pooler the lock would not be held. */
  readonly url: string;
  readonly logger?: DatabaseLogger;
  /** Where the migrations are; this package's own by default. */
  readonly directory?: string;
}): Promise<{ applied: string[] }> {
  const { url, logger = silentLogger, directory = migrationsDirectory() } = options;
  const client = new pg.Client({ connectionString: url, application_name: 'ballast migrate' });
  client.on('error', (error) => logger.warn({ error: error.message }, 'migration lock connection lost'));
  await client.connect();
  try {
    // Held by an open transaction, not by the session: it can't outlive this connection's work anywhere.
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    const applied = await applyAll(client, url, directory);
    if (applied.length > 0) logger.info({ applied }, 'migrations applied');
    await runMigrations({ connectionString: url });
    await client.query('COMMIT');
    return { applied };
  } finally {
    await client.end();
  }
}

async function applyAll(client: pg.Client, url: string, directory: string): Promise<string[]> {
  const migrationsList = await readMigrations(directory);
  const known = migrationsList.migrationDirectories.map(({ path }) => path);
  const { finished, failed } = await appliedMigrations(client);
  const unknown = finished.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw MigrationError.tooNew(unknown);
  if (failed.length > 0) throw MigrationError.failed(failed);
  const pending = known.filter((name) => !finished.includes(name));
  if (pending.length === 0) return [];
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const output = await withSchemaEngine(url, (engine) =>
      engine.applyMigrations({ migrationsList, filters }),
    );
    return output.appliedMigrationNames;
  } catch (cause) {
    throw MigrationError.failed((await appliedMigrations(client)).failed, cause);
  }
}
