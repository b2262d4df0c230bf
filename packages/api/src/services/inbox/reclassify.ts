import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../context.ts';
import { thinkingInput } from './classify.ts';
import { loadEntryToClassify } from './load-to-classify.ts';
import { settleAgain } from './settle-again.ts';

export const reclassifyInput = z
  .strictObject({
    /** How many thoughts at most in one run. */
    limit: z.int().min(1).max(200).default(50),
  })
  .prefault({});

/** One run, for the schedulers' log. */
export interface ReclassifyReport {
  /** Filed anew, or for the first time, by a provider's word. */
  readonly changed: number;
  /** Looked at again and left as they are: the provider agrees, is not surer, or a person was there first. */
  readonly kept: number;
  /** Still waiting for a provider. */
  readonly waiting: number;
}

/** One thought may take this long, and a new one is begun only with so much left, in ms. */
const thoughtBudgetMs = 45_000;

/**
 * Thinks again about what the rules filed while no provider answered, oldest first, once one is back. Stops at the
 * first thought that no provider takes: they are away again. Never overrides what a person chose or edited.
 */
export async function reclassifyEntries(options: {
  ctx: Call;
  input: z.infer<typeof reclassifyInput>;
}): Promise<ReclassifyReport> {
  const { ctx, input } = options;
  const report = { changed: 0, kept: 0 };
  if (!ctx.thinker.available()) return { ...report, waiting: await waiting(ctx) };
  for (const entryId of await oldestDegraded(ctx, input.limit)) {
    if (ctx.deadline.remainingMs() < thoughtBudgetMs) break;
    const outcome = await reclassifyOne(ctx, entryId);
    if (outcome === 'away') break;
    report[outcome] += 1;
  }
  return { ...report, waiting: await waiting(ctx) };
}

async function reclassifyOne(ctx: Call, entryId: string): Promise<'changed' | 'kept' | 'away'> {
  const found = await loadEntryToClassify(ctx, entryId);
  if (!found) return 'kept';
  using deadline = ctx.deadline.child(thoughtBudgetMs);
  const { ownerId } = found.entry;
  const result = await ctx.thinker.classify(thinkingInput(found), { ownerId, deadline });
  if (result.degraded) return 'away';
  return settleAgain(ctx, found.entry, result);
}

async function oldestDegraded(ctx: Call, limit: number): Promise<string[]> {
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely
      .selectFrom('InboxEntry')
      .select('id')
      .where('degradedAt', 'is not', null)
      .orderBy('degradedAt')
      .limit(limit)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

async function waiting(ctx: Call): Promise<number> {
  return ctx.database.read({ deadline: ctx.deadline }, async ({ kysely }) => {
    const { count } = await kysely
      .selectFrom('InboxEntry')
      .select(sql<string>`count(*)`.as('count'))
      .where('degradedAt', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  });
}
