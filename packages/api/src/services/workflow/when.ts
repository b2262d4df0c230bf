import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';

/** A point in time, or a day: then `at` is that day's start in the owner's timezone. */
export interface When {
  readonly at: Date;
  readonly allDay: boolean;
}

const relative = /^\+\s*(\d{1,4})\s*(m|h|d|w)$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads a time as people and templates write it: an ISO 8601 instant, a day (`2026-12-01`), or one counted from now
 * (`+90m`, `+2h`; `+3d` and `+1w` are days).
 * @throws DomainError `validation_failed`
 */
export function readWhen(text: string, nowMs: number, timezone: string): When {
  const written = text.trim();
  const counted = relative.exec(written);
  if (counted) return fromNow(Number(counted[1]), counted[2] ?? 'd', nowMs, timezone);
  try {
    if (day.test(written))
      return wholeDay(Temporal.PlainDate.from(written, { overflow: 'reject' }), timezone);
    return { at: new Date(Temporal.Instant.from(written).epochMilliseconds), allDay: false };
  } catch {
    throw new DomainError(
      'validation_failed',
      'This is no time. Write one like 2026-12-01T09:00:00Z, a day like 2026-12-01, or +3d for three days from now.',
    );
  }
}

function fromNow(count: number, unit: string, nowMs: number, timezone: string): When {
  if (unit === 'm' || unit === 'h') {
    return { at: new Date(nowMs + count * (unit === 'm' ? 60_000 : 3_600_000)), allDay: false };
  }
  return wholeDay(today(nowMs, timezone).add({ days: unit === 'w' ? count * 7 : count }), timezone);
}

function wholeDay(date: Temporal.PlainDate, timezone: string): When {
  const start = date.toZonedDateTime({ timeZone: timezone }).startOfDay();
  return { at: new Date(start.epochMilliseconds), allDay: true };
}

/** The day it is in a timezone. */
export function today(nowMs: number, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timezone).toPlainDate();
}

/** A time on a day some days from today in a timezone, such as tomorrow at nine. */
export function atHour(nowMs: number, timezone: string, days: number, hour: number): Date {
  const local = today(nowMs, timezone).add({ days }).toPlainDateTime({ hour });
  return new Date(local.toZonedDateTime(timezone).epochMilliseconds);
}
