import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';

/** A cron expression, read: which values each field allows. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 Sunday … 6 Saturday. */
  readonly weekdays: ReadonlySet<number>;
  /** As cron has always had it: when both are restricted, either day field is enough. */
  readonly eitherDay: boolean;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const fields = {
  minutes: { name: 'minute', min: 0, max: 59 },
  hours: { name: 'hour', min: 0, max: 23 },
  days: { name: 'day of the month', min: 1, max: 31 },
  months: {
    name: 'month',
    min: 1,
    max: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  // Sunday is 0 and 7.
  weekdays: { name: 'weekday', min: 0, max: 7, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
} as const satisfies Record<string, Field>;

/** How far ahead a date is looked for, in days: 29 February comes at the latest after eight years. */
const horizonDays = 9 * 366;
/** More than any clock change moves a local time, in ms. */
const longestShiftMs = 3 * 3_600_000;

/**
 * Reads a cron expression of five fields, with lists, ranges, steps, and names of months and weekdays.
 * @throws DomainError `validation_failed`, saying which field is wrong and why
 */
export function parseCron(expression: string): CronSchedule {
  const parts = expression.trim().toLowerCase().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  if (parts.length !== 5) {
    throw wrong('a schedule has five fields: minute, hour, day, month, weekday, such as 0 9 * * 1');
  }
  const weekdays = [...valuesOf(weekday, fields.weekdays)].map((value) => value % 7);
  return {
    minutes: valuesOf(minute, fields.minutes),
    hours: valuesOf(hour, fields.hours),
    days: valuesOf(day, fields.days),
    months: valuesOf(month, fields.months),
    weekdays: new Set(weekdays),
    eitherDay: !day.startsWith('*') && !weekday.startsWith('*'),
  };
}

function valuesOf(text: string, field: Field): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:(\*)|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw wrong(`"${part}" is no ${field.name}`);
    const [, star, first, last, stepText] = match;
    const step = stepText === undefined ? 1 : Number(stepText);
    if (step < 1) throw wrong(`a step of ${step} never ends`);
    const from = star ? field.min : numberOf(first ?? '', field);
    const open = star !== undefined || (last === undefined && stepText !== undefined);
    const to = open ? field.max : last === undefined ? from : numberOf(last, field);
    if (to < from) throw wrong(`${part} runs backwards`);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function numberOf(text: string, field: Field): number {
  const word = field.words?.indexOf(text) ?? -1;
  const value = word >= 0 ? word + (field.name === 'month' ? 1 : 0) : /^\d+$/.test(text) ? Number(text) : -1;
  if (value >= field.min && value <= field.max) return value;
  throw wrong(`${field.name} is ${field.min} to ${field.max}, not "${text}"`);
}

function wrong(why: string): DomainError {
  return new DomainError('validation_failed', `schedule: ${why}.`);
}

/**
 * The first time after `afterMs` (epoch ms) that the schedule names in a timezone. A local time that a clock change
 * skips happens right after the gap; one that it repeats happens once. Undefined for dates that never come.
 */
export function nextRunMs(schedule: CronSchedule, afterMs: number, timezone: string): number | undefined {
  const after = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(timezone);
  const hours = [...schedule.hours].sort((a, b) => a - b);
  const minutes = [...schedule.minutes].sort((a, b) => a - b);
  const tooEarlyMs = afterMs + after.offsetNanoseconds / 1e6 - longestShiftMs;
  // From the day before: a skipped time of that day may lie after midnight.
  for (let ahead = -1; ahead <= horizonDays; ahead += 1) {
    const date = after.toPlainDate().add({ days: ahead });
    if (!isOn(schedule, date)) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        // Cheap, and right for all but the last hours before `afterMs`.
        if (Date.UTC(date.year, date.month - 1, date.day, hour, minute) < tooEarlyMs) continue;
        const atMs = date.toPlainDateTime({ hour, minute }).toZonedDateTime(timezone).epochMilliseconds;
        if (atMs > afterMs) return atMs;
      }
    }
  }
  return undefined;
}

function isOn({ days, months, weekdays, eitherDay }: CronSchedule, date: Temporal.PlainDate): boolean {
  if (!months.has(date.month)) return false;
  const [onDay, onWeekday] = [days.has(date.day), weekdays.has(date.dayOfWeek % 7)];
  return eitherDay ? onDay || onWeekday : onDay && onWeekday;
}
