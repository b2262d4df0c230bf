import { describe, expect, test } from 'vitest';
import { dayOf, daysBetween, dueWords, instantOf, relativeTime, timeOf } from './dates.ts';

const berlin = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);

describe('calendar days', () => {
  test('belong to the person’s timezone', () => {
    expect(dayOf(at('2026-11-24T23:30:00Z'), berlin)).toBe('2026-11-25');
    expect(dayOf(at('2026-11-24T23:30:00Z'), 'America/New_York')).toBe('2026-11-24');
    expect(timeOf(at('2026-11-24T23:30:00Z'), 'Asia/Kolkata')).toBe('05:00');
    expect(timeOf(at('2026-11-24T23:00:00Z'), berlin)).toBe('00:00');
  });

  test('are counted across a clock change', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  });
});

describe('a wall clock time becomes an instant', () => {
  test('with the offset of its own day', () => {
    expect(instantOf('2026-07-01', '09:00', berlin)).toBe(at('2026-07-01T07:00:00Z'));
    expect(instantOf('2026-12-01', '09:00', berlin)).toBe(at('2026-12-01T08:00:00Z'));
    expect(instantOf('2026-12-01', '00:00', 'Asia/Kathmandu')).toBe(at('2026-11-30T18:15:00Z'));
  });

  test('on the days the clocks change', () => {
    expect(instantOf('2026-03-29', '01:30', berlin)).toBe(at('2026-03-29T00:30:00Z'));
    expect(instantOf('2026-03-29', '03:30', berlin)).toBe(at('2026-03-29T01:30:00Z'));
    // 02:30 is left out that night: read as if the clocks had not moved yet.
    expect(instantOf('2026-03-29', '02:30', berlin)).toBe(at('2026-03-29T01:30:00Z'));
    // 02:30 comes twice in autumn: the first.
    expect(instantOf('2026-10-25', '02:30', berlin)).toBe(at('2026-10-25T00:30:00Z'));
  });

  test('and back', () => {
    for (const zone of [berlin, 'America/St_Johns', 'Pacific/Auckland', 'UTC']) {
      const instant = instantOf('2026-11-24', '17:45', zone);
      expect([dayOf(instant, zone), timeOf(instant, zone)]).toEqual(['2026-11-24', '17:45']);
    }
  });
});

describe('how long ago', () => {
  const now = at('2026-11-24T12:00:00Z');
  test.each([
    ['2026-11-24T12:00:05Z', 'just now'],
    ['2026-11-24T11:59:30Z', 'just now'],
    ['2026-11-24T11:59:10Z', '1 min ago'],
    ['2026-11-24T11:20:00Z', '40 min ago'],
    ['2026-11-24T08:00:00Z', '4 h ago'],
    ['2026-11-23T22:00:00Z', 'yesterday'],
    ['2026-11-20T12:00:00Z', 'Fri 20 Nov'],
    ['2025-11-20T12:00:00Z', 'Thu 20 Nov 2025'],
  ])('%s is %s', (iso, words) => {
    expect(relativeTime(at(iso), now, berlin)).toBe(words);
  });
});

describe('due dates in words', () => {
  const now = at('2026-11-24T12:00:00Z');
  const allDay = (iso: string) => dueWords({ dueAt: iso, dueAllDay: true }, now, berlin);

  test('near days have names', () => {
    expect(allDay('2026-11-23T23:00:00Z')).toEqual({ label: 'Today', overdue: false, pressing: true });
    expect(allDay('2026-11-24T23:00:00Z')).toEqual({ label: 'Tomorrow', overdue: false, pressing: false });
    expect(allDay('2026-11-27T23:00:00Z')).toEqual({ label: 'Sat 28 Nov', overdue: false, pressing: false });
  });

  test('a whole day is overdue when the day is over, a time when it has passed', () => {
    expect(allDay('2026-11-22T23:00:00Z')).toEqual({ label: 'Yesterday', overdue: true, pressing: true });
    const timed = dueWords({ dueAt: '2026-11-24T11:00:00Z', dueAllDay: false }, now, berlin);
    expect(timed).toEqual({ label: 'Today 12:00', overdue: true, pressing: true });
  });
});
