import { z } from 'zod';
import type { Call } from '../../context.ts';
import { gatherDaily } from './gather-daily.ts';
import { digestOwner } from './owner.ts';
import { dayPeriod } from './period.ts';
import { type DigestView, presentDigest } from './present.ts';
import { findDigest, storeDigestOnce } from './store.ts';

export const generateDailyInput = z
  .strictObject({
    /** `YYYY-MM-DD` in the owner's timezone; today when absent. */
    date: z.string().max(10).optional(),
    /** Whose; only the service may name another than itself. */
    ownerId: z.string().min(1).max(64).optional(),
  })
  .default({});

/** Today's digest: made now, or the one that is there already (I9). */
export async function generateDaily(options: {
  ctx: Call;
  input: z.infer<typeof generateDailyInput>;
}): Promise<{ digest: DigestView; created: boolean }> {
  const { ctx, input } = options;
  const owner = await digestOwner(ctx, input.ownerId);
  const period = dayPeriod(input.date, ctx.runtime.now(), owner.timezone);
  const key = { ownerId: owner.id, kind: 'daily', periodKey: period.key } as const;
  const existing = await findDigest(ctx, key);
  if (existing) return { digest: presentDigest(existing), created: false };
  const facts = await gatherDaily(ctx, owner, period);
  const context = { ownerId: owner.id, deadline: ctx.deadline };
  const { content, provider } = await ctx.thinker.writeDigest({ kind: 'daily', facts }, context);
  const { row, created } = await storeDigestOnce(ctx, key, { content, provider });
  return { digest: presentDigest(row), created };
}
