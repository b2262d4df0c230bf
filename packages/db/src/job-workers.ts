import type { Pool } from 'pg';

/**
 * Says that these workers of the job runner live, and frees the jobs of workers that have said nothing for `silentMs`:
 * the job runner by itself waits four hours for a killed process. A freed job may be run a second time by a worker that
 * was only slow, which is harmless, since jobs call idempotent procedures. Resolves with how many jobs were freed.
 */
export async function showJobWorkers(
  pool: Pick<Pool, 'query'>,
  options: { readonly ids: readonly string[]; readonly silentMs: number },
): Promise<number> {
  const { ids, silentMs } = options;
  await pool.query(
    `INSERT INTO "JobWorker" ("id", "seenAt") SELECT id, now() FROM unnest($1::text[]) AS id
     ON CONFLICT ("id") DO UPDATE SET "seenAt" = excluded."seenAt"`,
    [ids],
  );
  const { rows } = await pool.query<{ freed: number }>(
    `SELECT dead.jobs AS freed, graphile_worker.force_unlock_workers(dead.workers)
     FROM (
       SELECT count(*)::int AS jobs, array_agg(DISTINCT job.locked_by) AS workers
       FROM graphile_worker.jobs AS job
       WHERE job.locked_at < now() - $1::float8 * interval '1 millisecond'
         AND NOT EXISTS (
           SELECT FROM "JobWorker" WHERE "id" = job.locked_by
             AND "seenAt" > now() - $1::float8 * interval '1 millisecond')
     ) AS dead WHERE dead.jobs > 0`,
    [silentMs],
  );
  return rows[0]?.freed ?? 0;
}

/** Forgets workers that have stopped in order, and those that fell silent a day ago. */
export async function forgetJobWorkers(pool: Pick<Pool, 'query'>, ids: readonly string[]): Promise<void> {
  await pool.query(
    `DELETE FROM "JobWorker" WHERE "id" = ANY ($1::text[]) OR "seenAt" < now() - interval '1 day'`,
    [ids],
  );
}
