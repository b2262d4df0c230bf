import type { IntegrationRow } from '@ballast/db';
import type { CalendarEvent } from '@ballast/integrations';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call } from '../../context.ts';
import type { Connection } from '../integration/account.ts';
import { keepCursor } from '../integration/keep-cursor.ts';
import { enqueueMissing } from '../record-link/enqueue-missing.ts';
import { takeEdit } from '../record-link/take-edit.ts';
import { timezoneOf } from '../workflow/next-run.ts';
import { type CalendarCursor, calendarCursorOf } from './cursor.ts';
import { copyOf } from './mirror.ts';
import { ownEvents, unseenLinks } from './own-events.ts';
import { watchCalendar } from './watch.ts';

const dayMs = 86_400_000;

/** A calendar being read. */
interface Reading {
  readonly ctx: Call;
  readonly row: IntegrationRow;
  readonly connection: Connection<'google_calendar'>;
  readonly timezone: string;
}

/**
 * Takes what changed in the calendar since the last time into the records its events stand for, and sees to it that
 * what is dated has its event. Where Google no longer knows since when (410), everything is read and compared. The
 * place reached moves only once everything before it was taken.
 */
export async function syncCalendar(
  ctx: Call,
  row: IntegrationRow,
  connection: Connection<'google_calendar'>,
): Promise<void> {
  const timezone = await ctx.database.read({ deadline: ctx.deadline, name: 'calendar.timezone' }, (tx) =>
    timezoneOf(tx, row.ownerId),
  );
  const reading = { ctx, row, connection, timezone };
  const cursor = calendarCursorOf(row.cursors);
  const calendarId = connection.account.calendarId ?? 'primary';
  const since = cursor.calendarId === calendarId ? (cursor.syncToken ?? null) : null;
  const syncToken = (since === null ? undefined : await changes(reading, since)) ?? (await all(reading));
  await ctx.faults.hit('calendar.before-cursor');
  await keepCursor(ctx, row, { syncToken, calendarId } satisfies CalendarCursor);
  // What was due before the calendar was connected is past: nobody wants to see it there now.
  const dueFrom = new Date(ctx.runtime.now() - dayMs);
  await enqueueMissing(ctx, row, 'google_calendar', { deadline: ctx.deadline, dueFrom });
  await watchCalendar(ctx, row, connection, cursor);
}

/** Takes what changed; the token of the next time, or undefined where this one is too old. */
async function changes(reading: Reading, syncToken: string): Promise<string | null | undefined> {
  return readPages(reading, syncToken, () => {});
}

/**
 * Takes everything there is. What is deleted is not shown then, so events that were there and are not among it are
 * asked for one by one.
 */
async function all(reading: Reading): Promise<string | null> {
  const seen = new Set<string>();
  const token = await readPages(reading, null, ({ id }) => seen.add(id));
  const { ctx, row, connection } = reading;
  const { calendar } = requireAbroad(ctx).vendors;
  for (const externalId of await unseenLinks(ctx, row, seen)) {
    const event = await calendar.get(connection.account, externalId, connection.context);
    await take(reading, event ?? { id: externalId, status: 'cancelled' });
  }
  return token ?? null;
}

async function readPages(
  reading: Reading,
  syncToken: string | null,
  see: (event: CalendarEvent) => void,
): Promise<string | null | undefined> {
  const { calendar } = requireAbroad(reading.ctx).vendors;
  const { account, context } = reading.connection;
  let pageToken: string | null = null;
  for (;;) {
    const page = await calendar.changes(account, { syncToken, pageToken }, context);
    if (page.kind === 'full_sync_needed') return undefined;
    for (const event of page.events) see(event);
    const ours = await ownEvents(reading.ctx, reading.row, page.events);
    for (const event of ours) await take(reading, event);
    pageToken = page.nextPageToken;
    if (pageToken === null) return page.nextSyncToken;
  }
}

async function take({ ctx, row, timezone }: Reading, event: CalendarEvent): Promise<void> {
  const reading = { integration: row, vendor: 'google_calendar', timezone, deadline: ctx.deadline } as const;
  await takeEdit(ctx, reading, copyOf(event));
  await ctx.faults.hit('calendar.after-take');
}
