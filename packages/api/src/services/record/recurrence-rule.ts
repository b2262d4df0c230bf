/** A recurrence as it is kept: the parts of an RRULE (RFC 5545) that are understood here. */
export interface RecurrenceRule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  /** ISO weekday (1 Monday … 7 Sunday); `nth` counts them within the month, from its end when negative. */
  readonly byDay: readonly { readonly weekday: number; readonly nth: number | undefined }[];
  /** 1..31, or -1 for the last day and so on; a day that a month lacks means its last. */
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  /** The last day on which it may fall, `YYYYMMDD`. */
  readonly until: string | undefined;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'UNTIL', 'WKST']);

/** Reads an RRULE value; undefined for one that asks for more than is understood, which then does not recur. */
export function readRule(rule: string): RecurrenceRule | undefined {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const frequency = parts.get('FREQ');
  if (!isFrequency(frequency) || [...parts.keys()].some((name) => !known.has(name))) return undefined;
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const byDay = listOf(parts.get('BYDAY')).map((day) => {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(day);
    return {
      weekday: weekdays.indexOf(match?.[2] ?? '') + 1,
      nth: match?.[1] ? Number(match[1]) : undefined,
    };
  });
  const byMonthDay = listOf(parts.get('BYMONTHDAY')).map(Number);
  const byMonth = listOf(parts.get('BYMONTH')).map(Number);
  const sound =
    Number.isInteger(interval) &&
    interval >= 1 &&
    interval <= 1_000 &&
    byDay.every(({ weekday }) => weekday > 0) &&
    byMonthDay.every((day) => Number.isInteger(day) && day !== 0 && Math.abs(day) <= 31) &&
    byMonth.every((month) => Number.isInteger(month) && month >= 1 && month <= 12);
  if (!sound) return undefined;
  return { frequency, interval, byDay, byMonthDay, byMonth, until: parts.get('UNTIL')?.slice(0, 8) };
}

function isFrequency(value: string | undefined): value is RecurrenceRule['frequency'] {
  return value === 'DAILY' || value === 'WEEKLY' || value === 'MONTHLY' || value === 'YEARLY';
}

function listOf(value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : value.split(',');
}
