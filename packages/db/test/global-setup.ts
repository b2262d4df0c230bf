import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeServerDirectory, sharedDirectoryVariable } from '../src/testing-directory.ts';

/**
 * Names a directory for the one database server of this run, and stops that server at the end. It is started by the
 * first test that asks for a database, so runs that need none pay nothing for it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL'] || process.env[sharedDirectoryVariable]) return async () => {};
  const dataDir = await makeServerDirectory();
  process.env[sharedDirectoryVariable] = dataDir;
  return async () => {
    if (existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))) {
      const { attachEmbedded } = await import('../src/embedded.ts');
      await (await attachEmbedded({ dataDir })).stop();
    }
    await rm(dataDir, { recursive: true, force: true });
  };
}
