import { EventEmitter } from 'node:events';
import { keepAlive, observed, tasksOf } from '@ballast/api/jobs';
import { systemRuntime } from '@ballast/reliability';
import { run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { createApiClient } from './client.ts';
import { readEnv } from './env.ts';
import { createLogger, workerLogger } from './logger.ts';
import { scheduleOf } from './schedule.ts';
import { startCronTelemetry } from './telemetry.ts';
import { workerPoolOptions } from './worker-pool.ts';

// Heard from the start: one that comes while the job runner begins ends it as well, its first jobs included.
const { promise: stopAsked, resolve: askToStop } = Promise.withResolvers<string>();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => askToStop(signal));

const env = readEnv();
const log = createLogger(env.LOG_LEVEL);
const telemetry = await startCronTelemetry(env, log);
const api = createApiClient(env);
const observer = { api, runtime: systemRuntime, logger: log };
const tasks = Object.entries(tasksOf(api, () => new Date())).map(
  ([name, task]) => [name, observed(observer, task)] as const,
);
const { poolConfig, noPreparedStatements } = workerPoolOptions(env);
const pool = new pg.Pool(poolConfig);
// Without listeners a dropped connection would end the process.
pool.on('error', (error) =>
  log.warn({ code: (error as { code?: string }).code }, 'database connection lost'),
);
pool.on('connect', (client) => client.on('error', () => {}));

const events: WorkerEvents = new EventEmitter();
const alive = keepAlive({
  ...{ pool, events, runtime: systemRuntime, logger: log },
  silentMs: env.JOB_SILENCE_MS,
});
const runner = await run({
  pgPool: pool,
  events,
  concurrency: env.JOB_CONCURRENCY,
  noHandleSignals: true,
  noPreparedStatements,
  pollInterval: 1000,
  logger: workerLogger(log),
  taskList: Object.fromEntries(tasks),
  parsedCronItems: scheduleOf(env),
  gracefulShutdownAbortTimeout: env.SHUTDOWN_GRACE_MS,
});
log.info({ concurrency: env.JOB_CONCURRENCY }, 'job runner started');

async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'draining');
  // Running jobs finish or, past the grace period, are put back for others.
  await runner.stop();
  await alive[Symbol.asyncDispose]();
  await pool.end();
  await telemetry.shutdown();
  log.info({}, 'stopped');
}
stop(await stopAsked).then(
  () => process.exit(0),
  () => process.exit(1),
);
