import { sql } from 'kysely';
import type { Call } from '../../context.ts';

/** The job queue at this moment, for all processes together. */
export interface Backlog {
  /** Due and not begun. */
  readonly waiting: number;
  /** Being worked on. */
  readonly running: number;
  /** Due later: delayed, or waiting for their next attempt. */
  readonly scheduled: number;
  /** Out of attempts. */
  readonly dead: number;
  /** How long the oldest waiting one has been due, in ms. */
  readonly oldestLagMs: number;
}

/** Reads what the job runner has before it; counts only, of everyone's jobs together. */
export async function jobBacklog(options: { ctx: Pick<Call, 'database' | 'deadline'> }): Promise<Backlog> {
  const { ctx } = options;
  const { rows } = await ctx.database.read({ deadline: ctx.deadline, name: 'job.backlog' }, ({ kysely }) =>
    sql<Backlog>`
      SELECT count(*) FILTER (WHERE ready)::int AS "waiting",
             count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS "running",
             count(*) FILTER (WHERE alive AND locked_at IS NULL AND run_at > now())::int AS "scheduled",
             count(*) FILTER (WHERE NOT alive)::int AS "dead",
             coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE ready)) * 1000, 0)::float8 AS "oldestLagMs"
      FROM (
        SELECT locked_at, run_at, attempts < max_attempts AS alive,
               attempts < max_attempts AND locked_at IS NULL AND run_at <= now() AS ready
        FROM graphile_worker.jobs
      ) AS job`.execute(kysely),
  );
  const backlog = rows[0];
  if (!backlog) throw new Error('An aggregate gave no row.');
  return { ...backlog, oldestLagMs: Math.max(0, backlog.oldestLagMs) };
}
