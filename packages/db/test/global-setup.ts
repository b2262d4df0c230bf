import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachEmbedded } from '../src/embedded.ts';
import { sharedDirectoryVariable } from '../src/testing-server.ts';

/**
 * Names a directory for the one database server of this run, and stops that server at the end. It is started by the
 * first test that asks for a database, so runs that need none don't pay for it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL'] || process.env[sharedDirectoryVariable]) return async () => {};
  const directory = await mkdtemp(join(tmpdir(), 'ballast-test-'));
  process.env[sharedDirectoryVariable] = directory;
  return async () => {
    if (existsSync(join(directory, 'postgres', 'data', 'postmaster.pid'))) {
      const server = await attachEmbedded({ dataDir: directory });
      await server.stop();
    }
    await rm(directory, { recursive: true, force: true });
  };
}
