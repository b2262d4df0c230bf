import type { Tx } from '@ballast/db';
import { context, propagation } from '@opentelemetry/api';
import { sql } from 'kysely';

/** A job and what it is called with; each has a task of the same name in apps/cron. */
export interface Job {
  readonly task: 'classify';
  /** Ids only: payloads are kept in plain text and are never to hold what a person wrote. */
  readonly payload: { readonly entryId: string; readonly round: string };
  /** One waiting job a key: a second one replaces the first. */
  readonly key: string;
}

/**
 * Enqueues a job in the caller's transaction: it exists if and only if the transaction commits (I1, I4). Carries the
 * trace, so that the job's run can be linked to what enqueued it.
 */
export async function enqueueJob(tx: Tx, job: Job): Promise<void> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const payload = JSON.stringify({ ...job.payload, ...carrier });
  await sql`SELECT graphile_worker.add_job(${job.task}, payload := ${payload}::json, job_key := ${job.key}, max_attempts := 12)`.execute(
    tx.kysely,
  );
}
