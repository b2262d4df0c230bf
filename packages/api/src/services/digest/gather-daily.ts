import type { Call } from '../../context.ts';
import { isOpen } from '../record/open.ts';
import type { DigestOwner } from './owner.ts';
import { dayEndMs, type Period } from './period.ts';

/** How far back a digest looks when there is no earlier one, or none for long, in ms. */
const longestLookBackMs = 7 * 86_400_000;
const dayMs = 86_400_000;

/** The facts a daily digest is written from. */
export type DailyFacts = Awaited<ReturnType<typeof gatherDaily>>;

/**
 * What came in since the digest before this one, what is due next, and what waits for review. One snapshot, so that
 * a thought filed meanwhile is not counted twice.
 */
export async function gatherDaily(ctx: Call, owner: DigestOwner, period: Period) {
  const untilMs = Math.min(period.endMs, ctx.runtime.now());
  return ctx.database.transaction(
    { deadline: ctx.deadline, name: 'digest.gather-daily', isolation: 'repeatable read' },
    async ({ kysely }) => {
      const before = await kysely
        .selectFrom('Digest')
        .select(['createdAt', 'periodKey'])
        .where('ownerId', '=', owner.id)
        .where('kind', '=', 'daily')
        .where('periodKey', '<', period.key)
        .orderBy('periodKey', 'desc')
        .executeTakeFirst();
      // One that was caught up on late tells of its own day only: what came after it is still to be told.
      const toldMs =
        before && Math.min(before.createdAt.getTime(), dayEndMs(before.periodKey, owner.timezone));
      const sinceMs = Math.max(toldMs ?? period.startMs - dayMs, untilMs - longestLookBackMs);
      const received = await kysely
        .selectFrom('InboxEntry')
        .leftJoin('Record', 'Record.id', 'InboxEntry.recordId')
        .select(['InboxEntry.category', 'InboxEntry.status', 'InboxEntry.text', 'Record.title'])
        .where('InboxEntry.ownerId', '=', owner.id)
        .where('InboxEntry.createdAt', '>=', new Date(sinceMs))
        .where('InboxEntry.createdAt', '<', new Date(untilMs))
        .orderBy('InboxEntry.createdAt', 'desc')
        .limit(500)
        .execute();
      const needsReview = await kysely
        .selectFrom('InboxEntry')
        .select('text')
        .where('ownerId', '=', owner.id)
        .where('status', 'in', ['needs_review', 'failed'])
        .orderBy('createdAt', 'desc')
        .limit(50)
        .execute();
      const nextActions = await kysely
        .selectFrom('Record')
        .select(['title', 'category', 'fields', 'dueAt', 'dueAllDay'])
        .where('ownerId', '=', owner.id)
        .where((eb) => isOpen(eb, untilMs))
        .where((eb) => eb.or([eb('category', 'in', ['admin', 'projects']), eb('dueAt', 'is not', null)]))
        .orderBy('dueAt', (order) => order.asc().nullsLast())
        .orderBy('createdAt', 'desc')
        .limit(3)
        .execute();
      return {
        date: period.key,
        timezone: owner.timezone,
        nowMs: untilMs,
        received,
        needsReview,
        nextActions,
      };
    },
  );
}
