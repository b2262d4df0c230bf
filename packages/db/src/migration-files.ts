import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';

/** Where this package keeps its migrations: `<timestamp>_<name>/migration.sql`, as Prisma's CLI reads them. */
export function migrationsDirectory(): string {
  return fileURLToPath(new URL('../prisma/migrations', import.meta.url));
}

/** The names of the migrations in a directory, oldest first. */
export async function listMigrationNames(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations of a directory in the form the schema engine takes them. */
export async function readMigrations(directory: string): Promise<MigrationList> {
  const names = await listMigrationNames(directory);
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const value = await readFile(join(directory, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const content = await readFile(join(directory, 'migration_lock.toml'), 'utf8');
  const lockfile = { path: 'migration_lock.toml', content };
  return { baseDir: directory, lockfile, shadowDbInitScript: '', migrationDirectories };
}
