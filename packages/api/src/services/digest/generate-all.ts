import { z } from 'zod';
import type { Call } from '../../context.ts';
import { instantSchema } from '../../schemas.ts';
import { generateDaily } from './generate-daily.ts';
import { generateWeekly } from './generate-weekly.ts';
import { latestDue } from './latest-due.ts';
import { dayPeriod, type Period, weekPeriod } from './period.ts';

export const generateAllInput = z.strictObject({
  kind: z.enum(['daily', 'weekly']),
  /** The instant whose day or week is meant; now when absent. */
  at: instantSchema.optional(),
  /**
   * The owner's local hour (0..23) at which a day's digest is due, or a week's on its Sunday. Given: the newest period
   * that is due, also when it was missed. Absent: the present one.
   */
  fromLocalHour: z.int().min(0).max(23).optional(),
});

/** One run over all owners, for the schedulers' log. */
export interface RunReport {
  readonly created: number;
  readonly existing: number;
  readonly skipped: number;
  readonly failed: number;
}

/** How many owners are worked on at once, and how long one of them may take, in ms. */
const concurrency = 4;
const ownerBudgetMs = 45_000;

type Outcome = keyof RunReport;
type Input = z.infer<typeof generateAllInput>;

interface Owner {
  readonly id: string;
  readonly timezone: string;
  readonly createdAt: Date;
}

/**
 * Makes everyone's digest of a kind: one idempotent call an owner, each with a budget of its own, so that one
 * owner's failure does not touch another's digest.
 */
export async function generateAll(options: { ctx: Call; input: Input }): Promise<RunReport> {
  const { ctx, input } = options;
  const atMs = input.at === undefined ? ctx.runtime.now() : Date.parse(input.at);
  const owners = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely.selectFrom('User').select(['id', 'timezone', 'createdAt']).orderBy('id').execute(),
  );
  const report: Record<Outcome, number> = { created: 0, existing: 0, skipped: 0, failed: 0 };
  const periods = new Map(owners.map((owner) => [owner.id, periodOf(ctx, input, owner, atMs)]));
  const there = await existing(ctx, input.kind, [...periods.values()]);
  const queue = owners.values();
  const work = async () => {
    for (const owner of queue) {
      ctx.deadline.throwIfAborted();
      const period = periods.get(owner.id);
      const isThere = period !== undefined && there.has(`${owner.id}/${period.key}`);
      report[isThere ? 'existing' : await generateFor(ctx, input, owner, period)] += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return report;
}

/** The owner's period that is meant; undefined when their timezone is not usable. */
function periodOf(ctx: Call, { kind, fromLocalHour }: Input, owner: Owner, atMs: number): Period | undefined {
  try {
    if (fromLocalHour !== undefined) return latestDue(kind, atMs, owner.timezone, fromLocalHour);
    return (kind === 'daily' ? dayPeriod : weekPeriod)(undefined, atMs, owner.timezone);
  } catch (error) {
    ctx.logger.error({ ownerId: owner.id, kind, error: nameOf(error) }, 'no period for one owner');
    return undefined;
  }
}

/** `owner/period` of the digests that are there already: most of them at most ticks, found in one query. */
async function existing(
  ctx: Call,
  kind: Input['kind'],
  periods: readonly (Period | undefined)[],
): Promise<Set<string>> {
  // At one instant the world has three dates at most.
  const keys = [...new Set(periods.flatMap((period) => period?.key ?? []))];
  if (keys.length === 0) return new Set();
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely
      .selectFrom('Digest')
      .select(['ownerId', 'periodKey'])
      .where('kind', '=', kind)
      .where('periodKey', 'in', keys)
      .execute(),
  );
  return new Set(rows.map(({ ownerId, periodKey }) => `${ownerId}/${periodKey}`));
}

async function generateFor(
  ctx: Call,
  { kind }: Input,
  owner: Owner,
  period: Period | undefined,
): Promise<Outcome> {
  if (!period) return 'failed';
  // Nobody is caught up on what was before they came.
  if (owner.createdAt.getTime() >= period.endMs) return 'skipped';
  using deadline = ctx.deadline.child(ownerBudgetMs);
  const call = { ...ctx, deadline };
  try {
    const { created } =
      kind === 'daily'
        ? await generateDaily({ ctx: call, input: { ownerId: owner.id, date: period.key } })
        : await generateWeekly({ ctx: call, input: { ownerId: owner.id, week: period.key } });
    return created ? 'created' : 'existing';
  } catch (error) {
    ctx.logger.error({ ownerId: owner.id, kind, error: nameOf(error) }, 'digest failed for one owner');
    return 'failed';
  }
}

function nameOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}
