import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { eventSchema } from './schema.ts';

/** An event as we want it at the vendor's. */
export interface EventInput {
  readonly title: string;
  /** ISO 8601, with an offset unless it is a day. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** True when it is days that count, in `timezone`; `endsAt` is then in the day after the last. */
  readonly allDay: boolean;
  /** IANA name. */
  readonly timezone: string;
  readonly description?: string | null | undefined;
}

/** An event as it is at the vendor's. */
export type CalendarEvent = z.output<typeof eventSchema>;

const digits = '0123456789abcdefghijklmnopqrstuv';

/** RFC 4648's base32hex without padding, in lower case: what an event's id may be made of. */
function base32hex(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => digits[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** The id of an item's event: always the same one, so that the calendar itself knows a repeat. */
export function eventIdFor(ownerId: string, itemId: string, integrationId: string): string {
  const named = JSON.stringify([ownerId, itemId, integrationId]);
  return base32hex(createHash('sha256').update(named).digest());
}

/** The day `instant` falls on in `timezone`, as YYYY-MM-DD. */
function dayIn(instant: string, timezone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(new Date(instant));
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The fields of an event as the API takes them. */
export function eventBody(event: EventInput) {
  const { title, startsAt, endsAt, allDay, timezone, description } = event;
  const words = { summary: title, ...(description ? { description } : {}) };
  if (!allDay) {
    return {
      ...words,
      start: { dateTime: startsAt, timeZone: timezone },
      end: { dateTime: endsAt, timeZone: timezone },
    };
  }
  const first = dayIn(startsAt, timezone);
  const end = dayIn(endsAt, timezone);
  return { ...words, start: { date: first }, end: { date: end > first ? end : dayAfter(first) } };
}

/** The same as a change to an event that is there: what it was before, a day or a time, is taken out. */
export function eventChange(event: EventInput) {
  const { start, end, ...words } = eventBody(event);
  const whole = (time: typeof start) =>
    'date' in time ? { ...time, dateTime: null, timeZone: null } : { ...time, date: null };
  return { ...words, status: 'confirmed', start: whole(start), end: whole(end) };
}

function sameTime(
  wanted: { readonly date?: string; readonly dateTime?: string },
  there: CalendarEvent['start'],
): boolean {
  if (wanted.date !== undefined) return wanted.date === there?.date;
  return Date.parse(wanted.dateTime ?? '') === Date.parse(there?.dateTime ?? '');
}

/** Whether the event that is there says what we would write. */
export function saysTheSame(event: EventInput, there: CalendarEvent): boolean {
  const wanted = eventBody(event);
  return (
    there.status !== 'cancelled' &&
    (there.summary ?? '') === wanted.summary &&
    (there.description ?? '') === (event.description ?? '') &&
    sameTime(wanted.start, there.start) &&
    sameTime(wanted.end, there.end)
  );
}
