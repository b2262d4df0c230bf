import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { pageSchema } from '../../schemas.ts';
import { type Backlog, jobBacklog } from '../job/backlog.ts';

export const listJobsInput = z.strictObject({ task: z.string().max(80).optional(), ...pageSchema });

/** One run of a job. */
export interface JobView {
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  readonly status: string;
  readonly attempt: number;
  readonly error: string | null;
  readonly traceId: string | null;
  readonly queuedAt: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly lagMs: number | null;
  readonly durationMs: number | null;
}

/** The last day of one tick of the schedule, which serves all owners: totals only. */
export interface TickTotals {
  readonly task: string;
  readonly succeeded: number;
  readonly failed: number;
  readonly lastStartedAt: string;
}

/** The owner's job runs, newest first, with totals of what is shared: the queue, and the schedule's ticks. */
export async function listJobs(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listJobsInput>;
}): Promise<{ items: JobView[]; nextCursor: string | null; backlog: Backlog; ticks: TickTotals[] }> {
  const { ctx, input } = options;
  const after = readCursor(input.cursor);
  const found = await ctx.database.read(
    { deadline: ctx.deadline, name: 'reliability.jobs' },
    async ({ kysely }) => {
      let query = kysely.selectFrom('JobRun').selectAll().where('ownerId', '=', ctx.principal.ownerId);
      if (input.task !== undefined) query = query.where('task', '=', input.task);
      if (after) {
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('startedAt', 'id'), '<', tuple(after.at, after.id)),
        );
      }
      const rows = await query
        .orderBy('startedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(input.limit + 1)
        .execute();
      const ticks = await kysely
        .selectFrom('JobRun')
        .where('ownerId', 'is', null)
        .where('startedAt', '>', new Date(ctx.runtime.now() - 86_400_000))
        .groupBy('task')
        .orderBy('task')
        .select(({ fn }) => [
          'task',
          fn.countAll<string>().filterWhere('status', '=', 'succeeded').as('succeeded'),
          fn.countAll<string>().filterWhere('status', '=', 'failed').as('failed'),
          fn.max('startedAt').as('lastStartedAt'),
        ])
        .execute();
      return { rows, ticks };
    },
  );
  const page = toPage(found.rows, input.limit, (row) => ({ at: row.startedAt, id: row.id }), presentRun);
  return {
    ...page,
    backlog: await jobBacklog({ ctx }),
    ticks: found.ticks.map((tick) => ({
      task: tick.task,
      succeeded: Number(tick.succeeded),
      failed: Number(tick.failed),
      lastStartedAt: tick.lastStartedAt.toISOString(),
    })),
  };
}

function presentRun(row: {
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  readonly status: string;
  readonly attempt: number;
  readonly error: string | null;
  readonly traceId: string | null;
  readonly queuedAt: Date | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}): JobView {
  const { id, task, key, status, attempt, error, traceId, queuedAt, startedAt, finishedAt } = row;
  const between = (from: Date | null, to: Date | null) =>
    from && to ? Math.max(0, to.getTime() - from.getTime()) : null;
  return {
    ...{ id, task, key, status, attempt, error, traceId },
    queuedAt: queuedAt?.toISOString() ?? null,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    lagMs: between(queuedAt, startedAt),
    durationMs: between(startedAt, finishedAt),
  };
}
