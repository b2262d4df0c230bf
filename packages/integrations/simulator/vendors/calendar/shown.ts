import type { JsonObject } from '../../json.ts';
import type { Calendar, CalendarEvent } from './state.ts';

/** An event as the API shows it; a deleted one has little left. */
export function shownEvent(event: CalendarEvent, calendar: Calendar, owner: string): JsonObject {
  const { id, etag, status, fields } = event;
  if (status === 'cancelled') return { kind: 'calendar#event', etag, id, status };
  return {
    kind: 'calendar#event',
    etag,
    id,
    status,
    htmlLink: `https://www.google.com/calendar/event?eid=${id}`,
    created: new Date(event.createdMs).toISOString(),
    updated: new Date(event.updatedMs).toISOString(),
    creator: { email: owner, self: true },
    organizer: { email: calendar.id, self: true },
    ...fields,
    iCalUID: fields['iCalUID'] ?? `${id}@google.com`,
    sequence: event.sequence,
    reminders: fields['reminders'] ?? { useDefault: true },
    eventType: 'default',
  };
}

export function shownCalendar(calendar: Calendar, owner: string): JsonObject {
  return {
    kind: 'calendar#calendarListEntry',
    etag: `"${calendar.change}"`,
    id: calendar.id,
    summary: calendar.summary,
    timeZone: 'UTC',
    colorId: '1',
    selected: true,
    accessRole: 'owner',
    defaultReminders: [],
    ...(calendar.id === owner ? { primary: true } : {}),
  };
}
