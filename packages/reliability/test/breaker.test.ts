import { describe, expect, it } from 'vitest';
import { type BreakerChange, CircuitBreaker } from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';
import { breakerCases } from './suites/breaker-suite.ts';
import { holdTo } from './suites/suite.ts';

holdTo(
  'CircuitBreaker',
  breakerCases((options) => new CircuitBreaker(options)),
);

function failTimes(breaker: CircuitBreaker, times: number): void {
  for (let i = 0; i < times; i++) breaker.acquire().end('failure');
}

describe('CircuitBreaker beyond the suite', () => {
  it('opens after five failures in a row and stays open for 30 s by default', () => {
    const breaker = new CircuitBreaker({ runtime: createTestRuntime() });
    failTimes(breaker, 4);
    expect(breaker.state).toBe('closed');
    failTimes(breaker, 1);
    expect([breaker.state, breaker.retryAfterMs]).toEqual(['open', 30_000]);
  });

  it('tells the others to wait one cooldown when a trial does not say how long it takes', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ runtime, cooldownMs: 700 });
    failTimes(breaker, 5);
    await runtime.advance(700);
    breaker.acquire();
    expect(breaker.retryAfterMs).toBe(700);
  });

  it('takes a trial that nobody ended back when it is overdue', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ runtime, cooldownMs: 1_000 });
    failTimes(breaker, 5);
    await runtime.advance(1_000);
    breaker.acquire(200);
    await runtime.advance(199);
    expect(() => breaker.acquire()).toThrow();
    await runtime.advance(1);
    expect(() => breaker.acquire(200)).not.toThrow();
    expect(() => breaker.acquire(200)).toThrow();
  });

  it('needs as many successes as it has trials, and lets no more run at a time', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ runtime, cooldownMs: 1_000, trials: 2 });
    failTimes(breaker, 5);
    await runtime.advance(1_000);
    const [first, second] = [breaker.acquire(300), breaker.acquire(200)];
    expect(breaker.retryAfterMs).toBe(200);
    expect(() => breaker.acquire()).toThrow();
    first.end('success');
    expect(breaker.state).toBe('half_open');
    second.end('success');
    expect(breaker.state).toBe('closed');
  });

  it('begins a new count when it closes', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ runtime, cooldownMs: 1_000 });
    failTimes(breaker, 5);
    await runtime.advance(1_000);
    breaker.acquire().end('success');
    failTimes(breaker, 4);
    expect(breaker.state).toBe('closed');
  });

  it('looks at a share of the last calls when told so', () => {
    const opens = { failureRatio: 0.5, lastCalls: 10, minimumCalls: 4 };
    const breaker = new CircuitBreaker({ runtime: createTestRuntime(), opens });
    failTimes(breaker, 3);
    expect(breaker.state).toBe('closed');
    breaker.acquire().end('success');
    breaker.acquire().end('success');
    failTimes(breaker, 1);
    expect(breaker.state).toBe('open');
    const patient = new CircuitBreaker({ opens: { failureRatio: 0.5, lastCalls: 10 } });
    failTimes(patient, 9);
    expect(patient.state).toBe('closed');
    failTimes(patient, 1);
    expect(patient.state).toBe('open');
  });

  it('tells of each change until it is asked to stop', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ runtime, cooldownMs: 1_000 });
    const seen: BreakerChange[] = [];
    const stop = breaker.onChange((change) => seen.push(change));
    failTimes(breaker, 5);
    await runtime.advance(1_000);
    breaker.acquire().end('success');
    stop();
    failTimes(breaker, 5);
    expect(seen).toEqual([
      { from: 'closed', to: 'open', retryAfterMs: 1_000 },
      { from: 'open', to: 'half_open', retryAfterMs: 0 },
      { from: 'half_open', to: 'closed', retryAfterMs: 0 },
    ]);
  });

  it('is not confused by the wall clock', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ runtime, cooldownMs: 1_000 });
    failTimes(breaker, 5);
    runtime.stepWallClock(3_600_000);
    expect(() => breaker.acquire()).toThrow();
    runtime.stepWallClock(-7_200_000);
    await runtime.advance(1_000);
    expect(() => breaker.acquire()).not.toThrow();
  });

  it.each([
    { cooldownMs: 0 },
    { cooldownMs: Number.NaN },
    { forgetAfterMs: 0 },
    { trials: 0 },
    { trials: 1.5 },
    { opens: { consecutiveFailures: 0 } },
    { opens: { consecutiveFailures: 2.5 } },
    { opens: { failureRatio: 1, lastCalls: 5 } },
    { opens: { failureRatio: 0.5, lastCalls: 5, minimumCalls: 6 } },
  ])('refuses %o', (options) => {
    expect(() => new CircuitBreaker(options)).toThrow(RangeError);
  });
});
