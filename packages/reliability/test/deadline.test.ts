import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deadline, isReliabilityError, ReliabilityError } from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';

describe('Deadline', () => {
  it('counts down on the monotonic clock, whatever the wall clock does', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(1_000, { runtime });
    await runtime.advance(400);
    runtime.stepWallClock(-3_600_000);
    expect(deadline.remainingMs()).toBe(600);
    runtime.stepWallClock(7_200_000);
    expect(deadline.remainingMs()).toBe(600);
    expect(deadline.signal.aborted).toBe(false);
  });

  it('aborts with deadline_exceeded exactly when its time is up', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(1_000, { runtime });
    await runtime.advance(999);
    expect(deadline.signal.aborted).toBe(false);
    expect(() => deadline.throwIfAborted()).not.toThrow();
    await runtime.advance(1);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.abortKind).toBe('timeout');
    expect(deadline.signal.reason).toBeInstanceOf(ReliabilityError);
    expect(deadline.signal.reason).toMatchObject({ code: 'deadline_exceeded' });
    expect(deadline.remainingMs()).toBe(0);
    expect(() => deadline.throwIfAborted()).toThrow(deadline.signal.reason);
  });

  it('notices the time by itself when the timer is late', async () => {
    let nowMs = 0;
    const busy = { ...createTestRuntime(), monotonicMs: () => nowMs, setTimer: () => ({ cancel: () => {} }) };
    using deadline = Deadline.start(50, { runtime: busy });
    nowMs = 51;
    expect(() => deadline.throwIfAborted()).toThrow('budget is spent');
    expect(deadline.signal.aborted).toBe(true);
  });

  it('keeps the three kinds of abort apart, and the first one stays', () => {
    const runtime = createTestRuntime();
    const codes = {
      timeout: 'deadline_exceeded',
      caller_left: 'caller_left',
      shutdown: 'shutting_down',
    } as const;
    for (const kind of ['timeout', 'caller_left', 'shutdown'] as const) {
      const deadline = Deadline.start(1_000, { runtime });
      const child = deadline.child(10, { timeoutCode: 'attempt_timeout' });
      deadline.abort(kind);
      deadline.abort('timeout');
      deadline.abort('caller_left');
      for (const ended of [deadline, child]) {
        expect(ended.abortKind).toBe(kind);
        expect(isReliabilityError(ended.signal.reason, codes[kind])).toBe(true);
      }
    }
    expect(runtime.pendingTimers()).toBe(0);
  });

  it.each([0, -5, Number.NEGATIVE_INFINITY])('is over at once with a budget of %s', (budgetMs) => {
    const runtime = createTestRuntime();
    const deadline = Deadline.start(budgetMs, { runtime });
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.budgetMs).toBe(0);
    expect(runtime.pendingTimers()).toBe(0);
  });

  it('refuses NaN, which would compare false with everything and never end', () => {
    expect(() => Deadline.start(Number.NaN)).toThrow(RangeError);
    using deadline = Deadline.start(10);
    expect(() => deadline.child(Number.NaN)).toThrow(RangeError);
  });

  it('takes Infinity as no limit and sets no timer for it', () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(Number.POSITIVE_INFINITY, { runtime });
    expect(deadline.remainingMs()).toBe(Number.POSITIVE_INFINITY);
    expect(runtime.pendingTimers()).toBe(0);
  });
});

