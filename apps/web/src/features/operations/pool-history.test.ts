import { expect, test } from 'vitest';
import { drawHistory, historyMs, type PoolSample, withSample } from './pool-history.ts';

test('samples are kept for as long as the chart looks back, and each once', () => {
  const first = { atMs: 1_000, utilisation: 0.1 };
  const kept = withSample([first], { atMs: 2_000, utilisation: 0.2 });
  expect(kept).toHaveLength(2);
  expect(withSample(kept, { atMs: 2_000, utilisation: 0.9 })).toBe(kept);
  expect(withSample(kept, { atMs: 1_000 + historyMs, utilisation: 0 })).not.toContain(first);
});

test('now is at the right edge, all in use at the top, and a pause breaks the line', () => {
  const nowMs = 200_000;
  const history: PoolSample[] = [
    { atMs: nowMs - historyMs / 2, utilisation: 0 },
    { atMs: nowMs - 2_000, utilisation: 0.5 },
    { atMs: nowMs, utilisation: 1.2 },
  ];
  const stretches = drawHistory(history, { width: 180, height: 100, nowMs });
  expect(stretches.map(({ line }) => line)).toEqual(['90,100', '178,50 180,0']);
  expect(stretches[1]?.area).toBe('178,100 178,50 180,0 180,100');
});
