import { parseCronItems } from 'graphile-worker';
import { expect, test } from 'vitest';
import { scheduleOf } from './schedule.ts';

const schedule = scheduleOf({ DAILY_DIGEST_CRON: '0 * * * *', WEEKLY_REVIEW_CRON: '30 6 * * 0' });
const at = (iso: string) => {
  const date = new Date(iso);
  return {
    min: date.getUTCMinutes(),
    hour: date.getUTCHours(),
    date: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    dow: date.getUTCDay(),
  };
};
const dueAt = (iso: string) => schedule.filter(({ match }) => match(at(iso))).map(({ task }) => task);

test('each tick comes when it says', () => {
  expect(dueAt('2026-11-23T08:00:00Z')).toEqual([
    'daily-digest',
    'due-workflows',
    'reclassify',
    'embed-missing',
    'sync-all',
  ]);
  expect(dueAt('2026-11-29T06:30:00Z')).toEqual([
    'weekly-review',
    'due-workflows',
    'reclassify',
    'embed-missing',
    'sync-all',
  ]);
  expect(dueAt('2026-11-23T08:17:00Z')).toEqual(['due-workflows', 'purge']);
  expect(dueAt('2026-11-23T08:42:00Z')).toEqual(['due-workflows', 'suggest-actions']);
});

test('every tick is caught up on after downtime, as one job a task', () => {
  for (const { task, identifier, options } of schedule) {
    expect(options?.jobKey, task).toBe(task);
    expect(options?.jobKeyMode ?? 'replace', task).toBe('replace');
    expect(options?.backfillPeriod, task).toBeGreaterThanOrEqual(3_600_000);
    expect(identifier, task).toBe(task);
  }
});

test('a schedule the job runner would not take is none', () => {
  expect(() => parseCronItems([{ task: 'daily-digest', match: '99 * * * *' }])).toThrow();
});
