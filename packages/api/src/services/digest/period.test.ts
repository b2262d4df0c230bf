import { describe, expect, test } from 'vitest';
import { isDomainError } from '../../errors.ts';
import { dayPeriod, localClock, weekPeriod } from './period.ts';

const at = (iso: string) => Date.parse(iso);
const hourMs = 3_600_000;

describe('a day in the owner’s timezone', () => {
  test('is the local one, not UTC’s', () => {
    expect(dayPeriod(undefined, at('2026-11-23T23:30:00Z'), 'Asia/Tokyo').key).toBe('2026-11-24');
    expect(dayPeriod(undefined, at('2026-11-23T03:30:00Z'), 'America/New_York').key).toBe('2026-11-22');
  });

  test('has 23 or 25 hours when the clock changes', () => {
    const spring = dayPeriod('2026-03-29', at('2026-06-01T00:00:00Z'), 'Europe/Berlin');
    expect(spring.endMs - spring.startMs).toBe(23 * hourMs);
    const autumn = dayPeriod('2026-10-25', at('2026-11-01T00:00:00Z'), 'Europe/Berlin');
    expect(autumn.endMs - autumn.startMs).toBe(25 * hourMs);
  });

  test('starts at 01:00 where midnight is skipped', () => {
    const day = dayPeriod('2026-09-06', at('2026-10-01T00:00:00Z'), 'America/Santiago');
    expect(new Date(day.startMs).toISOString()).toBe('2026-09-06T04:00:00.000Z');
    expect(localClock(day.startMs, 'America/Santiago').hour).toBe(1);
  });

  test.each(['2026-02-30', '2026-1-1', 'today', '2026-13-01'])('%j is refused', (key) => {
    expect(() => dayPeriod(key, at('2027-01-01T00:00:00Z'), 'UTC')).toThrow(/YYYY-MM-DD/);
  });

  test('a day that has not begun is refused', () => {
    const ask = () => dayPeriod('2026-11-25', at('2026-11-24T12:00:00Z'), 'UTC');
    expect(ask).toThrow(/not begun/);
    try {
      ask();
    } catch (error) {
      expect(isDomainError(error) && error.code).toBe('validation_failed');
    }
  });
});

describe('an ISO week in the owner’s timezone', () => {
  test('a review on Sunday belongs to the week that ends then', () => {
    expect(weekPeriod(undefined, at('2026-11-29T18:00:00Z'), 'UTC').key).toBe('2026-W48');
    expect(weekPeriod(undefined, at('2026-11-30T00:00:00Z'), 'UTC').key).toBe('2026-W49');
  });

  test('belongs to the year of its Thursday', () => {
    expect(weekPeriod(undefined, at('2027-01-01T12:00:00Z'), 'UTC').key).toBe('2026-W53');
    expect(weekPeriod(undefined, at('2024-12-30T12:00:00Z'), 'UTC').key).toBe('2025-W01');
  });

  test('is read back as it was written', () => {
    const week = weekPeriod('2026-W53', at('2027-02-01T00:00:00Z'), 'UTC');
    expect(new Date(week.startMs).toISOString()).toBe('2026-12-28T00:00:00.000Z');
    expect(new Date(week.endMs).toISOString()).toBe('2027-01-04T00:00:00.000Z');
  });

  test.each(['2025-W53', '2026-W00', '2026-W1', '2026W01'])('%j is refused', (key) => {
    expect(() => weekPeriod(key, at('2027-06-01T00:00:00Z'), 'UTC')).toThrow(/YYYY-Www/);
  });
});
