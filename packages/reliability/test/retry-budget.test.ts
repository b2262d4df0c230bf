import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deadline, failureOf, RetryBudget, retry, retryAfterMsOf } from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';
import { watch } from './suites/suite.ts';

const transient = () => ({ retryable: true, countsAgainstBreaker: true, outcome: 'rejected' }) as const;
const broken = () => Promise.reject(new Error('down'));

describe('RetryBudget', () => {
  it('starts with what may be saved up, and gives one retry for each whole token', () => {
    const budget = new RetryBudget({ runtime: createTestRuntime(), burst: 2, minPerSecond: 0 });
    expect([budget.tryRetry(), budget.tryRetry(), budget.tryRetry()]).toEqual([true, true, false]);
    expect([budget.available, budget.retryAfterMs]).toEqual([0, undefined]);
  });

  it('earns a share of a retry with each call, up to the burst', () => {
    const budget = new RetryBudget({ runtime: createTestRuntime(), burst: 1, minPerSecond: 0, ratio: 0.25 });
    budget.tryRetry();
    for (let i = 0; i < 3; i++) budget.recordCall();
    expect(budget.tryRetry()).toBe(false);
    for (let i = 0; i < 9; i++) budget.recordCall();
    expect([budget.available, budget.tryRetry(), budget.tryRetry()]).toEqual([1, true, false]);
  });

  it('earns some with time, on the monotonic clock', async () => {
    const runtime = createTestRuntime();
    const budget = new RetryBudget({ runtime, burst: 3, minPerSecond: 2 });
    for (let i = 0; i < 3; i++) budget.tryRetry();
    runtime.stepWallClock(3_600_000);
    expect([budget.tryRetry(), budget.retryAfterMs]).toEqual([false, 500]);
    await runtime.advance(400);
    expect(budget.retryAfterMs).toBeCloseTo(100, 6);
    await runtime.advance(100);
    expect([budget.retryAfterMs, budget.tryRetry(), budget.tryRetry()]).toEqual([0, true, false]);
    await runtime.advance(60_000);
    expect(budget.available).toBe(3);
  });

  it('has defaults: one retry for five calls, one a second, ten saved up', async () => {
    const runtime = createTestRuntime();
    const budget = new RetryBudget({ runtime });
    expect(budget.available).toBe(10);
    while (budget.tryRetry());
    budget.recordCall();
    expect(budget.available).toBeCloseTo(0.2, 9);
    await runtime.advance(500);
    expect(budget.available).toBeCloseTo(0.7, 9);
    expect(new RetryBudget().available).toBe(10);
  });

  it.each([{ ratio: -0.1 }, { minPerSecond: -1 }, { burst: 0.9 }, { ratio: Number.NaN }])(
    'refuses %o',
    (options) => {
      expect(() => new RetryBudget(options)).toThrow(RangeError);
    },
  );

  it.each([{ ratio: 0 }, { minPerSecond: 0 }, { burst: 1 }])('accepts %o', (options) => {
    expect(() => new RetryBudget(options)).not.toThrow();
  });

  it('never lets through more than burst + share of calls + rate × time (property)', async () => {
    const step = fc.oneof(fc.constant('call'), fc.constant('retry'), fc.integer({ min: 1, max: 2_000 }));
    const options = fc.record({
      ratio: fc.constantFrom(0, 0.1, 0.25, 0.5, 1),
      minPerSecond: fc.constantFrom(0, 0.5, 1, 4),
      burst: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(
        options,
        fc.array(step, { maxLength: 60 }),
        async ({ ratio, minPerSecond, burst }, steps) => {
          const runtime = createTestRuntime();
          const startMs = runtime.monotonicMs();
          const budget = new RetryBudget({ ratio, minPerSecond, burst, runtime });
          let [calls, retries, refusedWith] = [0, 0, 0];
          for (const one of steps) {
            if (one === 'call') {
              budget.recordCall();
              calls += 1;
            } else if (one === 'retry') {
              const available = budget.available;
              if (budget.tryRetry()) retries += 1;
              else refusedWith = Math.max(refusedWith, available);
            } else if (typeof one === 'number') await runtime.advance(one);
          }
          const seconds = (runtime.monotonicMs() - startMs) / 1_000;
          expect(retries).toBeLessThanOrEqual(burst + ratio * calls + minPerSecond * seconds + 1e-9);
          expect(refusedWith).toBeLessThan(1);
        },
      ),
    );
  });
});

describe('retry under a budget', () => {
  it('caps the repeats of everybody who shares it: a storm grows by the ratio, not by the retries', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(120_000, { runtime });
    const budget = new RetryBudget({ runtime, ratio: 0.1, minPerSecond: 0, burst: 5 });
    let attempts = 0;
    const fn = () => {
      attempts += 1;
      return broken();
    };
    const calls = Array.from({ length: 200 }, () =>
      watch(retry(fn, deadline, { classify: transient, budget })),
    );
    await runtime.advance(120_000);
    expect(calls.every(({ state }) => state === 'rejected')).toBe(true);
    expect(attempts).toBeLessThanOrEqual(200 + 5 + 0.1 * 200);
    expect(attempts).toBeGreaterThan(200);
  });

  it('says so when it ran out, with the failure behind it and the time until the next one', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(60_000, { runtime });
    const budget = new RetryBudget({ runtime, ratio: 0, minPerSecond: 0.2, burst: 1 });
    budget.tryRetry();
    const down = new Error('down');
    const call = watch(retry(() => Promise.reject(down), deadline, { classify: transient, budget }));
    await runtime.settle();
    expect(call.error).toMatchObject({ code: 'retry_budget_exhausted', cause: down, retryAfterMs: 5_000 });
    expect(failureOf(call.error)).toMatchObject({ reason: 'retry_budget_exhausted', outcome: 'rejected' });
    expect(retryAfterMsOf(call.error)).toBe(5_000);
  });

  it('names the backoff as the wait when only calls earn retries', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(60_000, { runtime });
    const budget = new RetryBudget({ runtime, ratio: 0.1, minPerSecond: 0, burst: 1 });
    budget.tryRetry();
    const call = watch(retry(broken, deadline, { classify: transient, budget }));
    await runtime.settle();
    const waitMs = retryAfterMsOf(call.error) ?? 0;
    expect(waitMs >= 500 && waitMs <= 1_000).toBe(true);
  });

  it('does not spend it on a failure that is not repeated anyway', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(60_000, { runtime });
    const budget = new RetryBudget({ runtime, ratio: 0, minPerSecond: 0, burst: 1 });
    const lasting = () => ({ retryable: false, countsAgainstBreaker: false, outcome: 'rejected' }) as const;
    const call = watch(retry(broken, deadline, { classify: lasting, budget }));
    await runtime.settle();
    expect([call.state, budget.available]).toEqual(['rejected', 1]);
  });
});
