import { expect, test } from 'vitest';
import { isCaughtUp, periodsAround, periodTitle, wasHere, weekDays, weekOf } from './period.ts';

const berlin = 'Europe/Berlin';

test('a period is a heading', () => {
  expect(periodTitle({ kind: 'daily', periodKey: '2026-11-24' })).toBe('Tuesday 24 November');
  expect(periodTitle({ kind: 'weekly', periodKey: '2026-W48' })).toBe('Week 48, 2026');
  expect(weekDays('2026-W48')).toBe('23 to 29 November');
  expect(weekDays('2026-W53')).toBe('28 December to 3 January');
});

test('weeks are ISO weeks, over New Year too', () => {
  expect(
    ['2026-11-22', '2026-11-23', '2026-12-31', '2027-01-03', '2027-01-04', '2021-01-03'].map(weekOf),
  ).toEqual(['2026-W47', '2026-W48', '2026-W53', '2026-W53', '2027-W01', '2020-W53']);
});

test('the present period is the person’s, and one comes before it', () => {
  const newYear = Date.parse('2026-12-31T23:30:00Z');
  expect(periodsAround('daily', newYear, berlin)).toEqual({
    present: { kind: 'daily', periodKey: '2027-01-01' },
    before: { kind: 'daily', periodKey: '2026-12-31' },
  });
  expect(periodsAround('weekly', newYear, berlin)).toEqual({
    present: { kind: 'weekly', periodKey: '2026-W53' },
    before: { kind: 'weekly', periodKey: '2026-W52' },
  });
});

test('what was written after its time was caught up on', () => {
  const daily = { kind: 'daily', periodKey: '2026-11-24' } as const;
  expect(isCaughtUp({ ...daily, createdAt: '2026-11-24T22:59:00Z' }, berlin)).toBe(false);
  expect(isCaughtUp({ ...daily, createdAt: '2026-11-24T23:01:00Z' }, berlin)).toBe(true);
  const weekly = { kind: 'weekly', periodKey: '2026-W48' } as const;
  expect(isCaughtUp({ ...weekly, createdAt: '2026-11-29T17:00:00Z' }, berlin)).toBe(false);
  expect(isCaughtUp({ ...weekly, createdAt: '2026-11-30T05:00:00Z' }, berlin)).toBe(true);
});

test('nobody misses what was before they came', () => {
  expect(wasHere('2026-11-24T10:00:00Z', { kind: 'daily', periodKey: '2026-11-23' }, berlin)).toBe(false);
  expect(wasHere('2026-11-24T10:00:00Z', { kind: 'daily', periodKey: '2026-11-24' }, berlin)).toBe(true);
  expect(wasHere('2026-11-24T10:00:00Z', { kind: 'weekly', periodKey: '2026-W47' }, berlin)).toBe(false);
});
