import { expect, test } from 'vitest';
import { dayOwed, weekOwed } from './year/expected.ts';
import { simulate } from './year/simulate.ts';

test('I9 through clock changes, New Year and a move: each period that a tick owed is there, and none twice', async () => {
  const year = await simulate([
    { from: '2026-03-28T22:00:00Z', to: '2026-03-30T08:00:00Z' }, // Berlin goes forward
    { from: '2026-04-04T12:00:00Z', to: '2026-04-05T10:00:00Z' }, // Lord Howe, Auckland and Santiago go back
    { from: '2026-09-10T16:00:00Z', to: '2026-09-11T16:00:00Z' }, // Tokyo to Los Angeles
    { from: '2026-12-31T16:00:00Z', to: '2027-01-01T14:00:00Z' }, // the week belongs to the year before
  ]);
  expect(year.made).toEqual(year.owed);
  expect(year.made.length).toBeGreaterThan(9 * 8);
  expect(year.doubled).toBeGreaterThan(0);
  expect(year.interrupted).toBeGreaterThan(0);
  expect(year.claimed).toBeLessThanOrEqual(year.made.length);
});

test('what a tick owes, by the calendar on the wall', () => {
  const at = (iso: string) => Date.parse(iso);
  expect(dayOwed(at('2026-11-23T06:59:00Z'), 'UTC')).toBe('2026-11-22');
  expect(dayOwed(at('2026-11-23T01:15:00Z'), 'Asia/Kathmandu')).toBe('2026-11-23');
  expect(weekOwed(at('2026-11-29T16:59:00Z'), 'UTC')).toBe('2026-W47');
  expect(weekOwed(at('2026-11-29T17:00:00Z'), 'UTC')).toBe('2026-W48');
  expect(weekOwed(at('2027-01-03T18:00:00Z'), 'UTC')).toBe('2026-W53');
  expect(weekOwed(at('2027-01-04T00:00:00Z'), 'UTC')).toBe('2026-W53');
  expect(weekOwed(at('2027-01-10T17:00:00Z'), 'UTC')).toBe('2027-W01');
});
