import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOfThisRun } from './place.ts';

/**
 * Ends the web server without warning, as a crash would; the launcher starts it again by itself. Works once a run:
 * the launcher writes down the processes it began with.
 */
export async function crashWeb(): Promise<void> {
  const { dataDir } = await placeOfThisRun();
  const { children } = JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8'));
  const [web] = children as unknown[];
  if (typeof web !== 'number') throw new Error('The launcher has not written down the web server.');
  process.kill(web, 'SIGKILL');
}
