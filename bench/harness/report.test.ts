import { expect, test } from 'vitest';
import { renderResults } from './report.ts';
import { interleaved, median, pairedRatio, percentile } from './statistics.ts';

test('percentiles go by nearest rank', () => {
  expect(percentile([5, 1, 3], 0.5)).toBe(3);
  expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
  expect(percentile([], 0.5)).toBe(0);
  expect(median([2])).toBe(2);
});

test('a paired ratio does not care which rounds were slow', () => {
  expect(pairedRatio([30, 3, 300], [20, 2, 200])).toBe(1.5);
});

test('contenders take turns, after one that is not counted', async () => {
  const order: string[] = [];
  const turn = (name: string) => async () => order.push(name);
  const samples = await interleaved({ a: turn('a'), b: turn('b') }, 2);
  expect(order.join('')).toBe('ababab');
  expect(samples).toEqual({ a: [3, 5], b: [4, 6] });
});

test('a report says each figure with its spread, and which targets were missed', () => {
  const result = {
    ...{ method: 'Measured.', at: '2026-11-24T00:00:00.000Z', machine: '2 cores' },
    measures: [{ what: 'calls', unit: '/s', samples: [90, 110, 100] }],
    targets: [{ promise: 'at least 120/s', measured: '100/s', met: false }],
    remarks: ['The machine was busy.'],
  };
  const report = renderResults({ calls: result });
  expect(report).toContain('| calls | 100/s | 90.0 – 110 | 3 |');
  expect(report).toContain('- **missed**: at least 120/s. Measured: 100/s.');
  expect(report).toContain('The machine was busy.');
});
