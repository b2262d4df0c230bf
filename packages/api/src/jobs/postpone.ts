import { z } from 'zod';
import type { JobHelpers } from './job-helpers.ts';

/** A job is looked at once a day at least, however long it was asked to stay away, in ms. */
const longestMs = 86_400_000;

const askedToWait = z.object({
  data: z.object({ retryable: z.literal(true), retryAfterMs: z.number().nonnegative() }),
});

/**
 * For how long a failed job is to be put back, in ms: for as long as whoever it called asked for; not at all when it
 * was only stopped, by a shutdown, say. Undefined for a failure, which costs an attempt.
 */
export function postponeMsOf(error: unknown, signal: AbortSignal | undefined): number | undefined {
  if (signal?.aborted) return 0;
  const asked = askedToWait.safeParse(error).data?.data.retryAfterMs;
  return asked === undefined ? undefined : Math.min(asked, longestMs);
}

/**
 * Puts a running job back for `delayMs`, by the database's clock, with as many attempts left as it had before this one.
 * The job runner can't move a job it is working on; adding one under the same key takes its place in one statement,
 * and this one then only has to end. Where a newer job has taken the key meanwhile, that one stands. False for a job
 * without a key: nothing was done.
 */
export async function postpone(payload: unknown, helpers: JobHelpers, delayMs: number): Promise<boolean> {
  const { job, query } = helpers;
  if (job.key === null || job.key === undefined) return false;
  await query(
    `SELECT graphile_worker.add_job($3, payload := $4::json, job_key := $2, max_attempts := $5,
       run_at := now() + $6::float8 * interval '1 millisecond')
     FROM graphile_worker.jobs WHERE id = $1 AND key = $2`,
    [
      job.id,
      job.key,
      job.task_identifier,
      JSON.stringify(payload ?? {}),
      job.max_attempts - job.attempts + 1,
      delayMs,
    ],
  );
  return true;
}
