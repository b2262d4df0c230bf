import { sleep } from '@ballast/reliability';
import type { Cluster } from './cluster.ts';
import { type Ending, startCron, startWeb } from './processes.ts';

/** What was done to the processes. */
export interface Ends {
  readonly killed: { web: number; cron: number };
  readonly stopped: { web: number; cron: number };
  /** Of those that were asked to stop, or that ended unasked: what they should not have ended with. */
  readonly wrong: Ending[];
}

/**
 * For a while, ends one process after another, three of four by `kill -9`, and starts it again where it was. Resolves
 * when all are running.
 */
export async function endAtRandom(cluster: Cluster, forMs: number): Promise<Ends> {
  const ends: Ends = { killed: { web: 0, cron: 0 }, stopped: { web: 0, cron: 0 }, wrong: [] };
  const { webs, crons, env } = cluster;
  const endOne = async (kind: 'web' | 'cron', place: number): Promise<void> => {
    const running = kind === 'web' ? webs[place] : crons[place];
    const web = webs[place];
    if (!running || !web) return;
    const kill = Math.random() < 0.75;
    // Killed at any moment; asked to stop only once there is something to finish.
    if (!kill && kind === 'cron') await crons[place]?.atWork;
    const ending = await running.end(kill ? 'SIGKILL' : 'SIGTERM');
    ends[kill ? 'killed' : 'stopped'][kind] += 1;
    if (kill ? ending.signal !== 'SIGKILL' : ending.code !== 0) ends.wrong.push(ending);
    await sleep(Math.random() * 500);
    if (kind === 'web') webs[place] = await startWeb(env, Number(new URL(web.origin).port));
    else crons[place] = startCron(env, web.origin);
  };
  const startedMs = performance.now();
  // A hand for each: at times all of them are gone.
  const hand = async (kind: 'web' | 'cron', place: number): Promise<void> => {
    while (performance.now() - startedMs < forMs) {
      await sleep(1_000 + Math.random() * 7_000);
      await endOne(kind, place);
    }
  };
  await Promise.all([0, 1].flatMap((place) => [hand('web', place), hand('cron', place)]));
  return ends;
}
