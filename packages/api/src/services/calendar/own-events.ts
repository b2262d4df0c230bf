import type { IntegrationRow } from '@ballast/db';
import type { CalendarEvent } from '@ballast/integrations';
import type { Call } from '../../context.ts';

/** Ids of the events that records have and that are not among the seen ones. */
export async function unseenLinks(
  ctx: Call,
  { id, ownerId }: IntegrationRow,
  seen: ReadonlySet<string>,
): Promise<string[]> {
  const links = await ctx.database.read({ deadline: ctx.deadline, name: 'calendar.links' }, ({ kysely }) =>
    kysely
      .selectFrom('RecordLink')
      .select('externalId')
      .where('integrationId', '=', id)
      .where('ownerId', '=', ownerId)
      .where('externalId', 'is not', null)
      .where((eb) => eb.or([eb('fingerprint', 'is', null), eb('fingerprint', '!=', 'gone')]))
      .orderBy('id')
      .execute(),
  );
  return links.flatMap(({ externalId }) => (externalId === null || seen.has(externalId) ? [] : [externalId]));
}

/** Those events that records stand behind; a calendar is full of others. */
export async function ownEvents(
  ctx: Call,
  { id, ownerId }: IntegrationRow,
  events: readonly CalendarEvent[],
): Promise<CalendarEvent[]> {
  if (events.length === 0) return [];
  const ids = events.map((event) => event.id);
  const links = await ctx.database.read({ deadline: ctx.deadline, name: 'calendar.own' }, ({ kysely }) =>
    kysely
      .selectFrom('RecordLink')
      .select('externalId')
      .where('integrationId', '=', id)
      .where('ownerId', '=', ownerId)
      .where((eb) => eb('externalId', '=', eb.fn.any(eb.val(ids))))
      .execute(),
  );
  const own = new Set(links.map(({ externalId }) => externalId));
  return events.filter((event) => own.has(event.id));
}
