import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut, type PlacedSpan } from './waterfall-layout.ts';

const span = (
  spanId: string,
  parentSpanId: string | null,
  offsetMs: number,
  durationMs: number,
): PlacedSpan => ({
  ...{ spanId, parentSpanId, offsetMs, durationMs },
});

test('children stand below their parent, by their start', () => {
  const rows = layOut(
    [
      span('late', 'root', 50, 50),
      span('root', null, 0, 100),
      span('early', 'root', 10, 20),
      span('in', 'early', 12, 1),
    ],
    100,
  );
  expect(rows.map(({ span: { spanId }, depth }) => [spanId, depth])).toEqual([
    ['root', 0],
    ['early', 1],
    ['in', 2],
    ['late', 1],
  ]);
  expect(rows.map(({ leftPercent, widthPercent }) => [leftPercent, widthPercent])).toEqual([
    [0, 100],
    [10, 20],
    [12, 1],
    [50, 50],
  ]);
});

test('whatever spans there are: each has one row, its bar lies inside, and no parent comes after its child', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const spans = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }).chain((present) =>
    fc.tuple(
      ...present.map((id, index) =>
        fc.record({
          spanId: fc.constant(id),
          // A parent from before: spans are a forest, whatever was lost of it.
          parentSpanId: fc.constantFrom(null, 'lost', ...present.slice(0, index)),
          offsetMs: fc.double({ min: 0, max: 100, noNaN: true }),
          durationMs: fc.double({ min: 0, max: 100, noNaN: true }),
        }),
      ),
    ),
  );
  fc.assert(
    fc.property(spans, fc.constantFrom(0, 50, 200), (given, totalMs) => {
      const rows = layOut(given, totalMs);
      const order = rows.map((row) => row.span.spanId);
      expect(order.toSorted()).toEqual(given.map(({ spanId }) => spanId).toSorted());
      for (const { span: one, leftPercent, widthPercent } of rows) {
        expect(leftPercent).toBeGreaterThanOrEqual(0);
        expect(leftPercent + widthPercent).toBeLessThanOrEqual(100.001);
        const parent = order.indexOf(one.parentSpanId ?? '');
        expect(parent).toBeLessThan(order.indexOf(one.spanId));
      }
    }),
  );
});
