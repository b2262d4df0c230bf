import { expect, test } from 'vitest';
import { waitPercentile } from './wait-percentile.ts';

test('the bucket in which the share is reached names the bound', () => {
  const boundsMs = [1, 10, 100];
  expect(waitPercentile([95, 4, 1, 0], boundsMs, 0.95)).toBe(1);
  expect(waitPercentile([94, 4, 1, 1], boundsMs, 0.95)).toBe(10);
  expect(waitPercentile([0, 0, 0, 3], boundsMs, 0.95)).toBe(Number.POSITIVE_INFINITY);
  expect(waitPercentile([0, 0, 0, 0], boundsMs, 0.95)).toBeNull();
});
