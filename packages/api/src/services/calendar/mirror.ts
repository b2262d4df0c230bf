import type { RecordRow } from '@ballast/db';
import { type CalendarEvent, type EventInput, eventIdFor } from '@ballast/integrations';
import { Temporal } from 'temporal-polyfill';
import type { RecordChange } from '../record/change.ts';
import type { Copy, Mirror, Using } from '../record-link/mirror.ts';
import { titleOf, untitled } from './title-of.ts';

/** How long an event takes when nobody says, in ms: half an hour, or the day where only the day is known. */
const usualMs = 30 * 60_000;
const dayMs = 86_400_000;

/** A copy in the calendar; a person may make it longer or shorter there, which is theirs to say. */
interface EventCopy extends Copy {
  readonly lengthMs: number | undefined;
  readonly allDay: boolean;
}

/** What is compared of an event: its title and when it begins. All else in it is left as the person has it there. */
interface EventContent extends Record<string, string> {
  readonly title: string;
  /** `YYYY-MM-DD`, or an instant. */
  readonly starts: string;
}

/** To the second, as Google keeps it. */
function instantOf(atMs: number): string | undefined {
  return Number.isNaN(atMs) ? undefined : new Date(Math.floor(atMs / 1_000) * 1_000).toISOString();
}

function startOf(day: string, timezone: string): Date {
  const date = Temporal.PlainDate.from(day);
  return new Date(date.toZonedDateTime({ timeZone: timezone }).startOfDay().epochMilliseconds);
}

function dayOf(at: Date, timezone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return instant.toZonedDateTimeISO(timezone).toPlainDate().toString();
}

/** An event as a copy; one that was deleted, or says no time, has no content. */
export function copyOf(event: CalendarEvent): EventCopy {
  const { id, status, summary = '', updated, etag, start, end } = event;
  const starts =
    start?.date ?? (start?.dateTime === undefined ? undefined : instantOf(Date.parse(start.dateTime)));
  const editedAtMs = updated === undefined ? Number.NaN : Date.parse(updated);
  const there = status !== 'cancelled' && starts !== undefined;
  const lengthMs =
    Date.parse(end?.date ?? end?.dateTime ?? '') - Date.parse(start?.date ?? start?.dateTime ?? '');
  return {
    externalId: id,
    content: there ? { title: titleOf(summary), starts } : null,
    editedAtMs: Number.isNaN(editedAtMs) ? null : editedAtMs,
    mark: etag,
    lengthMs: lengthMs > 0 ? lengthMs : undefined,
    allDay: start?.date !== undefined,
  };
}

/** The event of a record: the same id whenever the same person connects the same calendar. */
function eventIdOf({ context, accountRef }: Using<'google_calendar'>, recordId: string): string {
  return eventIdFor(context.ownerId, `record:${recordId}`, accountRef ?? context.credential);
}

function eventFrom(content: EventContent, copy: EventCopy | undefined, timezone: string): EventInput {
  const { title, starts } = content;
  const allDay = starts.length === 10;
  const usual = allDay ? dayMs : usualMs;
  const lengthMs = copy?.allDay === allDay ? (copy.lengthMs ?? usual) : usual;
  const ends = new Date(Date.parse(starts) + lengthMs).toISOString();
  return { title, startsAt: starts, endsAt: allDay ? ends.slice(0, 10) : ends, allDay, timezone };
}

function says({ title, dueAt, dueAllDay }: RecordRow, timezone: string): EventContent {
  const starts = dueAt && (dueAllDay ? dayOf(dueAt, timezone) : instantOf(dueAt.getTime()));
  if (!starts) throw new TypeError('Only a dated record is an event.');
  return { title: titleOf(title), starts };
}

/** Deleting an event says only that it is not at that time: the thought itself is not lost by it. */
function datesOf({ category }: RecordRow, starts: string | undefined, timezone: string): RecordChange {
  const dueAllDay = starts?.length === 10;
  const dueAt = starts === undefined ? null : dueAllDay ? startOf(starts, timezone) : new Date(starts);
  const fields = category === 'admin' ? { dueDate: dueAt && dayOf(dueAt, timezone) } : undefined;
  return { dueAt, dueAllDay, fields };
}

/** Dated records as events of a calendar. */
export const calendarMirror: Mirror<'google_calendar'> = {
  says,
  changeFrom: (record, content, timezone) => {
    const theirs = content as EventContent | null;
    const ours = record.dueAt === null ? undefined : says(record, timezone);
    const title = theirs?.title;
    return {
      ...(title === undefined || title === untitled || title === ours?.title ? {} : { title }),
      ...(theirs?.starts === ours?.starts ? {} : datesOf(record, theirs?.starts, timezone)),
    };
  },
  find: async (using, record, externalId) => {
    const { vendors, account, context } = using;
    const event = await vendors.calendar.get(account, externalId ?? eventIdOf(using, record.id), context);
    return event && copyOf(event);
  },
  write: async (using, want) => {
    const { vendors, account, context, timezone } = using;
    const { record, content } = want;
    const copy = want.copy as EventCopy | undefined;
    const id = copy?.externalId ?? eventIdOf(using, record.id);
    if (content === null) {
      const removed = await vendors.calendar.remove(account, id, context, copy?.mark);
      return removed === 'changed' ? undefined : { externalId: id };
    }
    const event = { id, ...eventFrom(content as EventContent, copy, timezone) };
    if (copy?.mark === undefined) {
      // One that is there already was made by an earlier attempt, or by an earlier connection: it is looked at first.
      const { created } = await vendors.calendar.insert(account, event, context);
      return created ? { externalId: id } : undefined;
    }
    const written = await vendors.calendar.revise(account, { ...event, etag: copy.mark }, context);
    return written === 'updated' ? { externalId: id } : undefined;
  },
  remove: async (using, recordId, externalId) => {
    const { vendors, account, context } = using;
    await vendors.calendar.remove(account, externalId ?? eventIdOf(using, recordId), context);
  },
};
