import { dayPeriod, localClock, type Period, weekPeriod } from './period.ts';

const sunday = 7;

/**
 * The newest period whose digest is due at an instant in a timezone: the day once its `fromHour` (0..23) has come, the
 * week once its Sunday's has; before that the day or week before. So a run after downtime catches up on the one
 * that was missed last, and on no other.
 */
export function latestDue(
  kind: 'daily' | 'weekly',
  nowMs: number,
  timezone: string,
  fromHour: number,
): Period {
  const { hour, weekday } = localClock(nowMs, timezone);
  const come = hour >= fromHour && (kind === 'daily' || weekday === sunday);
  const present =
    kind === 'daily' ? dayPeriod(undefined, nowMs, timezone) : weekPeriod(undefined, nowMs, timezone);
  if (come) return present;
  const before = present.startMs - 1;
  return kind === 'daily' ? dayPeriod(undefined, before, timezone) : weekPeriod(undefined, before, timezone);
}