describe('a caller signal', () => {
  it('ends the deadline as caller_left and is left alone afterwards', () => {
    const runtime = createTestRuntime();
    const caller = new AbortController();
    const deadline = Deadline.start(1_000, { runtime, signal: caller.signal });
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
    caller.abort(new Error('tab closed'));
    expect(deadline.abortKind).toBe('caller_left');
    expect(deadline.signal.reason).toMatchObject({ code: 'caller_left', message: 'The caller is gone.' });
    expect(runtime.pendingTimers()).toBe(0);
  });

  it('that is aborted already means no time at all', () => {
    const runtime = createTestRuntime();
    const deadline = Deadline.start(1_000, { runtime, signal: AbortSignal.abort() });
    expect(deadline.abortKind).toBe('caller_left');
    expect(runtime.pendingTimers()).toBe(0);
  });

  it('of another deadline passes its kind on', () => {
    for (const kind of ['timeout', 'shutdown', 'caller_left'] as const) {
      const runtime = createTestRuntime();
      const outer = Deadline.start(1_000, { runtime });
      const inner = Deadline.start(5_000, { runtime, signal: outer.signal });
      outer.abort(kind);
      expect(inner.abortKind).toBe(kind);
      expect(Deadline.start(5_000, { runtime, signal: outer.signal }).abortKind).toBe(kind);
    }
  });

  it('aborted for a reason of this package that is no abort still means that the caller left', () => {
    const reason = new ReliabilityError('circuit_open');
    expect(Deadline.start(1_000, { signal: AbortSignal.abort(reason) }).abortKind).toBe('caller_left');
  });

  it('loses its listener when the deadline is disposed', () => {
    const caller = new AbortController();
    const runtime = createTestRuntime();
    for (let i = 0; i < 100; i++) {
      using deadline = Deadline.start(1_000, { runtime, signal: caller.signal });
      expect(deadline.signal.aborted).toBe(false);
    }
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
    expect(runtime.pendingTimers()).toBe(0);
  });
});

describe('its end', () => {
  it('is told once to each listener, after the children and before the signal, with the reason at hand', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(100, { runtime });
    const child = deadline.child(500);
    const told: unknown[] = [];
    deadline.signal.addEventListener('abort', () => told.push('signal'));
    deadline.onEnd(() => told.push(deadline.reason?.code));
    const leaver = () => told.push('one that left');
    deadline.onEnd(leaver);
    child.onEnd(() => told.push('child'));
    deadline.offEnd(leaver);
    expect(deadline.reason).toBeUndefined();
    await runtime.advance(100);
    deadline.abort('shutdown');
    expect(told).toEqual(['child', 'deadline_exceeded', 'signal']);
    expect(deadline.signal.reason).toBe(deadline.reason);
  });

  it('is told to nobody after it was disposed in time', async () => {
    const runtime = createTestRuntime();
    const told: string[] = [];
    const deadline = Deadline.start(100, { runtime });
    deadline.onEnd(() => told.push('end'));
    deadline[Symbol.dispose]();
    await runtime.advance(1_000);
    expect(told).toEqual([]);
    expect(deadline.reason).toBeUndefined();
  });

  it('shows in a signal that is asked for only then', () => {
    const deadline = Deadline.start(1_000, { runtime: createTestRuntime() });
    deadline.abort('shutdown');
    expect(deadline.signal).toBe(deadline.signal);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.signal.reason).toMatchObject({ code: 'shutting_down' });
  });
});

