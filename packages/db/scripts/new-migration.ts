/**
 * `pnpm --filter @ballast/db migration:new <name>`: writes the SQL that takes the migrations' end state to
 * prisma/schema.prisma. Offline: the present state is built in a shadow database of a throw-away server.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/embedded.ts';
import { listMigrationNames, migrationsDirectory, readMigrations } from '../src/migration-files.ts';
import { withSchemaEngine } from '../src/schema-engine.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('Usage: migration:new <name>, with a name of a-z, 0-9 and _\n');
  process.exit(2);
}

const schemaPath = join(import.meta.dirname, '..', 'prisma', 'schema.prisma');
const content = await readFile(schemaPath, 'utf8');
const directory = migrationsDirectory();
const dataDir = await mkdtemp(join(tmpdir(), 'ballast-migration-'));
const server = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
try {
  const migrations = await readMigrations(directory);
  const { stdout } = await withSchemaEngine(server.url, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = join(directory, `${stamp}_${name}`);
  await mkdir(target);
  await writeFile(join(target, 'migration.sql'), stdout ?? '');
  const names = (await listMigrationNames(directory)).map((known) => `  '${known}',\n`).join('');
  const constant = `/** Every migration this code knows, oldest first; written by \`migration:new\`. */\nexport const migrationNames: readonly string[] = [\n${names}];\n`;
  await writeFile(join(import.meta.dirname, '..', 'src', 'migration-names.ts'), constant);
  process.stdout.write(
    `${join(target, 'migration.sql')}\nReview it, add what Prisma can't say, then run schema:dump.\n`,
  );
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
