import { describe, expect, it } from 'vitest';
import {
  type Attempt,
  Bulkhead,
  CircuitBreaker,
  Deadline,
  definePolicy,
  failureOf,
  RetryBudget,
} from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';
import { classify, hang, refused, setUp } from './policy-fixtures.ts';
import { watch } from './suites/suite.ts';

describe('policy.run', () => {
  it('is told that a call never began: left in the queue is not sent', async () => {
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    const { runtime, deadline, policy, types } = setUp({ bulkhead });
    const release = await bulkhead.acquire();
    const call = watch(policy.run(hang, deadline));
    await runtime.advance(10);
    deadline.abort('caller_left');
    await runtime.settle();
    expect(call.error).toMatchObject({ code: 'caller_left' });
    expect(call.error).not.toHaveProperty('cause');
    expect(failureOf(call.error)).toMatchObject({ reason: 'aborted', outcome: 'not_sent' });
    expect(types()).toEqual(['gave_up']);
    release();
    expect(bulkhead.running).toBe(0);
  });

  it('leaves a place it was just given when the time ran out in the same moment', async () => {
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    const { runtime, deadline, policy } = setUp({ bulkhead });
    const release = await bulkhead.acquire();
    let called = false;
    const call = watch(
      policy.run(async () => {
        called = true;
      }, deadline),
    );
    await runtime.settle();
    release();
    deadline.abort('shutdown');
    await runtime.settle();
    expect(call.error).toMatchObject({ code: 'shutting_down' });
    expect(failureOf(call.error)?.outcome).toBe('not_sent');
    expect([called, bulkhead.running]).toEqual([false, 0]);
  });

  it('says that the bulkhead is full, which is not repeated and was not sent', async () => {
    const bulkhead = new Bulkhead({ maxConcurrent: 1 });
    const { runtime, deadline, policy, events } = setUp({ bulkhead });
    await bulkhead.acquire();
    const call = watch(policy.run(hang, deadline));
    await runtime.settle();
    expect(call.error).toMatchObject({ code: 'bulkhead_full' });
    expect(failureOf(call.error)).toMatchObject({ reason: 'not_retryable', outcome: 'not_sent' });
    expect(events[0]).toMatchObject({ type: 'bulkhead_rejected', attempt: 1, running: 1, queued: 0 });
  });

  it('repeats an attempt that timed out only when that does no harm', async () => {
    const careful = setUp();
    const call = watch(careful.policy.run(hang, careful.deadline));
    await careful.runtime.advance(1_000);
    expect(call.error).toMatchObject({ code: 'attempt_timeout' });
    expect(failureOf(call.error)).toMatchObject({ reason: 'unknown_outcome', outcome: 'unknown' });
    const told = setUp();
    let calls = 0;
    const second = (attempt: Attempt) => (++calls === 1 ? hang(attempt) : Promise.resolve(attempt.number));
    const repeated = watch(told.policy.run(second, told.deadline, { repeatable: true }));
    await told.runtime.advance(3_000);
    expect(repeated.value).toBe(2);
  });

  it('takes what a call says about itself before what the policy says', async () => {
    const { runtime, deadline, policy, events } = setUp({ retry: { maxRetries: 3, repeatable: true } });
    let calls = 0;
    const gone = () => {
      calls += 1;
      return Promise.reject(new Error('gone'));
    };
    watch(policy.run(gone, deadline, { repeatable: false, operation: 'messages.post' }));
    await runtime.advance(20_000);
    expect(calls).toBe(1);
    watch(policy.run(gone, deadline, { maxRetries: 1 }));
    await runtime.advance(20_000);
    expect(calls).toBe(3);
    const lasting = () => ({ retryable: false, countsAgainstBreaker: false, outcome: 'rejected' }) as const;
    watch(policy.run(gone, deadline, { classify: lasting }));
    await runtime.advance(15_000);
    expect(calls).toBe(4);
    expect(events[0]).toMatchObject({ operation: { policy: 'vendor', name: 'messages.post' } });
    expect(events.at(-1)).toMatchObject({ operation: { policy: 'vendor', name: 'vendor' } });
  });

  it('asks the classifier once about each failure', async () => {
    let asked = 0;
    const counting = (error: unknown) => {
      asked += 1;
      return classify(error);
    };
    const { runtime, deadline, policy } = setUp({
      classify: counting,
      breaker: {},
      retry: { maxRetries: 1 },
    });
    watch(policy.run(refused, deadline));
    await runtime.advance(10_000);
    expect(asked).toBe(2);
  });

  it('tells everything that happens, with numbers and no texts', async () => {
    const { runtime, deadline, policy, events } = setUp({ retry: { maxRetries: 1 } });
    const error = Object.assign(new Error('refused: I hate my boss'), { code: 'EBUSY' });
    const fn = async () => {
      await new Promise<void>((resolve) => runtime.setTimer(resolve, 40));
      throw error;
    };
    watch(policy.run(fn, deadline, { operation: 'post' }));
    await runtime.advance(10_000);
    const operation = { policy: 'vendor', name: 'post' };
    const verdict = classify(error);
    expect(events).toEqual([
      { type: 'attempt_started', operation, attempt: 1, budgetMs: 1_000, queuedMs: 0, breaker: undefined },
      { type: 'attempt_failed', operation, attempt: 1, durationMs: 40, errorType: 'EBUSY', verdict },
      { type: 'retry_scheduled', operation, attempt: 2, delayMs: expect.any(Number), reason: 'backoff' },
      { type: 'attempt_started', operation, attempt: 2, budgetMs: 1_000, queuedMs: 0, breaker: undefined },
      { type: 'attempt_failed', operation, attempt: 2, durationMs: 40, errorType: 'EBUSY', verdict },
      {
        type: 'gave_up',
        operation,
        attempts: 2,
        durationMs: expect.any(Number),
        reason: 'max_retries',
        errorType: 'EBUSY',
        retryAfterMs: undefined,
      },
    ]);
    const [delayMs, tookMs] = [events[2], events[5]].map((event) =>
      event?.type === 'retry_scheduled' ? event.delayMs : event?.type === 'gave_up' ? event.durationMs : 0,
    );
    expect(tookMs).toBeCloseTo(80 + (delayMs ?? 0), 6);
    expect(new Set(events.map((event) => 'operation' in event && event.operation)).size).toBe(1);
    expect(JSON.stringify(events)).not.toContain('boss');
  });

  it.each([
    [{ retryAfterMs: 3_000 }, 'retry_after'],
    [{ rateLimited: true }, 'rate_limited'],
    [{ rateLimited: true, retryAfterMs: 3_000 }, 'retry_after'],
    [{ retryAfterMs: 1 }, 'backoff'],
  ])('names what set the wait: %o', async (extra, reason) => {
    const { runtime, deadline, policy, events } = setUp({
      classify: (error) => ({ ...classify(error), ...extra }),
    });
    watch(policy.run(refused, deadline));
    await runtime.settle();
    expect(events.at(-1)).toMatchObject({ type: 'retry_scheduled', reason });
  });

  it('says when the budget is spent', async () => {
    const runtime = createTestRuntime();
    const budget = new RetryBudget({ burst: 1, ratio: 0, minPerSecond: 0.1, runtime });
    const { deadline, policy, events, runtime: own } = setUp({ budget });
    expect(policy.state().budget).toEqual({ available: 1 });
    const call = watch(policy.run(refused, deadline));
    await own.advance(10_000);
    expect(call.error).toMatchObject({ code: 'retry_budget_exhausted', retryAfterMs: 10_000 });
    expect(events.at(-2)).toMatchObject({ type: 'budget_exhausted', attempt: 2, retryAfterMs: 10_000 });
    expect(events.at(-1)).toMatchObject({
      type: 'gave_up',
      reason: 'retry_budget_exhausted',
      retryAfterMs: 10_000,
    });
  });

  it('goes on when a listener throws', async () => {
    const { runtime, deadline, policy } = setUp({
      onEvent: () => {
        throw new Error('listener');
      },
    });
    const call = watch(policy.run(async () => 'done', deadline));
    await runtime.settle();
    expect(call.value).toBe('done');
  });

  it('shares breaker, bulkhead and budget that are given as they are', () => {
    const shared = {
      breaker: new CircuitBreaker(),
      bulkhead: new Bulkhead({ maxConcurrent: 3 }),
      budget: new RetryBudget(),
    };
    const [one, other] = [setUp(shared).policy, setUp(shared).policy];
    for (let i = 0; i < 5; i++) shared.breaker.acquire().end('failure');
    expect([one.state().breaker?.state, other.state().breaker?.state]).toEqual(['open', 'open']);
    expect(setUp().policy.state()).toEqual({ name: 'vendor' });
    expect(one.name).toBe('vendor');
  });

  it.each([0, -1, Number.NaN])('refuses a timeout of %s', (timeoutMs) => {
    expect(() => setUp({ timeoutMs })).toThrow(RangeError);
  });

  it('works with real time and no options', async () => {
    using deadline = Deadline.start(1_000);
    const policy = definePolicy({
      name: 'plain',
      timeoutMs: 500,
      classify,
      breaker: {},
      budget: {},
      bulkhead: { maxConcurrent: 1 },
    });
    await expect(policy.run(async ({ number }) => number, deadline)).resolves.toBe(1);
    await expect(policy.run(() => Promise.reject(new Error('no')), deadline)).rejects.toThrow('no');
  });
});