describe('a child', () => {
  it('gets the lesser of its own budget and what the parent has left', async () => {
    const runtime = createTestRuntime();
    using parent = Deadline.start(1_000, { runtime });
    await runtime.advance(300);
    using shorter = parent.child(100);
    using longer = parent.child(5_000);
    expect([shorter.budgetMs, longer.budgetMs]).toEqual([100, 700]);
    await runtime.advance(100);
    expect([shorter.abortKind, longer.abortKind, parent.abortKind]).toEqual([
      'timeout',
      undefined,
      undefined,
    ]);
  });

  it('is named after whose time ran out', async () => {
    const runtime = createTestRuntime();
    using parent = Deadline.start(1_000, { runtime });
    using own = parent.child(999, { timeoutCode: 'attempt_timeout' });
    using parents = parent.child(1_000, { timeoutCode: 'attempt_timeout' });
    await runtime.advance(1_000);
    expect(own.signal.reason).toMatchObject({ code: 'attempt_timeout' });
    expect(parents.signal.reason).toMatchObject({ code: 'deadline_exceeded' });
  });

  it('is aborted before its parent says so to anybody', () => {
    const runtime = createTestRuntime();
    const parent = Deadline.start(1_000, { runtime });
    const grandchild = parent.child(500).child(400);
    const seen: unknown[] = [];
    parent.signal.addEventListener('abort', () => seen.push(grandchild.abortKind));
    grandchild.signal.addEventListener('abort', () => seen.push(parent.abortKind));
    parent.abort('shutdown');
    expect(seen).toEqual(['shutdown', 'shutdown']);
  });

  it('of an ended parent has ended for the same reason', () => {
    const parent = Deadline.start(1_000, { runtime: createTestRuntime() });
    parent.abort('caller_left');
    expect(parent.child(100).signal.reason).toBe(parent.signal.reason);
  });

  it('outlives a disposed parent by its own limit at most', async () => {
    const runtime = createTestRuntime();
    const parent = Deadline.start(1_000, { runtime });
    const child = parent.child(2_000);
    parent[Symbol.dispose]();
    await runtime.advance(1_000);
    expect(parent.signal.aborted).toBe(false);
    expect(child.signal.aborted).toBe(true);
  });

  it('leaves no timer and no listener behind: ten thousand on one parent', async () => {
    const warnings: unknown[] = [];
    const listen = (warning: unknown) => warnings.push(warning);
    process.on('warning', listen);
    const runtime = createTestRuntime();
    using parent = Deadline.start(60_000, { runtime });
    const open = Array.from({ length: 5_000 }, () => parent.child(100));
    expect(getEventListeners(parent.signal, 'abort')).toHaveLength(0);
    for (const child of open) child[Symbol.dispose]();
    for (let i = 0; i < 5_000; i++) {
      using child = parent.child(100);
      expect(child.signal.aborted).toBe(false);
    }
    expect(runtime.pendingTimers()).toBe(1);
    await runtime.settle();
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  it('can be collected while its parent lives', async () => {
    using parent = Deadline.start(60_000, { runtime: createTestRuntime() });
    const makeAndDrop = () => {
      using child = parent.child(100);
      return new WeakRef(child);
    };
    const dropped = makeAndDrop();
    const collect = (globalThis as { gc?: () => void }).gc ?? (await forcedCollection());
    for (let round = 0; round < 20 && dropped.deref() !== undefined; round++) {
      await new Promise(setImmediate);
      collect();
    }
    expect(dropped.deref()).toBeUndefined();
  });
});

async function forcedCollection(): Promise<() => void> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

describe('deadline trees (property)', () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('child'),
        at: fc.nat(30),
        ms: fc.integer({ min: -5, max: 400 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('advance'), at: fc.constant(0), ms: fc.nat(120) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constantFrom('abort', 'dispose'), at: fc.nat(30), ms: fc.constant(0) }),
    },
  );

  it('every node ends at the earliest of its ancestors, never later, and nothing is left behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const runtime = createTestRuntime();
        const rootDueMs = runtime.monotonicMs() + 500;
        const nodes = [
          {
            deadline: Deadline.start(500, { runtime }),
            dueMs: rootDueMs,
            ended: false,
            done: false,
            parent: -1,
          },
        ];
        for (const { do: action, at, ms } of steps) {
          const index = at % nodes.length;
          const node = nodes[index];
          if (node === undefined) throw new Error('unreachable');
          if (action === 'child') {
            const dueMs = Math.min(node.dueMs, runtime.monotonicMs() + Math.max(0, ms));
            const ended = node.ended || dueMs <= runtime.monotonicMs();
            nodes.push({ deadline: node.deadline.child(ms), dueMs, ended, done: false, parent: index });
          } else if (action === 'abort') {
            node.deadline.abort('shutdown');
            node.ended = true;
          } else if (action === 'dispose') {
            node.deadline[Symbol.dispose]();
            node.done = true;
          } else await runtime.advance(ms);
          for (const [own, one] of nodes.entries()) {
            // A disposed node neither runs out by itself nor hears its ancestors any more.
            const parent = nodes[one.parent];
            if (parent?.ended && !one.done && own !== 0) one.ended = true;
            if (!one.done && one.dueMs <= runtime.monotonicMs()) one.ended = true;
            expect(one.deadline.signal.aborted).toBe(one.ended);
            if (!one.ended)
              expect(one.deadline.remainingMs()).toBe(Math.max(0, one.dueMs - runtime.monotonicMs()));
          }
        }
        for (const { deadline } of nodes) deadline[Symbol.dispose]();
        expect(runtime.pendingTimers()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
