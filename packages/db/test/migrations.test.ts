import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dumpSchema } from '../scripts/schema-dump.ts';
import { migrate } from '../src/migrate.ts';
import { listMigrationNames, migrationsDirectory, readMigrations } from '../src/migration-files.ts';
import { migrationNames } from '../src/migration-names.ts';
import { migrationStatus } from '../src/migration-status.ts';
import { withSchemaEngine } from '../src/schema-engine.ts';
import { createEmptyTestDatabase } from '../src/testing.ts';
import { rejection } from './fixtures.ts';

const own = migrationsDirectory();
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'ballast-migrations-'));
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

/** Our first `count` migrations, and after them the ones given, in a directory of their own. */
async function directoryOf(count: number, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const directory = await mkdtemp(join(scratch, 'set-'));
  await cp(join(own, 'migration_lock.toml'), join(directory, 'migration_lock.toml'));
  for (const name of migrationNames.slice(0, count)) {
    await cp(join(own, name), join(directory, name), { recursive: true });
  }
  for (const [name, sql] of Object.entries(more)) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'migration.sql'), sql);
  }
  return directory;
}

async function on<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Every row of every table, as the database writes it, but for what it derives by itself. */
async function allRows(client: pg.Client): Promise<Record<string, Row[]>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`,
  );
  const all: Record<string, Row[]> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: Row }>(
      `SELECT to_jsonb(t) - 'searchVector' AS row FROM "${name}" t ORDER BY to_jsonb(t)::text`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** Migrates a database full of the first release's rows to the end of `directory`; gives the rows before and after. */
async function migrateOldRows(directory: string) {
  await using db = await createEmptyTestDatabase();
  await migrate({ url: db.url, directory: await directoryOf(1) });
  const oldRows = await readFile(join(import.meta.dirname, 'old-rows.sql'), 'utf8');
  const before = await on(db.url, async (client) => {
    await client.query(oldRows);
    return allRows(client);
  });
  await migrate({ url: db.url, directory });
  return { before, after: await on(db.url, allRows) };
}

/** Each old row is still there, once, with the values it had in the columns that still exist. */
function expectKept(before: Record<string, Row[]>, after: Record<string, Row[]>): void {
  for (const [table, rows] of Object.entries(before)) {
    const columns = Object.keys(rows[0] ?? {}).filter((name) => name in (after[table]?.[0] ?? {}));
    const kept = (row: Row) => JSON.stringify(columns.map((name) => row[name]));
    expect(after[table]?.map(kept).sort(), table).toEqual(rows.map(kept).sort());
  }
}

describe('the migrations', () => {
  test('lead to schema.prisma and nowhere else', async () => {
    await using db = await createEmptyTestDatabase();
    const path = join(own, '..', 'schema.prisma');
    const to = { tag: 'schemaDatamodel' as const, files: [{ path, content: await readFile(path, 'utf8') }] };
    const { stdout } = await withSchemaEngine(db.url, async (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...(await readMigrations(own)) },
        to,
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    const dump = await readFile(join(own, '..', 'schema.sql'), 'utf8');
    // Prisma can't compare a type of `Unsupported` that has a length, and asks for it again although it is there.
    const asksForWhatIs = (line: string): boolean => {
      const [, column, type] = /ALTER COLUMN ("\w+") SET DATA TYPE (.+);$/.exec(line) ?? [];
      return column !== undefined && dump.includes(`  ${column} ${type}`);
    };
    const statements = (stdout ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('--'));
    expect(statements.filter((line) => !asksForWhatIs(line))).toEqual([]);
  });

  test('come to schema.sql: renew it with `pnpm --filter @ballast/db schema:dump`', async () => {
    await using db = await createEmptyTestDatabase();
    await migrate({ url: db.url });
    const committed = await readFile(join(own, '..', 'schema.sql'), 'utf8');
    expect(await on(db.url, dumpSchema)).toBe(committed);
  });

  test('are all known by name to code that has no files at hand', async () => {
    expect(await listMigrationNames(own)).toEqual(migrationNames);
  });

  test('are applied once, by however many starters at once', async () => {
    await using db = await createEmptyTestDatabase();
    const starters = await Promise.all([1, 2, 3].map(() => migrate({ url: db.url })));
    expect(starters.map(({ applied }) => applied.length).sort()).toEqual([0, 0, migrationNames.length]);
    expect(await migrationStatus(db.url)).toEqual({ pending: [], unknown: [] });
  });
});

describe('a database full of old rows', () => {
  test('keeps every one of them through all migrations', async () => {
    const { before, after } = await migrateOldRows(own);
    for (const [table, rows] of Object.entries(before)) expect(rows.length, table).toBeGreaterThan(0);
    expectKept(before, after);
  });

  test('is seen to lose or change one, should a migration do so', async () => {
    const next = (sql: string) => directoryOf(migrationNames.length, { '29991231000000_next': sql });
    const harmless = await migrateOldRows(
      await next('ALTER TABLE "User" ADD COLUMN "nickname" TEXT DEFAULT \'-\''),
    );
    expectKept(harmless.before, harmless.after);
    const lossy = await migrateOldRows(await next('DELETE FROM "Digest" WHERE "kind" = \'weekly\''));
    expect(() => expectKept(lossy.before, lossy.after)).toThrow(/Digest/);
    const lying = await migrateOldRows(await next('UPDATE "InboxEntry" SET "confidence" = 0.5'));
    expect(() => expectKept(lying.before, lying.after)).toThrow(/InboxEntry/);
  });
});

describe('what cannot be migrated says why', () => {
  test('a database of newer code', async () => {
    await using db = await createEmptyTestDatabase();
    const newer = await directoryOf(migrationNames.length, { '29991231000000_newer': 'SELECT 1' });
    await migrate({ url: db.url, directory: newer });
    expect(await rejection(migrate({ url: db.url }))).toMatchObject({
      code: 'too_new',
      migrations: ['29991231000000_newer'],
      message: expect.stringContaining('Deploy the newer code'),
    });
    expect(await migrationStatus(db.url)).toEqual({ pending: [], unknown: ['29991231000000_newer'] });
  });

  test('a migration that fails: nothing of it stays, and the way out is named', async () => {
    await using db = await createEmptyTestDatabase();
    const name = '29991231000000_broken';
    const sql = 'CREATE TABLE "Half" (id int);\nSELECT no_such_column FROM "User"';
    const broken = await directoryOf(migrationNames.length, { [name]: sql });
    const caught = await rejection(migrate({ url: db.url, directory: broken }));
    expect(caught).toMatchObject({ code: 'failed', migrations: [name] });
    expect(String(caught)).toContain('no_such_column');
    expect(String(caught)).toContain(`prisma migrate resolve --rolled-back ${name}`);
    const { rows } = await on(db.url, (client) => client.query(`SELECT to_regclass('"Half"') AS half`));
    expect(rows).toEqual([{ half: null }]);
    // Until somebody has looked, later starts say the same instead of trying again.
    expect(await rejection(migrate({ url: db.url, directory: broken }))).toMatchObject({ code: 'failed' });
    await on(db.url, (client) =>
      client.query(
        'UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND migration_name = $1',
        [name],
      ),
    );
    const mended = await directoryOf(migrationNames.length, { [name]: 'CREATE TABLE "Half" (id int)' });
    expect(await migrate({ url: db.url, directory: mended })).toEqual({ applied: [name] });
  });
});
