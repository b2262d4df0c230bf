import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the directory of the run's shared server; set by the test runner before its workers start. */
export const sharedDirectoryVariable = 'BALLAST_TEST_SERVER_DIR';

const memory = '/dev/shm';
const enoughBytes = 2 ** 30;

/** A fresh directory for a throw-away server: in memory where there is room, where copying a database takes 12 ms. */
export async function makeServerDirectory(): Promise<string> {
  return mkdtemp(join((await hasRoom()) ? memory : tmpdir(), 'ballast-test-'));
}

async function hasRoom(): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize >= enoughBytes;
  } catch {
    return false;
  }
}
