import { describe, expect, it } from 'vitest';
import {
  type Attempt,
  CircuitBreaker,
  Deadline,
  definePolicy,
  type PolicyOptions,
  ReliabilityError,
} from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';
import { watch } from './suites/suite.ts';

// What cockatiel 3 and 4 were seen to do (docs/decisions/0012-breaker-on-cockatiel.md), one test each that would
// fail if we did the same.

const transient = () => ({ retryable: true, countsAgainstBreaker: true, outcome: 'rejected' }) as const;
const down = () => Promise.reject(new Error('down'));
const hang = ({ signal }: Attempt) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

function setUp(options: Partial<PolicyOptions> = {}) {
  const runtime = createTestRuntime();
  const policy = definePolicy({ name: 'vendor', timeoutMs: 1_000, classify: transient, runtime, ...options });
  return { runtime, policy };
}

describe('cockatiel traps not stepped into', () => {
  it('an abort during the backoff ends it, and the function does not run once more', async () => {
    const { runtime, policy } = setUp();
    const caller = new AbortController();
    using deadline = Deadline.start(60_000, { runtime, signal: caller.signal });
    let calls = 0;
    const call = watch(
      policy.run(() => {
        calls += 1;
        return down();
      }, deadline),
    );
    await runtime.advance(100);
    caller.abort();
    await runtime.settle();
    expect(call.error).toMatchObject({ code: 'caller_left' });
    await runtime.advance(60_000);
    expect(calls).toBe(1);
  });

  it('a signal that is aborted already runs nothing', async () => {
    const { runtime, policy } = setUp();
    using deadline = Deadline.start(60_000, { runtime, signal: AbortSignal.abort() });
    let calls = 0;
    const call = watch(
      policy.run(async () => {
        calls += 1;
      }, deadline),
    );
    await runtime.settle();
    expect([call.state, calls]).toEqual(['rejected', 0]);
  });

  it("a caller's abort is not a timeout and does not open the breaker, however many leave", async () => {
    const { runtime, policy } = setUp({ breaker: {} });
    for (let i = 0; i < 50; i++) {
      const caller = new AbortController();
      using deadline = Deadline.start(60_000, { runtime, signal: caller.signal });
      const call = watch(policy.run(hang, deadline));
      await runtime.advance(10);
      caller.abort();
      await runtime.settle();
      expect(call.error).toMatchObject({ code: 'caller_left' });
    }
    expect(policy.state().breaker?.state).toBe('closed');
  });

  it('an open breaker is not retried', async () => {
    const { runtime, policy } = setUp({ breaker: { opens: { consecutiveFailures: 1 }, cooldownMs: 1_000 } });
    using deadline = Deadline.start(60_000, { runtime });
    let calls = 0;
    const call = watch(
      policy.run(() => {
        calls += 1;
        return down();
      }, deadline),
    );
    await runtime.advance(999);
    const again = watch(policy.run(down, deadline));
    await runtime.settle();
    expect(again.error).toMatchObject({ code: 'circuit_open', retryAfterMs: 1 });
    await runtime.advance(60_000);
    expect([call.state, calls]).toEqual(['rejected', 1]);
  });

  it('callers do not queue behind a half-open trial', async () => {
    const { runtime, policy } = setUp({
      breaker: { opens: { consecutiveFailures: 1 } },
      retry: { maxRetries: 0 },
    });
    using deadline = Deadline.start(600_000, { runtime });
    watch(policy.run(down, deadline));
    await runtime.advance(30_000);
    const trial = watch(policy.run(hang, deadline));
    const others = Array.from({ length: 1_000 }, () => watch(policy.run(hang, deadline)));
    await runtime.settle();
    expect(trial.state).toBe('pending');
    expect(others.every(({ state }) => state === 'rejected')).toBe(true);
    expect(others[0]?.error).toMatchObject({ code: 'circuit_open', retryAfterMs: 1_000 });
  });

  it('failures from before an idle stretch are forgotten, failures just before it are not', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ runtime });
    const fail = (times: number) => {
      for (let i = 0; i < times; i++) breaker.acquire().end('failure');
    };
    fail(4);
    await runtime.advance(300_001);
    fail(1);
    expect(breaker.state).toBe('closed');
    await runtime.advance(300_000);
    fail(4);
    expect(breaker.state).toBe('open');
  });

  it('opens by default with far less traffic than 300 calls in 30 s', async () => {
    const { runtime, policy } = setUp({ breaker: {}, retry: { maxRetries: 0 } });
    for (let i = 0; i < 5; i++) {
      using deadline = Deadline.start(60_000, { runtime });
      watch(policy.run(down, deadline));
      await runtime.advance(20_000);
    }
    expect(policy.state().breaker?.state).toBe('open');
  });

  it('the first wait is never shorter than half the initial one, and waits double', async () => {
    for (let seed = 0; seed < 50; seed++) {
      const runtime = createTestRuntime({ seed });
      const policy = definePolicy({ name: 'vendor', timeoutMs: 1_000, classify: transient, runtime });
      using deadline = Deadline.start(60_000, { runtime });
      const atMs: number[] = [];
      watch(
        policy.run(() => {
          atMs.push(runtime.monotonicMs());
          return down();
        }, deadline),
      );
      await runtime.advance(60_000);
      const waits = atMs.slice(1).map((ms, index) => ms - (atMs[index] ?? 0));
      expect(waits.map((ms, index) => ms >= 500 * 2 ** index && ms <= 1_000 * 2 ** index)).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it('clock and chance are injected: the same seed waits the same, without a moment of real time', async () => {
    const delays = async (seed: number) => {
      const runtime = createTestRuntime({ seed });
      const seen: number[] = [];
      const policy = definePolicy({
        name: 'vendor',
        timeoutMs: 1_000,
        classify: transient,
        runtime,
        onEvent: (event) => event.type === 'retry_scheduled' && seen.push(event.delayMs),
      });
      using deadline = Deadline.start(3_600_000, { runtime });
      watch(policy.run(down, deadline));
      await runtime.advance(3_600_000);
      return seen;
    };
    expect(await delays(5)).toEqual(await delays(5));
    expect(await delays(5)).not.toEqual(await delays(6));
  });

  it('errors have a name and a code', () => {
    expect(new ReliabilityError('circuit_open')).toMatchObject({
      name: 'ReliabilityError',
      code: 'circuit_open',
    });
  });

  it('Retry-After of the failure at hand is heard', async () => {
    const { runtime, policy } = setUp({ classify: () => ({ ...transient(), retryAfterMs: 8_000 }) });
    using deadline = Deadline.start(60_000, { runtime });
    let calls = 0;
    watch(
      policy.run(() => {
        calls += 1;
        return down();
      }, deadline),
    );
    await runtime.advance(7_999);
    expect(calls).toBe(1);
    await runtime.advance(1);
    expect(calls).toBe(2);
  });
});
