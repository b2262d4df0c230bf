import { z } from 'zod';
import type { Call } from '../../context.ts';
import { gatherWeekly } from './gather-weekly.ts';
import { digestOwner } from './owner.ts';
import { weekPeriod } from './period.ts';
import { type DigestView, presentDigest } from './present.ts';
import { findDigest, storeDigestOnce } from './store.ts';

export const generateWeeklyInput = z
  .strictObject({
    /** ISO week `YYYY-Www` in the owner's timezone; the present one when absent. */
    week: z.string().max(8).optional(),
    /** Whose; only the service may name another than itself. */
    ownerId: z.string().min(1).max(64).optional(),
  })
  .default({});

/** The week's review: made now, or the one that is there already (I9). */
export async function generateWeekly(options: {
  ctx: Call;
  input: z.infer<typeof generateWeeklyInput>;
}): Promise<{ digest: DigestView; created: boolean }> {
  const { ctx, input } = options;
  const owner = await digestOwner(ctx, input.ownerId);
  const period = weekPeriod(input.week, ctx.runtime.now(), owner.timezone);
  const key = { ownerId: owner.id, kind: 'weekly', periodKey: period.key } as const;
  const existing = await findDigest(ctx, key);
  if (existing) return { digest: presentDigest(existing), created: false };
  const facts = await gatherWeekly(ctx, owner, period);
  const context = { ownerId: owner.id, deadline: ctx.deadline };
  const { content, provider } = await ctx.thinker.writeDigest({ kind: 'weekly', facts }, context);
  const { row, created } = await storeDigestOnce(ctx, key, { content, provider });
  return { digest: presentDigest(row), created };
}
