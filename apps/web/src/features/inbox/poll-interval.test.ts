import { expect, test } from 'vitest';
import { pollIntervalMs } from './poll-interval.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const entry = (status: 'received' | 'classifying' | 'filed' | 'needs_review', agoMs: number) => ({
  status,
  updatedAt: new Date(nowMs - agoMs).toISOString(),
});

test('asks every second while a thought is being filed', () => {
  expect(pollIntervalMs([entry('filed', 5_000), entry('received', 2_000)], nowMs)).toBe(1_000);
  expect(pollIntervalMs([entry('classifying', 59_000)], nowMs)).toBe(1_000);
});

test('asks less often when filing seems to be stuck', () => {
  expect(pollIntervalMs([entry('received', 61_000)], nowMs)).toBe(5_000);
});

test('is calm when everything has its place', () => {
  expect(pollIntervalMs([entry('filed', 0), entry('needs_review', 0)], nowMs)).toBe(15_000);
  expect(pollIntervalMs([], nowMs)).toBe(15_000);
});
