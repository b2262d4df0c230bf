import { EventEmitter } from 'node:events';
import type { Api } from '@ballast/api';
import { createInProcessClient, keepAlive, observed, tasksOf, upkeepSchedule } from '@ballast/api/jobs';
import type { Database } from '@ballast/db';
import { systemRuntime } from '@ballast/reliability';
import { Logger, parseCronItems, run, type WorkerEvents } from 'graphile-worker';
import type { createLogger } from './logger.ts';

const silent = new Logger(() => () => {});

/** How a drain went. */
export interface DrainReport {
  readonly succeeded: number;
  readonly failed: number;
  /** Still due: for the next drain, or another process. */
  readonly leftOver: number;
}

/** How long a drain may say nothing before its jobs are freed for others, in ms. */
const silentMs = 30_000;

/**
 * Ticks the upkeep of the schedule that is due and works through the jobs that are, for at most about `budgetMs`, calling procedures in this process. When the time
 * is over no further job is begun, and those that run are aborted and left to the next drain: each is an idempotent
 * call, so nothing acts twice.
 */
export async function drainJobs(options: {
  api: Api;
  database: Pick<Database, 'pool'>;
  logger: ReturnType<typeof createLogger>;
  /** False behind a pooler in transaction mode. */
  namedStatements: boolean;
  budgetMs: number;
}): Promise<DrainReport> {
  const { api, database, logger, budgetMs } = options;
  const client = createInProcessClient(api);
  const observer = { api: client, runtime: systemRuntime, logger };
  const over = AbortSignal.timeout(budgetMs);
  const done = { succeeded: 0, failed: 0 };
  let running = 0;
  const count = (task: ReturnType<typeof observed>): ReturnType<typeof observed> => {
    return async (payload, { job, query }) => {
      running += 1;
      try {
        await task(payload, { job, query, abortSignal: over });
        done.succeeded += 1;
      } catch (error) {
        done.failed += 1;
        throw error;
      } finally {
        running -= 1;
      }
    };
  };
  const tasks = Object.entries(tasksOf(client, () => new Date()));
  const events: WorkerEvents = new EventEmitter();
  const { promise: dry, resolve: stop } = Promise.withResolvers<void>();
  let ticked = false;
  events.on('cron:started', () => {
    ticked = true;
  });
  events.on('worker:getJob:empty', () => {
    if (ticked && running === 0) stop();
  });
  over.addEventListener('abort', () => stop(), { once: true });
  await using _alive = keepAlive({
    pool: database.pool,
    events,
    runtime: systemRuntime,
    logger,
    silentMs,
  });
  const runner = await run({
    pgPool: database.pool,
    taskList: Object.fromEntries(tasks.map(([name, task]) => [name, count(observed(observer, task))])),
    parsedCronItems: parseCronItems([...upkeepSchedule]),
    events,
    concurrency: 2,
    pollInterval: 500,
    noHandleSignals: true,
    noPreparedStatements: !options.namedStatements,
    logger: silent,
  });
  await dry;
  await runner.stop();
  const { waiting } = await api.asService().job.backlog();
  return { ...done, leftOver: waiting };
}
