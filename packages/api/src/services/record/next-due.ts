import { Temporal } from 'temporal-polyfill';
import { type RecurrenceRule, readRule } from './recurrence-rule.ts';

/** A recurring record's place in time. */
export interface Recurring {
  /** RRULE value, as in `classification.ts`. */
  readonly recurrence: string;
  /** What it is due at now; null before its first date is set. */
  readonly dueAt: Date | null;
  readonly dueAllDay: boolean;
}

/** Its next date, with the rule it goes on by. */
export interface NextDue {
  readonly dueAt: Date;
  /** The day in the owner's timezone, `YYYY-MM-DD`. */
  readonly day: string;
  readonly recurrence: string;
}

/** How many steps of a rule are looked at before it is taken to have no further date. */
const mostSteps = 500;

/**
 * The next date after the present one that is not already past: today's still counts. The time of day is the owner's
 * wall clock's, also across clock changes. Undefined when the rule has ended or is not understood.
 */
export function nextDue(record: Recurring, timezone: string, nowMs: number): NextDue | undefined {
  const rule = readRule(record.recurrence);
  if (!rule) return undefined;
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timezone);
  const today = now.toPlainDate();
  const due = record.dueAt
    ? Temporal.Instant.fromEpochMilliseconds(record.dueAt.getTime()).toZonedDateTimeISO(timezone)
    : undefined;
  const from = due?.toPlainDate() ?? today.subtract({ days: 1 });
  const anchored = anchor(rule, from, due !== undefined);
  const day = nextDay(
    anchored,
    due ? from : today,
    (candidate) =>
      Temporal.PlainDate.compare(candidate, from) > 0 && Temporal.PlainDate.compare(candidate, today) >= 0,
  );
  if (!day || (rule.until !== undefined && day.toString().replaceAll('-', '') > rule.until)) return undefined;
  const at =
    record.dueAllDay || !due
      ? day.toZonedDateTime({ timeZone: timezone }).startOfDay()
      : day.toZonedDateTime({ timeZone: timezone, plainTime: due.toPlainTime() });
  return {
    dueAt: new Date(at.epochMilliseconds),
    day: day.toString(),
    recurrence: anchored === rule ? record.recurrence : `${record.recurrence};BYMONTHDAY=${from.day}`,
  };
}

/** "Monthly" from the 31st means the end of each month, not the 28th for ever after a February. */
function anchor(rule: RecurrenceRule, from: Temporal.PlainDate, known: boolean): RecurrenceRule {
  const byMonths = rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY';
  if (!known || !byMonths || from.day <= 28 || rule.byMonthDay.length > 0 || rule.byDay.length > 0)
    return rule;
  return { ...rule, byMonthDay: [from.day] };
}

function nextDay(
  rule: RecurrenceRule,
  from: Temporal.PlainDate,
  fits: (day: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | undefined {
  for (let step = firstStep(rule, from, fits); step < mostSteps * 40; step += 1) {
    const day = daysOfStep(rule, from, step * rule.interval)
      .sort(Temporal.PlainDate.compare)
      .find(fits);
    if (day) return day;
    if (rule.frequency === 'YEARLY' && step > mostSteps) return undefined;
  }
  return undefined;
}

/** Daily rules of old records skip what is long past in one go; the others have few steps. */
function firstStep(
  rule: RecurrenceRule,
  from: Temporal.PlainDate,
  fits: (day: Temporal.PlainDate) => boolean,
): number {
  if (rule.frequency !== 'DAILY') return 0;
  let step = 1024;
  while (step > 0 && fits(from.add({ days: step * rule.interval }))) step = Math.floor(step / 2);
  return step;
}

function daysOfStep(rule: RecurrenceRule, from: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
  switch (rule.frequency) {
    case 'DAILY':
      return [from.add({ days: count })];
    case 'WEEKLY': {
      const monday = from.subtract({ days: from.dayOfWeek - 1 }).add({ weeks: count });
      const days = rule.byDay.length > 0 ? rule.byDay.map(({ weekday }) => weekday) : [from.dayOfWeek];
      return days.map((weekday) => monday.add({ days: weekday - 1 }));
    }
    case 'MONTHLY':
      return daysOfMonth(rule, from.with({ day: 1 }).add({ months: count }), from.day);
    case 'YEARLY': {
      const first = from.with({ day: 1 }).add({ years: count });
      const months = rule.byMonth.length > 0 ? rule.byMonth : [from.month];
      return months.flatMap((month) => daysOfMonth(rule, first.with({ month }), from.day));
    }
  }
}

function daysOfMonth(
  rule: RecurrenceRule,
  first: Temporal.PlainDate,
  usualDay: number,
): Temporal.PlainDate[] {
  const length = first.daysInMonth;
  if (rule.byDay.length > 0) return rule.byDay.flatMap(({ weekday, nth }) => weekdaysOf(first, weekday, nth));
  const days = rule.byMonthDay.length > 0 ? rule.byMonthDay : [usualDay];
  return days.map((day) =>
    first.with({ day: day < 0 ? Math.max(1, length + 1 + day) : Math.min(day, length) }),
  );
}

function weekdaysOf(
  first: Temporal.PlainDate,
  weekday: number,
  nth: number | undefined,
): Temporal.PlainDate[] {
  const all: Temporal.PlainDate[] = [];
  for (let day = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 }); day.month === first.month; ) {
    all.push(day);
    day = day.add({ days: 7 });
  }
  if (nth === undefined) return all;
  const one = all.at(nth > 0 ? nth - 1 : nth);
  return one ? [one] : [];
}
