import { type JobTask, observed } from '@ballast/api/jobs';
import { createTestDatabase, type TestDatabase } from '@ballast/db/testing';
import { systemRuntime } from '@ballast/reliability';
import { createTRPCClient } from '@trpc/client';
import { Logger, runOnce } from 'graphile-worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

const logger = { info() {}, warn() {}, error() {} };
/** Nobody answers: runs can't be recorded, and must end as they would anyway. */
const observer = { api: createTRPCClient({ links: [] }) as never, runtime: systemRuntime, logger };

interface Job {
  readonly attempts: number;
  readonly max_attempts: number;
  readonly waitSeconds: number;
  readonly payload: unknown;
  readonly locked: boolean;
}

async function enqueue(key: string, options: { maxAttempts?: number } = {}): Promise<void> {
  await testDatabase.database.pool.query(
    `SELECT graphile_worker.add_job('probe', payload := '{"n":1}'::json, job_key := $1, max_attempts := $2)`,
    [key, options.maxAttempts ?? 12],
  );
}

async function jobsOf(key: string): Promise<Job[]> {
  const { rows } = await testDatabase.database.pool.query<Job>(
    `SELECT attempts, max_attempts, extract(epoch FROM run_at - now())::float8 AS "waitSeconds", payload,
       locked_at IS NOT NULL AS locked
     FROM graphile_worker._private_jobs WHERE key = $1`,
    [key],
  );
  return rows;
}

/** Does all jobs that are due, once. */
async function work(task: JobTask): Promise<void> {
  await runOnce({
    pgPool: testDatabase.database.pool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: { probe: observed(observer, task) },
  });
}

const askedToWait = (retryAfterMs: number) =>
  Object.assign(new Error('later'), { data: { retryable: true, retryAfterMs } });

async function allJobs(): Promise<number> {
  const { rows } = await testDatabase.database.pool.query(
    'SELECT count(*)::int AS n FROM graphile_worker.jobs',
  );
  return rows[0].n;
}

test('a job that was asked to come back later is put back for that time, and loses no attempt', async () => {
  await enqueue('asked');
  await work(async () => {
    throw askedToWait(90_000);
  });
  const [job, ...others] = await jobsOf('asked');
  expect(others).toEqual([]);
  expect(job).toMatchObject({ attempts: 0, max_attempts: 12, payload: { n: 1 }, locked: false });
  expect(job?.waitSeconds).toBeGreaterThan(80);
  expect(job?.waitSeconds).toBeLessThanOrEqual(90);
  expect(await allJobs()).toBe(1);
});

test('attempts that were lost before stay lost', async () => {
  await enqueue('both', { maxAttempts: 5 });
  await work(async () => {
    throw new Error('failed');
  });
  expect(await jobsOf('both')).toMatchObject([{ attempts: 1, max_attempts: 5 }]);
  await testDatabase.database.pool.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = 'both'`,
  );
  await work(async () => {
    throw askedToWait(60_000);
  });
  const [job] = await jobsOf('both');
  expect((job?.max_attempts ?? 0) - (job?.attempts ?? 0)).toBe(4);
});

test('the last attempt can be put back too', async () => {
  await enqueue('last', { maxAttempts: 1 });
  await work(async () => {
    throw askedToWait(60_000);
  });
  expect(await jobsOf('last')).toMatchObject([{ attempts: 0, max_attempts: 1 }]);
});

test('however long it is asked to stay away, it is looked at once a day', async () => {
  await enqueue('long');
  await work(async () => {
    throw askedToWait(30 * 86_400_000);
  });
  expect((await jobsOf('long'))[0]?.waitSeconds).toBeLessThanOrEqual(86_400);
});

test('a newer job under the same key stands: the older one does not put itself in its place', async () => {
  await enqueue('newer');
  let runs = 0;
  await work(async () => {
    runs += 1;
    if (runs > 1) return undefined;
    await testDatabase.database.pool.query(
      `SELECT graphile_worker.add_job('probe', payload := '{"n":2}'::json, job_key := 'newer',
         run_at := now() + interval '1 hour')`,
    );
    throw askedToWait(1_000);
  });
  expect(await jobsOf('newer')).toMatchObject([{ payload: { n: 2 }, attempts: 0 }]);
  expect((await jobsOf('newer'))[0]?.waitSeconds).toBeGreaterThan(3_000);
});

test.each([
  ['a failure without a word about when', new Error('failed')],
  [
    'a refusal that no waiting helps',
    Object.assign(new Error('no'), { data: { retryable: false, retryAfterMs: 9 } }),
  ],
])('%s costs an attempt', async (name, error) => {
  await enqueue(name);
  await work(async () => {
    throw error;
  });
  expect(await jobsOf(name)).toMatchObject([{ attempts: 1, max_attempts: 12 }]);
});
