import { describe, expect, test } from 'vitest';
import { nextRunMs, parseCron } from './cron.ts';

const next = (expression: string, after: string, timezone = 'UTC') => {
  const atMs = nextRunMs(parseCron(expression), Date.parse(after), timezone);
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
};

describe('a cron expression', () => {
  test.each([
    ['* * * * *', '2026-11-25T10:00:00Z', '2026-11-25T10:01:00.000Z'],
    ['*/15 * * * *', '2026-11-25T10:00:01Z', '2026-11-25T10:15:00.000Z'],
    ['0 9 * * 1', '2026-11-25T10:00:00Z', '2026-11-30T09:00:00.000Z'],
    ['0 9 * * mon-fri', '2026-11-27T09:00:00Z', '2026-11-30T09:00:00.000Z'],
    ['0 9 * * 7', '2026-11-25T10:00:00Z', '2026-11-29T09:00:00.000Z'],
    ['30 8,20 * * *', '2026-11-25T10:00:00Z', '2026-11-25T20:30:00.000Z'],
    ['0 0 1 jan *', '2026-11-25T10:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['0 0 29 2 *', '2026-11-25T10:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['10-20/5 0 * * *', '2026-11-25T00:10:00Z', '2026-11-25T00:15:00.000Z'],
    ['5/20 * * * *', '2026-11-25T10:06:00Z', '2026-11-25T10:25:00.000Z'],
    // Both days restricted: either is enough.
    ['0 0 13 * 5', '2026-11-25T10:00:00Z', '2026-11-27T00:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test('a date that never comes has no next run', () => {
    expect(next('0 0 30 2 *', '2026-11-25T10:00:00Z')).toBeUndefined();
  });

  test.each([
    ['soon', /five fields/],
    ['60 * * * *', /minute is 0 to 59/],
    ['* 24 * * *', /hour is 0 to 23/],
    ['* * 0 * *', /day of the month is 1 to 31/],
    ['* * * 13 *', /month is 1 to 12/],
    ['* * * * 8', /weekday is 0 to 7/],
    ['*/0 * * * *', /never ends/],
    ['20-10 * * * *', /runs backwards/],
    ['1,,2 * * * *', /no minute/],
    ['@daily', /five fields/],
  ])('%s is refused', (expression, why) => {
    expect(() => parseCron(expression)).toThrow(why);
  });
});

describe('in a timezone', () => {
  test('nine o’clock is the owner’s, before and after a clock change', () => {
    expect(next('0 9 * * *', '2026-10-24T08:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z');
    expect(next('0 9 * * *', '2026-10-23T08:00:00Z', 'Europe/Berlin')).toBe('2026-10-24T07:00:00.000Z');
  });

  test('a time that is skipped happens right after the gap, one that is repeated happens once', () => {
    expect(next('30 2 * * *', '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    const first = next('30 2 * * *', '2026-10-24T12:00:00Z', 'Europe/Berlin');
    expect(first).toBe('2026-10-25T00:30:00.000Z');
    expect(next('30 2 * * *', first ?? '', 'Europe/Berlin')).toBe('2026-10-26T01:30:00.000Z');
  });

  test('a year of a daily schedule: once a local day, always later, whatever the clocks do', () => {
    for (const timezone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
      let atMs = Date.parse('2026-01-01T00:00:00Z');
      const days = new Set<string>();
      for (let n = 0; n < 365; n += 1) {
        const found = nextRunMs(parseCron('15 2 * * *'), atMs, timezone) ?? 0;
        expect(found).toBeGreaterThan(atMs);
        atMs = found;
        days.add(new Date(atMs).toLocaleDateString('en-CA', { timeZone: timezone }));
      }
      expect(days.size).toBe(365);
    }
  });
});
