import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, Bulkhead, CircuitBreaker, Deadline, definePolicy, failureOf } from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';
import { classify, hang, never, refused, setUp } from './policy-fixtures.ts';
import { watch } from './suites/suite.ts';

describe('the order of a policy', () => {
  it('passes every guard anew on each attempt, and holds no place while it waits', async () => {
    const { runtime, deadline, policy, types } = setUp({ breaker: {}, bulkhead: { maxConcurrent: 1 } });
    let calls = 0;
    const call = watch(policy.run(() => (++calls === 2 ? Promise.resolve('done') : refused()), deadline));
    await runtime.settle();
    expect(policy.state().bulkhead).toEqual({ running: 0, queued: 0 });
    await runtime.advance(2_000);
    expect(call.value).toBe('done');
    expect(types()).toEqual([
      'attempt_started',
      'attempt_failed',
      'retry_scheduled',
      'attempt_started',
      'attempt_succeeded',
      'succeeded',
    ]);
  });

  it('stops repeating as soon as the breaker opens', async () => {
    const { runtime, deadline, policy, events } = setUp({ breaker: { opens: { consecutiveFailures: 2 } } });
    let calls = 0;
    const call = watch(
      policy.run(() => {
        calls += 1;
        return refused();
      }, deadline),
    );
    await runtime.advance(30_000);
    expect(calls).toBe(2);
    expect(call.error).toMatchObject({ code: 'circuit_open', retryAfterMs: expect.any(Number) });
    expect(failureOf(call.error)).toMatchObject({ reason: 'not_retryable', outcome: 'rejected' });
    expect(failureOf(call.error)?.attempts).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({ type: 'gave_up', errorType: 'circuit_open', attempts: 3 });
  });

  it('refuses at once while open, without queueing', async () => {
    const breaker = new CircuitBreaker({ opens: { consecutiveFailures: 1 }, runtime: createTestRuntime() });
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 5 });
    const { runtime, deadline, policy, types } = setUp({ breaker, bulkhead });
    await bulkhead.acquire();
    breaker.acquire().end('failure');
    const call = watch(policy.run(never, deadline));
    await runtime.settle();
    expect(call.error).toMatchObject({ code: 'circuit_open' });
    expect(types()).toEqual(['breaker_changed', 'breaker_rejected', 'gave_up']);
  });

  it('asks the breaker again after the queue: it may have opened meanwhile', async () => {
    const runtime = createTestRuntime();
    const breaker = new CircuitBreaker({ opens: { consecutiveFailures: 1 }, runtime });
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 5 });
    const { deadline, policy, types, runtime: own } = setUp({ breaker, bulkhead });
    const release = await bulkhead.acquire();
    let called = false;
    const fn = async () => {
      called = true;
    };
    const call = watch(policy.run(fn, deadline));
    await own.settle();
    breaker.acquire().end('failure');
    release();
    await own.settle();
    expect([called, bulkhead.running]).toEqual([false, 0]);
    expect(call.error).toMatchObject({ code: 'circuit_open', retryAfterMs: 30_000 });
    expect(types()).toEqual(['breaker_changed', 'breaker_rejected', 'gave_up']);
  });

  it('does not count the queue against the attempt', async () => {
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 5 });
    const { runtime, deadline, policy, events } = setUp({ bulkhead });
    const release = await bulkhead.acquire();
    const call = watch(policy.run(async ({ deadline: own }) => own.budgetMs, deadline));
    await runtime.advance(5_000);
    release();
    await runtime.settle();
    expect(call.value).toBe(1_000);
    expect(events[0]).toMatchObject({
      type: 'attempt_started',
      attempt: 1,
      budgetMs: 1_000,
      queuedMs: 5_000,
    });
  });

  it('keeps the place until the work has stopped, not until its caller has stopped waiting', async () => {
    const { runtime, deadline, policy } = setUp({ bulkhead: { maxConcurrent: 1 }, retry: { maxRetries: 0 } });
    const stubborn = Promise.withResolvers<void>();
    const call = watch(policy.run(() => stubborn.promise, deadline));
    await runtime.advance(1_000);
    expect(call.error).toMatchObject({ code: 'attempt_timeout' });
    expect(policy.state().bulkhead?.running).toBe(1);
    stubborn.reject(new Error('at last'));
    await runtime.settle();
    expect(policy.state().bulkhead?.running).toBe(0);
  });

  it('gives the place back when the work fails before it begins', async () => {
    const { runtime, deadline, policy } = setUp({ bulkhead: { maxConcurrent: 1 } });
    const error = new TypeError('not a function');
    const call = watch(
      policy.run(() => {
        throw error;
      }, deadline),
    );
    await runtime.settle();
    expect(call.error).toBe(error);
    expect(policy.state().bulkhead).toEqual({ running: 0, queued: 0 });
  });
});

