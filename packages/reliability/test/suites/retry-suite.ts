import fc from 'fast-check';
import { expect } from 'vitest';
import {
  type Attempt,
  backoffCeilingMs,
  Deadline,
  failureOf,
  type retry,
  sleep,
  type Verdict,
} from '../../src/index.ts';
import { createTestRuntime } from '../../src/testing.ts';
import { type Case, watch } from './suite.ts';

export type Retry = typeof retry;

/** An error that brings its own verdict, as the verdicts of tests go. */
class Scripted extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Partial<Verdict> = {}) {
    super('scripted');
    this.verdict = { retryable: true, countsAgainstBreaker: true, outcome: 'rejected', ...verdict };
  }
}

const classify = (error: unknown): Verdict => {
  if (error instanceof Scripted) return error.verdict;
  throw error;
};

/** Fails with each of `errors` in turn, then succeeds. Notes when it was called. */
function failing(runtime: { monotonicMs(): number }, errors: readonly unknown[]) {
  const calledAtMs: number[] = [];
  const fn = async ({ number }: Attempt) => {
    calledAtMs.push(runtime.monotonicMs());
    const error = errors[number - 1];
    if (error !== undefined) throw error;
    return 'done';
  };
  const waitsMs = () => calledAtMs.slice(1).map((atMs, index) => atMs - (calledAtMs[index] ?? 0));
  return { fn, calledAtMs, waitsMs };
}

const many = (error: unknown) => Array.from({ length: 20 }, () => error);

/** A step of a random history: how long an attempt takes, and its verdict, if it fails. */
const anyStep = fc.record({
  tookMs: fc.nat(3_000),
  verdict: fc.option(
    fc.record({
      retryable: fc.boolean(),
      retryAfterMs: fc.option(fc.nat(15_000), { nil: undefined }),
      rateLimited: fc.boolean(),
      countsAgainstBreaker: fc.boolean(),
      outcome: fc.constantFrom('not_sent' as const, 'rejected' as const, 'unknown' as const),
    }),
    { nil: undefined, freq: 5 },
  ),
});

async function holdsForAnyHistory(implementation: Retry): Promise<void> {
  const history = fc.record({
    steps: fc.array(anyStep, { minLength: 12, maxLength: 12 }),
    budgetMs: fc.integer({ min: 1, max: 60_000 }),
    maxRetries: fc.nat(6),
    repeatable: fc.boolean(),
    leavesAtMs: fc.option(fc.nat(60_000), { nil: undefined }),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ steps, budgetMs, maxRetries, repeatable, leavesAtMs, seed }) => {
      const runtime = createTestRuntime({ seed });
      const startMs = runtime.monotonicMs();
      const caller = new AbortController();
      using deadline = Deadline.start(budgetMs, { runtime, signal: caller.signal });
      if (leavesAtMs !== undefined) runtime.setTimer(() => caller.abort(), leavesAtMs);
      const endMs = startMs + Math.min(budgetMs, leavesAtMs ?? budgetMs);
      const begun: number[] = [];
      const ended: { atMs: number; verdict: Verdict | undefined }[] = [];
      const fn = async ({ number, signal }: Attempt) => {
        begun.push(runtime.monotonicMs());
        const { tookMs, verdict } = steps[number - 1] ?? { tookMs: 0, verdict: undefined };
        await new Promise<void>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
          runtime.setTimer(resolve, tookMs);
        });
        ended.push({ atMs: runtime.monotonicMs(), verdict });
        if (verdict !== undefined) throw new Scripted(verdict);
      };
      let settledMs = Number.NaN;
      const call = implementation(fn, deadline, { classify, maxRetries, repeatable }).finally(() => {
        settledMs = runtime.monotonicMs();
      });
      const watched = watch(call);
      await runtime.advance(200_000);

      expect(watched.state).not.toBe('pending');
      expect(settledMs).toBeLessThanOrEqual(endMs);
      expect(begun.length).toBeLessThanOrEqual(1 + maxRetries);
      for (const atMs of begun) expect(atMs).toBeLessThan(Math.max(endMs, startMs + 1));
      for (const [index, atMs] of begun.slice(1).entries()) {
        const before = ended[index];
        if (before?.verdict === undefined) throw new Error('called again after a success');
        const { retryable, outcome, retryAfterMs = 0, rateLimited } = before.verdict;
        expect(retryable && (outcome !== 'unknown' || repeatable)).toBe(true);
        const waitedMs = atMs - before.atMs;
        const ceilingMs = backoffCeilingMs(index, undefined, rateLimited);
        expect(waitedMs).toBeGreaterThanOrEqual(Math.max(retryAfterMs, ceilingMs / 2) - 1e-6);
        expect(waitedMs).toBeLessThanOrEqual(Math.max(retryAfterMs, ceilingMs) + 1e-6);
        expect(waitedMs).toBeLessThanOrEqual(10_000 + 1e-6);
      }
      if (watched.state === 'rejected') {
        const failure = failureOf(watched.error);
        expect(failure?.attempts.length).toBe(begun.length);
        if (failure?.reason === 'wait_too_long') expect(failure.retryAfterMs).toBeGreaterThan(10_000);
        if (failure?.reason === 'max_retries') expect(begun.length).toBe(1 + maxRetries);
      }
    }),
    { numRuns: 400 },
  );
}

