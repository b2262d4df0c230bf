import { Temporal } from 'temporal-polyfill';
import { clockAt } from '../dates/zone.ts';
import type { ActionFact } from './facts.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "Tuesday 24 November". */
export function longDay(day: Temporal.PlainDate): string {
  return `${WEEKDAYS[day.dayOfWeek - 1]} ${day.day} ${MONTHS[day.month - 1]}`;
}

/** When something is due as a person says it, in the owner's timezone; undefined without a due date. */
export function duePhrase(
  action: Pick<ActionFact, 'dueAt' | 'dueAllDay'>,
  nowMs: number,
  timezone: string,
): string | undefined {
  if (action.dueAt === null) return undefined;
  const { zone, today } = clockAt(nowMs, timezone);
  const due = Temporal.Instant.fromEpochMilliseconds(action.dueAt.getTime()).toZonedDateTimeISO(zone);
  const days = today.until(due.toPlainDate(), { largestUnit: 'day' }).days;
  const time = action.dueAllDay ? '' : ` at ${due.toPlainTime().toString({ smallestUnit: 'minute' })}`;
  if (days < 0) return `overdue by ${days === -1 ? '1 day' : `${-days} days`}`;
  if (days === 0 && time !== '' && action.dueAt.getTime() < nowMs) return `was due${time}`;
  if (days === 0) return `due today${time}`;
  if (days === 1) return `due tomorrow${time}`;
  if (days < 7) return `due ${WEEKDAYS[due.dayOfWeek - 1]}${time}`;
  const year = due.year === today.year ? '' : ` ${due.year}`;
  return `due ${due.day} ${MONTHS[due.month - 1]}${year}`;
}

/** Whole days since an instant, in 24-hour steps. */
export function daysSince(at: Date, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - at.getTime()) / 86_400_000));
}
