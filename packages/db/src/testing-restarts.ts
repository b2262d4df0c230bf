import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sleep } from '@ballast/reliability';
import { attachEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { makeServerDirectory } from './testing-directory.ts';
import { databaseUrl } from './testing-server.ts';

/** `fast`: sessions are ended, then a checkpoint. `crash`: everything stops at once, and the start has to recover. */
export type Stop = 'fast' | 'crash';

/** A database server of one's own that can be taken away and given back, with settings that keep what is committed. */
export interface FragileServer extends AsyncDisposable {
  /** A migrated database. The address outlives restarts. */
  readonly url: string;
  /** Resolves when the server is gone. */
  stop(how: Stop): Promise<void>;
  /** Resolves when it takes connections again. */
  start(): Promise<void>;
}

/** Makes and starts one. */
export async function startFragileServer(): Promise<FragileServer> {
  const dataDir = await makeServerDirectory();
  const settings = { max_connections: '100', deadlock_timeout: '50' };
  const first = await attachEmbedded({ dataDir, settings });
  const url = databaseUrl(first.url, 'postgres', {});
  await migrate({ url });
  const start = async (): Promise<void> => {
    await attachEmbedded({ dataDir, settings });
  };
  const stop = async (how: Stop): Promise<void> => {
    if (how === 'fast') await (await attachEmbedded({ dataDir, settings })).stop();
    else await crash(join(dataDir, 'postgres', 'data', 'postmaster.pid'));
  };
  return {
    ...{ url, start, stop },
    [Symbol.asyncDispose]: async () => {
      await stop('fast');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function crash(pidFile: string): Promise<void> {
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGQUIT'); // Immediate shutdown: nothing is finished, nothing is written.
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(10);
  }
}