export function retryCases(implementation: Retry): Case[] {
  return [
    {
      name: 'succeeds without a repeat when there is nothing to repeat',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(60_000, { runtime });
        const { fn, calledAtMs } = failing(runtime, []);
        const call = watch(implementation(fn, deadline, { classify }));
        await runtime.settle();
        expect([call.value, calledAtMs.length]).toEqual(['done', 1]);
      },
    },
    {
      name: 'repeats with growing waits until it succeeds, three times at most',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(60_000, { runtime });
        const mended = failing(runtime, [new Scripted(), new Scripted(), new Scripted()]);
        const call = watch(implementation(mended.fn, deadline, { classify }));
        await runtime.advance(20_000);
        expect(call.value).toBe('done');
        const [first = 0, second = 0, third = 0] = mended.waitsMs();
        expect(first >= 500 && first <= 1_000).toBe(true);
        expect(second >= 1_000 && second <= 2_000).toBe(true);
        expect(third >= 2_000 && third <= 4_000).toBe(true);
        const broken = failing(runtime, many(new Scripted()));
        const hopeless = watch(implementation(broken.fn, deadline, { classify }));
        await runtime.advance(30_000);
        expect([hopeless.state, broken.calledAtMs.length]).toEqual(['rejected', 4]);
      },
    },
    {
      name: 'ends a wait at once when the caller leaves, and never calls again',
      run: async () => {
        const runtime = createTestRuntime();
        const caller = new AbortController();
        using deadline = Deadline.start(60_000, { runtime, signal: caller.signal });
        const last = new Scripted();
        const { fn, calledAtMs } = failing(runtime, many(last));
        const call = watch(implementation(fn, deadline, { classify }));
        await runtime.advance(100);
        caller.abort();
        await runtime.settle();
        expect(call.error).toMatchObject({ code: 'caller_left', cause: last });
        await runtime.advance(60_000);
        expect(calledAtMs).toHaveLength(1);
        expect(runtime.pendingTimers()).toBe(0);
      },
    },
    {
      name: 'never calls when the caller left before',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(60_000, { runtime, signal: AbortSignal.abort() });
        const { fn, calledAtMs } = failing(runtime, []);
        const call = watch(implementation(fn, deadline, { classify }));
        await runtime.settle();
        expect(call.error).toMatchObject({ code: 'caller_left' });
        expect(failureOf(call.error)).toEqual({ reason: 'aborted', attempts: [], outcome: 'not_sent' });
        expect(calledAtMs).toHaveLength(0);
      },
    },
    {
      name: 'waits no less than the other side asked for',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(60_000, { runtime });
        const { fn, waitsMs } = failing(runtime, [new Scripted({ retryAfterMs: 7_000 })]);
        const call = watch(implementation(fn, deadline, { classify }));
        await runtime.advance(10_000);
        expect([call.value, waitsMs()]).toEqual(['done', [7_000]]);
      },
    },
    {
      name: 'starts at twice the wait when rate limited, and no later than usual when asked for less',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(60_000, { runtime });
        const { fn, waitsMs } = failing(runtime, [new Scripted({ rateLimited: true, retryAfterMs: 10 })]);
        const call = watch(implementation(fn, deadline, { classify }));
        await runtime.advance(10_000);
        const [waitedMs = 0] = waitsMs();
        expect(call.value).toBe('done');
        expect(waitedMs >= 1_000 && waitedMs <= 2_000).toBe(true);
      },
    },
    {
      name: 'fails at once, with how long to wait, when asked for more than is worth sitting out',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(120_000, { runtime });
        const error = new Scripted({ retryAfterMs: 10_001 });
        const { fn, calledAtMs } = failing(runtime, many(error));
        const call = watch(implementation(fn, deadline, { classify }));
        await runtime.settle();
        expect(call.error).toBe(error);
        expect(failureOf(call.error)).toMatchObject({ reason: 'wait_too_long', retryAfterMs: 10_001 });
        expect(calledAtMs).toHaveLength(1);
      },
    },
    {
      name: 'does not sleep into its deadline: fails at once when no time would be left',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(5_000, { runtime });
        const error = new Scripted({ retryAfterMs: 5_000 });
        const { fn } = failing(runtime, many(error));
        const call = watch(implementation(fn, deadline, { classify }));
        await runtime.settle();
        expect(call.error).toBe(error);
        expect(failureOf(call.error)).toMatchObject({ reason: 'no_time_left', retryAfterMs: 5_000 });
        expect(runtime.pendingTimers()).toBe(1);
      },
    },
    {
      name: 'repeats what may have taken effect only when told that this does no harm',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(60_000, { runtime });
        const error = new Scripted({ outcome: 'unknown' });
        const careful = failing(runtime, [error]);
        const first = watch(implementation(careful.fn, deadline, { classify }));
        const bold = failing(runtime, [error]);
        const second = watch(implementation(bold.fn, deadline, { classify, repeatable: true }));
        await runtime.advance(5_000);
        expect([first.error, second.value]).toEqual([error, 'done']);
        expect(failureOf(first.error)).toMatchObject({ reason: 'unknown_outcome', outcome: 'unknown' });
      },
    },
    {
      name: 'gives back the very error that was thrown, with the whole story beside it',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(60_000, { runtime });
        const errors = [
          new Scripted({ outcome: 'not_sent' }),
          Object.freeze(new Scripted({ retryable: false })),
        ];
        const { fn } = failing(runtime, errors);
        const slow = async (attempt: Attempt) => {
          await sleep(100 * attempt.number, deadline);
          return fn(attempt);
        };
        const call = watch(implementation(slow, deadline, { classify }));
        await runtime.advance(5_000);
        expect(call.error).toBe(errors[1]);
        const failure = failureOf(call.error);
        expect(failure).toMatchObject({ reason: 'not_retryable', outcome: 'rejected' });
        expect(failure?.attempts.map(({ number, error, durationMs }) => [number, error, durationMs])).toEqual(
          [
            [1, errors[0], 100],
            [2, errors[1], 200],
          ],
        );
      },
    },
    {
      name: 'ends with the deadline when an attempt is cut off by it, whatever the attempt says then',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(1_000, { runtime });
        const socketClosed = new Scripted();
        const fn = ({ signal }: Attempt) =>
          new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(socketClosed)));
        const calls = [
          implementation(fn, deadline, { classify }),
          implementation(fn, deadline, { classify }),
        ].map(watch);
        await runtime.advance(1_000);
        for (const { error } of calls) {
          expect(error).toMatchObject({ code: 'deadline_exceeded', cause: socketClosed });
          expect(failureOf(error)).toMatchObject({ reason: 'aborted', outcome: 'unknown' });
        }
        expect(calls[0]?.error).not.toBe(calls[1]?.error);
      },
    },
    {
      name: 'keeps to attempts, waits, floors and the deadline under any history (property)',
      run: () => holdsForAnyHistory(implementation),
    },
  ];
}
