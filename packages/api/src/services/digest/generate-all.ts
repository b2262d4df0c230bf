import { z } from 'zod';
import type { Call } from '../../context.ts';
import { instantSchema } from '../../schemas.ts';
import { generateDaily } from './generate-daily.ts';
import { generateWeekly } from './generate-weekly.ts';
import { dayPeriod, localClock, weekPeriod } from './period.ts';

export const generateAllInput = z.strictObject({
  kind: z.enum(['daily', 'weekly']),
  /** The instant whose day or week is meant; now when absent. */
  at: instantSchema.optional(),
  /** Skips owners whose local hour (0..23) is earlier, or, for reviews, whose Sunday has not come to it. */
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
const sunday = 7;

type Outcome = keyof RunReport;

/**
 * Makes everyone's digest of a kind: one idempotent call an owner, each with a budget of its own, so that one
 * owner's failure does not touch another's digest.
 */
export async function generateAll(options: {
  ctx: Call;
  input: z.infer<typeof generateAllInput>;
}): Promise<RunReport> {
  const { ctx, input } = options;
  const atMs = input.at === undefined ? ctx.runtime.now() : Date.parse(input.at);
  const owners = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely.selectFrom('User').select(['id', 'timezone']).orderBy('id').execute(),
  );
  const report: Record<Outcome, number> = { created: 0, existing: 0, skipped: 0, failed: 0 };
  const queue = owners.values();
  const work = async () => {
    for (const owner of queue) {
      ctx.deadline.throwIfAborted();
      report[await generateFor(ctx, input, owner, atMs)] += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return report;
}

async function generateFor(
  ctx: Call,
  input: z.infer<typeof generateAllInput>,
  owner: { readonly id: string; readonly timezone: string },
  atMs: number,
): Promise<Outcome> {
  if (input.fromLocalHour !== undefined && !isTime(input.kind, atMs, owner.timezone, input.fromLocalHour)) {
    return 'skipped';
  }
  using deadline = ctx.deadline.child(ownerBudgetMs);
  const call = { ...ctx, deadline };
  try {
    const { created } =
      input.kind === 'daily'
        ? await generateDaily({
            ctx: call,
            input: { ownerId: owner.id, date: dayPeriod(undefined, atMs, owner.timezone).key },
          })
        : await generateWeekly({
            ctx: call,
            input: { ownerId: owner.id, week: weekPeriod(undefined, atMs, owner.timezone).key },
          });
    return created ? 'created' : 'existing';
  } catch (error) {
    ctx.logger.error(
      { ownerId: owner.id, kind: input.kind, error: nameOf(error) },
      'digest failed for one owner',
    );
    return 'failed';
  }
}

function isTime(kind: 'daily' | 'weekly', atMs: number, timezone: string, fromHour: number): boolean {
  const local = localClock(atMs, timezone);
  return local.hour >= fromHour && (kind === 'daily' || local.weekday === sunday);
}

function nameOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}
