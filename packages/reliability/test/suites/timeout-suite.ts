import { getEventListeners } from 'node:events';
import { expect } from 'vitest';
import { Deadline, type timeout } from '../../src/index.ts';
import { createTestRuntime } from '../../src/testing.ts';
import { type Case, watch } from './suite.ts';

export type Timeout = typeof timeout;

/** Work that goes on until its signal aborts, and says how often it still acted. */
function diligentWork() {
  const seen = { steps: 0, aborted: false };
  const work = async (deadline: Deadline) => {
    for (;;) {
      await new Promise<void>((resolve, reject) => {
        const timer = deadline.runtime.setTimer(() => resolve(), 10);
        deadline.signal.addEventListener('abort', () => {
          seen.aborted = true;
          timer.cancel();
          reject(deadline.signal.reason);
        });
      });
      seen.steps += 1;
    }
  };
  return { seen, work };
}

const never = () => new Promise<never>(() => {});

export function timeoutCases(implementation: Timeout): Case[] {
  return [
    {
      name: 'answers what the work answers and leaves no timer',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(1_000, { runtime });
        const call = watch(implementation(async () => 42, 100, deadline));
        await runtime.settle();
        expect(call).toEqual({ state: 'fulfilled', value: 42 });
        expect(runtime.pendingTimers()).toBe(1);
      },
    },
    {
      name: "passes the work's own failure on as it is, thrown early or late",
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(1_000, { runtime });
        const error = new Error('no such message');
        const rejected = watch(implementation(() => Promise.reject(error), 100, deadline));
        const thrown = watch(
          implementation(
            () => {
              throw error;
            },
            100,
            deadline,
          ),
        );
        await runtime.settle();
        expect([rejected.error, thrown.error]).toEqual([error, error]);
        expect(runtime.pendingTimers()).toBe(1);
      },
    },
    {
      name: 'aborts the work when the time is up',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(1_000, { runtime });
        const { seen, work } = diligentWork();
        const call = watch(implementation(work, 100, deadline));
        await runtime.advance(105);
        const stepsThen = seen.steps;
        await runtime.advance(500);
        expect(seen).toEqual({ steps: stepsThen, aborted: true });
        expect(call.error).toMatchObject({ code: 'attempt_timeout' });
        expect(runtime.pendingTimers()).toBe(1);
      },
    },
    {
      name: 'answers on time although the work does not listen, and swallows what it says later',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(1_000, { runtime });
        const late = Promise.withResolvers<never>();
        const call = watch(implementation(() => late.promise, 100, deadline));
        await runtime.advance(99);
        expect(call.state).toBe('pending');
        await runtime.advance(1);
        expect(call.error).toMatchObject({ code: 'attempt_timeout' });
        late.reject(new Error('too late'));
        await runtime.settle();
        expect(call.error).toMatchObject({ code: 'attempt_timeout' });
      },
    },
    {
      name: 'tells its own timeout from the end of the deadline, whichever of them comes first',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(150, { runtime });
        const first = watch(implementation(never, 100, deadline));
        await runtime.advance(100);
        const second = watch(implementation(never, 100, deadline));
        await runtime.advance(50);
        expect(first.error).toMatchObject({ code: 'attempt_timeout' });
        expect(second.error).toMatchObject({ code: 'deadline_exceeded' });
      },
    },
    {
      name: 'keeps a caller who left and a shutdown apart from a timeout',
      run: async () => {
        for (const [kind, code] of [
          ['caller_left', 'caller_left'] as const,
          ['shutdown', 'shutting_down'] as const,
        ]) {
          const runtime = createTestRuntime();
          const deadline = Deadline.start(1_000, { runtime });
          const { seen, work } = diligentWork();
          const call = watch(implementation(work, 100, deadline));
          await runtime.advance(20);
          deadline.abort(kind);
          await runtime.settle();
          expect(call.error).toMatchObject({ code });
          expect(seen.aborted).toBe(true);
          expect(runtime.pendingTimers()).toBe(0);
        }
      },
    },
    {
      name: 'does not begin after an abort, nor when the clock says so before the timer does',
      run: async () => {
        const runtime = createTestRuntime();
        const ended = Deadline.start(1_000, { runtime });
        ended.abort('caller_left');
        let nowMs = 0;
        const busy = { ...runtime, monotonicMs: () => nowMs, setTimer: () => ({ cancel: () => {} }) };
        using overdue = Deadline.start(10, { runtime: busy });
        nowMs = 11;
        using running = Deadline.start(10, { runtime });
        let begun = 0;
        const work = async () => {
          begun += 1;
        };
        const calls = [watch(implementation(work, 100, ended)), watch(implementation(work, 100, overdue))];
        const none = watch(implementation(work, 0, running));
        await runtime.settle();
        expect(begun).toBe(0);
        expect(calls.map(({ error }) => error)).toMatchObject([
          { code: 'caller_left' },
          { code: 'deadline_exceeded' },
        ]);
        expect(none.error).toMatchObject({ code: 'attempt_timeout' });
      },
    },
    {
      name: 'hands the work a deadline with what is left, and leaves no listener on it',
      run: async () => {
        const runtime = createTestRuntime();
        using deadline = Deadline.start(1_000, { runtime });
        const given: Deadline[] = [];
        const work = async (own: Deadline) => void given.push(own);
        const first = watch(implementation(work, 300, deadline));
        await runtime.advance(900);
        const second = watch(implementation(work, 300, deadline));
        await runtime.settle();
        expect([first.state, second.state]).toEqual(['fulfilled', 'fulfilled']);
        expect(given.map((own) => own.budgetMs)).toEqual([300, 100]);
        for (const own of [...given, deadline])
          expect(getEventListeners(own.signal, 'abort')).toHaveLength(0);
      },
    },
  ];
}
