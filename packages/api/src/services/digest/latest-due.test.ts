import { describe, expect, test } from 'vitest';
import { latestDue } from './latest-due.ts';

const hourMs = 3_600_000;
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
];
/** A reproducible number 0..1 for the n-th tick. */
const chance = (n: number) => Math.abs(Math.sin(n * 12.9898) * 43758.5453) % 1;

/** The periods made in a year of ticks, each as often as it was not there, with downtimes of up to a day. */
function yearOfTicks(kind: 'daily' | 'weekly', timezone: string, fromHour: number): Map<string, number> {
  const made = new Map<string, number>();
  let down = 0;
  for (let n = 0; n < 370 * 24; n += 2) {
    if (down > 0) {
      down -= 2;
      continue;
    }
    if (chance(n) < 0.02) down = Math.floor(chance(n + 0.5) * 21);
    const { key } = latestDue(kind, Date.UTC(2026, 0, 2) + n * hourMs, timezone, fromHour);
    made.set(key, (made.get(key) ?? 0) + 1);
  }
  return made;
}

describe.each(zones)('I9 a year of ticks with restarts in %s', (timezone) => {
  test('misses no day and no week, and never goes back to one that was made', () => {
    for (const kind of ['daily', 'weekly'] as const) {
      const keys = [...yearOfTicks(kind, timezone, kind === 'daily' ? 7 : 17).keys()];
      // In order, without gaps: a period once left never comes again, so that the unique index sees each one made once.
      expect(keys).toEqual([...keys].sort());
      expect(keys.length).toBeGreaterThanOrEqual(kind === 'daily' ? 365 : 52);
      if (kind === 'daily') {
        for (let n = 1; n < keys.length; n += 1) {
          expect(Date.parse(`${keys[n]}T00:00:00Z`) - Date.parse(`${keys[n - 1]}T00:00:00Z`)).toBe(
            24 * hourMs,
          );
        }
      } else {
        expect(keys).toContain('2026-W53');
        expect(keys.filter((key) => key.startsWith('2026-'))).toHaveLength(53);
      }
    }
  });
});

test('before its hour it is the period before', () => {
  const at = Date.parse('2026-11-29T16:30:00Z');
  expect(latestDue('weekly', at, 'UTC', 17).key).toBe('2026-W47');
  expect(latestDue('weekly', at + hourMs, 'UTC', 17).key).toBe('2026-W48');
  expect(latestDue('weekly', at + 16 * hourMs, 'UTC', 17).key).toBe('2026-W48');
  expect(latestDue('daily', Date.parse('2026-11-29T06:59:00Z'), 'UTC', 7).key).toBe('2026-11-28');
});
