import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetJobWorkers, showJobWorkers } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());
beforeEach(async () => {
  await db.database.pool.query('DELETE FROM graphile_worker._private_jobs');
  await db.database.pool.query('DELETE FROM "JobWorker"');
});

const silentMs = 30_000;

/** A job that a worker took so many seconds ago. */
async function takenBy(worker: string, secondsAgo: number): Promise<void> {
  const { pool } = db.database;
  await pool.query(`SELECT graphile_worker.add_job('probe', job_key := $1)`, [worker]);
  await pool.query(
    `UPDATE graphile_worker._private_jobs
     SET locked_by = $1, locked_at = now() - $2::int * interval '1 second', attempts = 1 WHERE key = $1`,
    [worker, secondsAgo],
  );
}

async function seen(worker: string, secondsAgo: number): Promise<void> {
  await db.database.pool.query(`INSERT INTO "JobWorker" VALUES ($1, now() - $2::int * interval '1 second')`, [
    worker,
    secondsAgo,
  ]);
}

async function taken(): Promise<string[]> {
  const { rows } = await db.database.pool.query<{ locked_by: string }>(
    'SELECT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL ORDER BY locked_by',
  );
  return rows.map((row) => row.locked_by);
}

test('I1 frees the jobs of workers that fell silent or were never heard of, and of nobody else', async () => {
  await takenBy('living, at it for long', 3_600);
  await seen('living, at it for long', 5);
  await takenBy('showing itself now', 3_600);
  await seen('showing itself now', 600);
  await takenBy('killed', 60);
  await seen('killed', 60);
  await takenBy('never heard of', 60);
  await takenBy('too new to have been heard of', 5);
  const freed = await showJobWorkers(db.database.pool, { ids: ['showing itself now'], silentMs });
  expect(freed).toBe(2);
  expect(await taken()).toEqual([
    'living, at it for long',
    'showing itself now',
    'too new to have been heard of',
  ]);
  expect(await showJobWorkers(db.database.pool, { ids: [], silentMs })).toBe(0);
});

test('forgets who stopped in order, and the silent after a day', async () => {
  await seen('stopped', 1);
  await seen('living', 1);
  await seen('silent', 2 * 86_400);
  await forgetJobWorkers(db.database.pool, ['stopped']);
  const { rows } = await db.database.pool.query('SELECT id FROM "JobWorker"');
  expect(rows).toEqual([{ id: 'living' }]);
});
