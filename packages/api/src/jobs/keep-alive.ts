import { forgetJobWorkers, showJobWorkers } from '@ballast/db';
import type { Runtime, Timer } from '@ballast/reliability';
import type { Logger } from '../logger.ts';

/** How often living workers show themselves while the others wait for one that has not: two may be missed. */
const showsInSilence = 3;

/** The part of the job runner's events that tells which workers there are. */
export interface WorkerEvents {
  on(
    event: 'worker:create' | 'worker:stop',
    listener: (event: { readonly worker: { readonly workerId: string } }) => void,
  ): unknown;
}

/**
 * Shows this process's workers to the others, and frees the jobs of those that were killed: they are run again
 * `silentMs` later at most, and a third of that. Disposing it says that these workers have stopped in order.
 */
export function keepAlive(options: {
  readonly pool: Parameters<typeof showJobWorkers>[0];
  readonly events: WorkerEvents;
  readonly runtime: Runtime;
  readonly logger: Logger;
  readonly silentMs: number;
}): AsyncDisposable {
  const { pool, events, runtime, logger, silentMs } = options;
  const ids = new Set<string>();
  events.on('worker:create', ({ worker }) => void ids.add(worker.workerId));
  events.on('worker:stop', ({ worker }) => void ids.delete(worker.workerId));
  const ever = new Set<string>();
  let timer: Timer | undefined;
  let stopped = false;

  const show = async (): Promise<void> => {
    for (const id of ids) ever.add(id);
    try {
      const freed = await showJobWorkers(pool, { ids: [...ids], silentMs });
      if (freed > 0) logger.warn({ freed }, 'jobs of a worker that fell silent are free again');
    } catch (error) {
      logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'workers could not be shown');
    }
    if (stopped) return;
    timer = runtime.setTimer(() => {
      showing = show();
    }, silentMs / showsInSilence);
  };
  let showing = show();

  return {
    [Symbol.asyncDispose]: async () => {
      stopped = true;
      timer?.cancel();
      await showing;
      // Not forgotten is only remembered for a day.
      await forgetJobWorkers(pool, [...ever]).catch(() => {});
    },
  };
}