describe('what the breaker of a policy counts (I8)', () => {
  const one = { breaker: { opens: { consecutiveFailures: 1 } }, retry: { maxRetries: 0 } } as const;

  it('an attempt that took all its time', async () => {
    const { runtime, deadline, policy, types } = setUp(one);
    watch(policy.run(hang, deadline));
    await runtime.advance(1_000);
    expect(policy.state().breaker).toEqual({ state: 'open', retryAfterMs: 30_000 });
    expect(types()).toEqual([
      'attempt_started',
      'breaker_changed',
      'attempt_timed_out',
      'attempt_failed',
      'gave_up',
    ]);
  });

  it('the end of the deadline when the attempt had had all its time', async () => {
    const { runtime, deadline, policy, events } = setUp(one, 1_000);
    const call = watch(policy.run(hang, deadline));
    await runtime.advance(1_000);
    expect(call.error).toMatchObject({ code: 'deadline_exceeded' });
    expect(policy.state().breaker?.state).toBe('open');
    expect(events.find(({ type }) => type === 'attempt_timed_out')).toMatchObject({
      limit: 'deadline',
      budgetMs: 1_000,
    });
  });

  it('not the end of the deadline when less remained', async () => {
    const { runtime, deadline, policy } = setUp(one, 999);
    const call = watch(policy.run(hang, deadline));
    await runtime.advance(999);
    expect(call.error).toMatchObject({ code: 'deadline_exceeded' });
    expect(policy.state().breaker?.state).toBe('closed');
  });

  it.each(['caller_left', 'shutdown'] as const)('not %s', async (kind) => {
    const { runtime, deadline, policy, types } = setUp(one);
    const call = watch(policy.run(hang, deadline));
    await runtime.advance(10);
    deadline.abort(kind);
    await runtime.settle();
    expect(call.state).toBe('rejected');
    expect(policy.state().breaker?.state).toBe('closed');
    expect(types()).toEqual(['attempt_started', 'attempt_failed', 'gave_up']);
  });

  it('not an error the classifier holds against the caller, and not what it says after an abort', async () => {
    const { runtime, deadline, policy } = setUp(one);
    watch(policy.run(() => Promise.reject(new Error('bad request')), deadline));
    await runtime.settle();
    const resetOnAbort = ({ signal }: Attempt) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('refused'))));
    watch(policy.run(resetOnAbort, deadline));
    deadline.abort('caller_left');
    await runtime.settle();
    expect(policy.state().breaker?.state).toBe('closed');
  });

  it('nor does a cancelled trial leave it stuck: the next caller is the trial', async () => {
    const { runtime, deadline, policy } = setUp(one);
    watch(policy.run(refused, deadline));
    await runtime.advance(30_000);
    const trial = deadline.child(5_000);
    const cancelled = watch(policy.run(hang, trial));
    const beside = watch(policy.run(never, deadline));
    await runtime.settle();
    expect(beside.error).toMatchObject({ code: 'circuit_open', retryAfterMs: 1_000 });
    trial.abort('caller_left');
    await runtime.settle();
    expect(cancelled.error).toMatchObject({ code: 'caller_left' });
    const next = watch(policy.run(async () => 'up', deadline));
    await runtime.settle();
    expect([next.value, policy.state().breaker?.state]).toEqual(['up', 'closed']);
  });
});

