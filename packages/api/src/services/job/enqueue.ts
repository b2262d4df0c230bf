import type { Tx } from '@ballast/db';
import { context, propagation } from '@opentelemetry/api';
import { sql } from 'kysely';

/** What each task is called with: ids only, since payloads are kept in plain text and never hold what a person wrote. */
interface Payloads {
  readonly classify: { readonly entryId: string; readonly round: string };
  readonly deliver: { readonly messageId: string; readonly round: string };
  readonly embed: { readonly recordId: string; readonly version: number };
  /** `round` is new for each, so that a sync asked for while one runs is made after it. */
  readonly sync: { readonly integrationId: string; readonly round: string };
  readonly inbound: { readonly eventId: string };
  readonly 'run-workflow': { readonly executionId: string };
}

/** A job and what it is called with; each has a task of the same name in apps/cron. */
export type Job = {
  [Task in keyof Payloads]: {
    readonly task: Task;
    readonly payload: Payloads[Task];
    /** One waiting job a key: a second one replaces the first. */
    readonly key: string;
    /** How long it waits at least, in ms, by the database's clock. */
    readonly delayMs?: number;
  };
}[keyof Payloads];

/**
 * Enqueues a job in the caller's transaction: it exists if and only if the transaction commits (I1, I4). Carries the
 * trace, so that the job's run can be linked to what enqueued it.
 */
export async function enqueueJob(tx: Tx, job: Job): Promise<void> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const payload = JSON.stringify({ ...job.payload, ...carrier });
  const delayMs = job.delayMs ?? 0;
  await sql`SELECT graphile_worker.add_job(${job.task}, payload := ${payload}::json, job_key := ${job.key},
    max_attempts := 12, run_at := now() + ${delayMs}::float8 * interval '1 millisecond')`.execute(tx.kysely);
}
