import type { Call } from '../../context.ts';
import { isOpen } from '../record/open.ts';
import type { DigestOwner } from './owner.ts';
import type { Period } from './period.ts';

/** The facts a weekly review is written from. */
export type WeeklyFacts = Awaited<ReturnType<typeof gatherWeekly>>;

/** What moved in the week, what is still open, and what came in, in one snapshot. */
export async function gatherWeekly(ctx: Call, owner: DigestOwner, period: Period) {
  const untilMs = Math.min(period.endMs, ctx.runtime.now());
  const since = new Date(period.startMs);
  const until = new Date(untilMs);
  return ctx.database.transaction(
    { deadline: ctx.deadline, name: 'digest.gather-weekly', isolation: 'repeatable read' },
    async ({ kysely }) => {
      const received = await kysely
        .selectFrom('InboxEntry')
        .select((eb) => ['category', 'status', eb.fn.countAll<string>().as('count')])
        .where('ownerId', '=', owner.id)
        .where('createdAt', '>=', since)
        .where('createdAt', '<', until)
        .groupBy(['category', 'status'])
        .execute();
      const done = await kysely
        .selectFrom('Record')
        .select(['title', 'category'])
        .where('ownerId', '=', owner.id)
        .where((eb) =>
          eb.or([
            eb.and([
              eb('status', 'in', ['done', 'archived']),
              eb('updatedAt', '>=', since),
              eb('updatedAt', '<', until),
            ]),
            // A recurring one is open again once it is done.
            eb.and([eb('lastCompletedAt', '>=', since), eb('lastCompletedAt', '<', until)]),
          ]),
        )
        .orderBy('updatedAt', 'desc')
        .limit(20)
        .execute();
      const open = await kysely
        .selectFrom('Record')
        .select(['title', 'category', 'fields', 'dueAt', 'dueAllDay', 'createdAt', 'updatedAt'])
        .where('ownerId', '=', owner.id)
        .where((eb) => isOpen(eb, untilMs))
        .where('category', 'in', ['admin', 'projects', 'people'])
        .where('createdAt', '<', until)
        .orderBy('dueAt', (order) => order.asc().nullsLast())
        .orderBy('updatedAt', 'asc')
        .limit(50)
        .execute();
      const corrections = await kysely
        .selectFrom('Correction')
        .select((eb) => ['fromCategory', 'toCategory', eb.fn.countAll<string>().as('count')])
        .where('ownerId', '=', owner.id)
        .where('createdAt', '>=', since)
        .where('createdAt', '<', until)
        .groupBy(['fromCategory', 'toCategory'])
        .execute();
      return {
        week: period.key,
        timezone: owner.timezone,
        nowMs: untilMs,
        received,
        done,
        open,
        corrections,
      };
    },
  );
}
