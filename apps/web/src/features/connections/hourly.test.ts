import { expect, test } from 'vitest';
import { hourly } from './hourly.ts';

const nowMs = Date.parse('2026-11-25T10:42:00Z');

test('shows a whole day, the present hour last, and hours without failures too', () => {
  const hours = hourly([{ hour: '2026-11-25T09:00:00.000Z', failures: 3 }], nowMs);
  expect(hours).toHaveLength(24);
  expect(new Date(hours[0]?.startMs ?? 0).toISOString()).toBe('2026-11-24T11:00:00.000Z');
  expect(new Date(hours[23]?.startMs ?? 0).toISOString()).toBe('2026-11-25T10:00:00.000Z');
  expect(hours.map(({ failures }) => failures)).toEqual([...Array(22).fill(0), 3, 0]);
});

test('an hour that began off the full hour, and one of before, change no other', () => {
  const failing = [
    { hour: '2026-11-24T10:00:00.000Z', failures: 7 },
    { hour: '2026-11-25T09:30:00.000Z', failures: 1 },
    { hour: '2026-11-25T09:00:00.000Z', failures: 2 },
  ];
  expect(hourly(failing, nowMs).map(({ failures }) => failures)).toEqual([...Array(22).fill(0), 3, 0]);
});
