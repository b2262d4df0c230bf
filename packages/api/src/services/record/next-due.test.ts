import { describe, expect, test } from 'vitest';
import { nextDue } from './next-due.ts';

/** The next local dates, each completed on the day it was due. */
function dates(recurrence: string, dueAt: string, timezone: string, count: number): string[] {
  let record = { recurrence, dueAt: new Date(dueAt), dueAllDay: false };
  const found: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const next = nextDue(record, timezone, record.dueAt.getTime());
    if (!next) break;
    record = { ...record, ...next };
    found.push(record.dueAt.toLocaleString('sv-SE', { timeZone: timezone }).slice(0, 16));
  }
  return found;
}

describe('the next date of a recurring task', () => {
  test.each([
    ['FREQ=DAILY', ['2026-03-28 02:30', '2026-03-29 03:30', '2026-03-30 03:30']],
    ['FREQ=WEEKLY', ['2026-04-03 02:30', '2026-04-10 02:30']],
    ['FREQ=WEEKLY;BYDAY=MO,FR', ['2026-03-30 02:30', '2026-04-03 02:30', '2026-04-06 02:30']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', ['2026-04-07 02:30', '2026-04-21 02:30']],
    ['FREQ=MONTHLY;BYMONTHDAY=1', ['2026-04-01 02:30', '2026-05-01 02:30']],
    ['FREQ=MONTHLY;BYDAY=-1FR', ['2026-04-24 02:30', '2026-05-29 02:30']],
    ['FREQ=MONTHLY;INTERVAL=3', ['2026-06-27 02:30', '2026-09-27 02:30']],
    ['FREQ=YEARLY', ['2027-03-27 02:30', '2028-03-27 02:30']],
    ['FREQ=DAILY;UNTIL=20260328T000000Z'.replace('T000000Z', ''), ['2026-03-28 02:30']],
  ])('%s from Friday 27 March 2026, 02:30 in Berlin', (rule, expected) => {
    expect(dates(rule, '2026-03-27T01:30:00Z', 'Europe/Berlin', expected.length)).toEqual(expected);
  });

  test('keeps the wall clock across both clock changes', () => {
    const all = dates('FREQ=WEEKLY', '2026-01-05T08:00:00Z', 'America/New_York', 60);
    expect(all).toHaveLength(60);
    expect(all.every((at) => at.endsWith(' 03:00'))).toBe(true);
  });

  test('monthly from the 31st is the end of every month', () => {
    expect(dates('FREQ=MONTHLY', '2026-01-31T12:00:00Z', 'UTC', 4).map((at) => at.slice(0, 10))).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
    expect(dates('FREQ=YEARLY', '2024-02-29T12:00:00Z', 'UTC', 4).map((at) => at.slice(0, 10))).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  test('skips what was missed, but not today', () => {
    const monday = { recurrence: 'FREQ=WEEKLY', dueAt: new Date('2026-01-05T10:00:00Z'), dueAllDay: false };
    expect(nextDue(monday, 'UTC', Date.parse('2026-03-02T08:00:00Z'))?.day).toBe('2026-03-02');
    expect(nextDue(monday, 'UTC', Date.parse('2026-03-03T08:00:00Z'))?.day).toBe('2026-03-09');
    const daily = { recurrence: 'FREQ=DAILY', dueAt: new Date('2001-01-05T10:00:00Z'), dueAllDay: false };
    expect(nextDue(daily, 'UTC', Date.parse('2026-03-03T08:00:00Z'))?.day).toBe('2026-03-03');
  });

  test('done early goes on after its date', () => {
    const friday = { recurrence: 'FREQ=WEEKLY', dueAt: new Date('2026-03-06T10:00:00Z'), dueAllDay: false };
    expect(nextDue(friday, 'UTC', Date.parse('2026-03-04T08:00:00Z'))?.day).toBe('2026-03-13');
  });

  test('an all-day date is the day’s first instant, also where midnight is skipped', () => {
    const record = { recurrence: 'FREQ=WEEKLY', dueAt: new Date('2026-08-30T04:00:00Z'), dueAllDay: true };
    expect(nextDue(record, 'America/Santiago', Date.parse('2026-08-30T12:00:00Z'))?.dueAt.toISOString()).toBe(
      '2026-09-06T04:00:00.000Z',
    );
  });

  test('a rule without a date begins with its first day from today', () => {
    const record = { recurrence: 'FREQ=WEEKLY;BYDAY=TH', dueAt: null, dueAllDay: true };
    expect(nextDue(record, 'UTC', Date.parse('2026-11-25T12:00:00Z'))?.day).toBe('2026-11-26');
    expect(nextDue(record, 'UTC', Date.parse('2026-11-26T12:00:00Z'))?.day).toBe('2026-11-26');
  });

  test.each(['FREQ=WEEKLY;BYSETPOS=1', 'FREQ=DAILY;INTERVAL=0', 'FREQ=MONTHLY;BYMONTHDAY=40', 'nonsense'])(
    'what is not understood does not recur (%s)',
    (recurrence) => {
      const record = { recurrence, dueAt: new Date('2026-03-06T10:00:00Z'), dueAllDay: false };
      expect(nextDue(record, 'UTC', Date.parse('2026-03-06T10:00:00Z'))).toBeUndefined();
    },
  );
});
