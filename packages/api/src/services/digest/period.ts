import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';

/** One period in an owner's timezone: its key, and the instants it starts (inclusive) and ends (exclusive), epoch ms. */
export interface Period {
  readonly key: string;
  readonly startMs: number;
  readonly endMs: number;
}

function startOfDayMs(date: Temporal.PlainDate, timezone: string): number {
  // The first instant of the day, which is not midnight where a clock change skips it.
  return date.toZonedDateTime({ timeZone: timezone }).startOfDay().epochMilliseconds;
}

function localDate(nowMs: number, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timezone).toPlainDate();
}

/** The hour of the day (0..23) and ISO weekday (1 Monday … 7 Sunday) at an instant in a timezone. */
export function localClock(nowMs: number, timezone: string): { hour: number; weekday: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timezone);
  return { hour: local.hour, weekday: local.dayOfWeek };
}

/**
 * The day `key` (`YYYY-MM-DD`) in `timezone`, or today there.
 * @throws DomainError `validation_failed` for a day that does not exist or has not begun.
 */
export function dayPeriod(key: string | undefined, nowMs: number, timezone: string): Period {
  const today = localDate(nowMs, timezone);
  const date = key === undefined ? today : parseDate(key);
  if (Temporal.PlainDate.compare(date, today) > 0) {
    throw new DomainError('validation_failed', 'date: that day has not begun yet.');
  }
  return {
    key: date.toString(),
    startMs: startOfDayMs(date, timezone),
    endMs: startOfDayMs(date.add({ days: 1 }), timezone),
  };
}

/** The end (exclusive) of a day `YYYY-MM-DD` in a timezone, epoch ms, whether it has begun there or not. */
export function dayEndMs(key: string, timezone: string): number {
  return startOfDayMs(parseDate(key).add({ days: 1 }), timezone);
}

/**
 * The ISO week `key` (`YYYY-Www`, Monday to Sunday) in `timezone`, or the present one there.
 * @throws DomainError `validation_failed` for a week that does not exist or has not begun.
 */
export function weekPeriod(key: string | undefined, nowMs: number, timezone: string): Period {
  const today = localDate(nowMs, timezone);
  const monday = key === undefined ? today.subtract({ days: today.dayOfWeek - 1 }) : parseWeek(key);
  if (Temporal.PlainDate.compare(monday, today) > 0) {
    throw new DomainError('validation_failed', 'week: that week has not begun yet.');
  }
  return {
    key: weekKey(monday),
    startMs: startOfDayMs(monday, timezone),
    endMs: startOfDayMs(monday.add({ days: 7 }), timezone),
  };
}

function weekKey(date: Temporal.PlainDate): string {
  return `${String(date.yearOfWeek).padStart(4, '0')}-W${String(date.weekOfYear).padStart(2, '0')}`;
}

function parseDate(key: string): Temporal.PlainDate {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(key)) throw new RangeError(key);
    return Temporal.PlainDate.from(key, { overflow: 'reject' });
  } catch {
    throw new DomainError('validation_failed', 'date: write a day that exists as YYYY-MM-DD.');
  }
}

function parseWeek(key: string): Temporal.PlainDate {
  const match = /^(\d{4})-W(\d{2})$/.exec(key);
  // 4 January is always in week 1.
  const january4 = Temporal.PlainDate.from({ year: Number(match?.[1] ?? 1970), month: 1, day: 4 });
  const monday = january4
    .subtract({ days: january4.dayOfWeek - 1 })
    .add({ weeks: Number(match?.[2] ?? 0) - 1 });
  if (!match || weekKey(monday) !== key) {
    throw new DomainError('validation_failed', 'week: write a week that exists as YYYY-Www.');
  }
  return monday;
}
