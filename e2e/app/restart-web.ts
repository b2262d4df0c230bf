import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOfThisRun } from './place.ts';

/** Ends the web server without warning, as a crash would; the launcher starts it again by itself. */
export async function crashWeb(): Promise<void> {
  const { dataDir } = await placeOfThisRun();
  const kept: unknown = JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8'));
  const children: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'children') : [];
  for (const pid of Array.isArray(children) ? children : []) {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (typeof pid === 'number' && folder.endsWith('apps/web')) process.kill(pid, 'SIGKILL');
  }
}
