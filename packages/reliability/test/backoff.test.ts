import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffCeilingMs, backoffMs, comeBackMs, defaultBackoff } from '../src/index.ts';

const anyBackoff = fc.record({
  initialMs: fc.integer({ min: 0, max: 1e7 }),
  maxMs: fc.integer({ min: 0, max: 1e9 }),
});
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoff', () => {
  it('doubles from one second to ten', () => {
    expect(defaultBackoff).toEqual({ initialMs: 1_000, maxMs: 10_000 });
    expect([0, 1, 2, 3, 4, 50].map((retry) => backoffCeilingMs(retry))).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it('starts at twice that when rate limited', () => {
    expect([0, 1, 2, 3].map((retry) => backoffCeilingMs(retry, defaultBackoff, true))).toEqual([
      2_000, 4_000, 8_000, 10_000,
    ]);
  });

  it('is drawn from the upper half of the ceiling', () => {
    expect([backoffMs(1_000, 0), backoffMs(1_000, 0.5), backoffMs(1_000, 1 - 2 ** -32)]).toEqual([
      500,
      750,
      expect.closeTo(1_000, 5),
    ]);
  });

  it('stays within [d/2, d] and below the maximum, and the ceiling never falls (property)', () => {
    fc.assert(
      fc.property(
        fc.nat(5_000),
        anyBackoff,
        fc.boolean(),
        anyRandom,
        (retry, backoff, rateLimited, random) => {
          const ceilingMs = backoffCeilingMs(retry, backoff, rateLimited);
          const waitMs = backoffMs(ceilingMs, random);
          expect(ceilingMs).toBeLessThanOrEqual(backoff.maxMs);
          expect(waitMs).toBeGreaterThanOrEqual(ceilingMs / 2);
          expect(waitMs).toBeLessThanOrEqual(ceilingMs);
          expect(backoffCeilingMs(retry + 1, backoff, rateLimited)).toBeGreaterThanOrEqual(ceilingMs);
          expect(backoffCeilingMs(retry, backoff, true)).toBe(
            Math.min(
              backoff.maxMs,
              2 * Math.min(Number.MAX_VALUE, backoff.initialMs * 2 ** Math.min(retry, 60)),
            ),
          );
        },
      ),
    );
  });

  it('I7 never comes back sooner than told, and spreads those who were told the same', () => {
    expect([0, 0.5].map((random) => comeBackMs(30_000, random))).toEqual([30_000, 45_000]);
    expect([0, 0.5].map((random) => comeBackMs(3_600_000, random))).toEqual([3_600_000, 3_630_000]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), anyRandom, (toldMs, random) => {
        expect(comeBackMs(toldMs, random)).toBeGreaterThanOrEqual(toldMs);
        expect(comeBackMs(toldMs, random)).toBeLessThanOrEqual(Math.min(2 * toldMs, toldMs + 60_000));
      }),
    );
  });
});