describe('any history under a policy (property)', () => {
  it('I5–I7: calls, time and places stay within bounds, and nothing is left behind', async () => {
    const behaviour = fc.record({
      tookMs: fc.nat(1_500),
      ends: fc.constantFrom('ok', 'refused', 'gone', 'bad request', 'hangs', 'deaf'),
    });
    const operation = fc.record({
      startMs: fc.nat(20_000),
      budgetMs: fc.integer({ min: 1, max: 20_000 }),
      leavesMs: fc.option(fc.nat(5_000), { nil: undefined }),
      repeatable: fc.boolean(),
      attempts: fc.array(behaviour, { minLength: 4, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        async (operations, seed) => {
          const runtime = createTestRuntime({ seed });
          const bulkhead = new Bulkhead({ maxConcurrent: 2, maxQueue: 3 });
          const budget = { ratio: 0.2, minPerSecond: 0.1, burst: 2 };
          const policy = definePolicy({
            name: 'vendor',
            timeoutMs: 1_000,
            classify,
            runtime,
            bulkhead,
            budget,
            breaker: { opens: { consecutiveFailures: 3 }, cooldownMs: 2_000 },
          });
          let [inside, wire] = [0, 0];
          const openedMs = runtime.monotonicMs();
          const runs = operations.map(async ({ startMs, budgetMs, leavesMs, repeatable, attempts }) => {
            await new Promise<void>((resolve) => runtime.setTimer(resolve, startMs));
            const caller = new AbortController();
            const beganMs = runtime.monotonicMs();
            using deadline = Deadline.start(budgetMs, { runtime, signal: caller.signal });
            const leaving =
              leavesMs === undefined ? undefined : runtime.setTimer(() => caller.abort(), leavesMs);
            const stopsMs = beganMs + Math.min(budgetMs, leavesMs ?? budgetMs);
            let calls = 0;
            const fn = async ({ number, signal }: Attempt) => {
              expect(deadline.signal.aborted).toBe(false);
              calls += 1;
              wire += 1;
              inside += 1;
              expect(inside).toBeLessThanOrEqual(2);
              const { tookMs, ends } = attempts[number - 1] ?? { tookMs: 0, ends: 'ok' };
              try {
                await new Promise<void>((resolve, reject) => {
                  const timer = runtime.setTimer(
                    resolve,
                    ends === 'hangs' ? 100_000 : ends === 'deaf' ? 3_000 : tookMs,
                  );
                  if (ends === 'deaf') return;
                  signal.addEventListener('abort', () => {
                    timer.cancel();
                    reject(signal.reason);
                  });
                });
              } finally {
                inside -= 1;
              }
              if (ends !== 'ok' && ends !== 'deaf') throw new Error(ends);
            };
            await policy.run(fn, deadline, { repeatable }).catch((error: unknown) => {
              const failure = failureOf(error);
              expect(failure).toBeDefined();
              if (calls === 0) expect(failure?.outcome).toBe('not_sent');
            });
            leaving?.cancel();
            expect(runtime.monotonicMs()).toBeLessThanOrEqual(stopsMs + 1e-6);
            expect(calls).toBeLessThanOrEqual(4);
          });
          const all = watch(Promise.all(runs));
          await runtime.advance(60_000);
          expect(all).toMatchObject({ state: 'fulfilled' });
          expect([bulkhead.running, bulkhead.queued, runtime.pendingTimers()]).toEqual([0, 0, 0]);
          const seconds = (runtime.monotonicMs() - openedMs) / 1_000;
          expect(wire).toBeLessThanOrEqual(operations.length * 1.2 + 2 + 0.1 * seconds);
        },
      ),
      { numRuns: 200 },
    );
  });
});
