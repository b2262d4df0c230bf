import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bulkhead, Deadline, type Release } from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';
import { type Watched, watch } from './suites/suite.ts';

describe('Bulkhead', () => {
  it('lets so many in, lets so many wait, and refuses the rest at once', async () => {
    const bulkhead = new Bulkhead({ maxConcurrent: 2, maxQueue: 1 });
    const [first, second, third, fourth] = [1, 2, 3, 4].map(() => watch(bulkhead.acquire()));
    await createTestRuntime().settle();
    expect([first?.state, second?.state, third?.state]).toEqual(['fulfilled', 'fulfilled', 'pending']);
    expect(fourth?.error).toMatchObject({ code: 'bulkhead_full' });
    expect([bulkhead.running, bulkhead.queued]).toEqual([2, 1]);
  });

  it('has no queue unless told so', async () => {
    const bulkhead = new Bulkhead({ maxConcurrent: 1 });
    const release = await bulkhead.acquire();
    await expect(bulkhead.acquire()).rejects.toMatchObject({ code: 'bulkhead_full' });
    release();
    await expect(bulkhead.acquire()).resolves.toBeTypeOf('function');
  });

  it('hands places over in the order of arrival; whoever comes later does not overtake', async () => {
    const runtime = createTestRuntime();
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 5 });
    const release = await bulkhead.acquire();
    const order: string[] = [];
    for (const name of ['a', 'b']) void bulkhead.acquire().then(() => order.push(name));
    release();
    void bulkhead.acquire().then(() => order.push('late'));
    await runtime.settle();
    expect([order, bulkhead.running, bulkhead.queued]).toEqual([['a'], 1, 2]);
  });

  it('frees a place once, however often it is given back', async () => {
    const bulkhead = new Bulkhead({ maxConcurrent: 2 });
    const release = await bulkhead.acquire();
    await bulkhead.acquire();
    release();
    release();
    expect(bulkhead.running).toBe(1);
  });

  it('lets go of whoever leaves the queue at once, and the queue has room again', async () => {
    const runtime = createTestRuntime();
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    const release = await bulkhead.acquire();
    const caller = new AbortController();
    const leaving = watch(bulkhead.acquire(caller.signal));
    const reason = new Error('left');
    caller.abort(reason);
    await runtime.settle();
    expect([leaving.error, bulkhead.queued]).toEqual([reason, 0]);
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
    const next = watch(bulkhead.acquire());
    release();
    await runtime.settle();
    expect([next.state, bulkhead.running]).toEqual(['fulfilled', 1]);
  });

  it('ends the wait with the deadline', async () => {
    const runtime = createTestRuntime();
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    await bulkhead.acquire();
    using deadline = Deadline.start(100, { runtime });
    const waiting = watch(bulkhead.acquire(deadline.signal));
    await runtime.advance(100);
    expect(waiting.error).toMatchObject({ code: 'deadline_exceeded' });
    expect(bulkhead.queued).toBe(0);
  });

  it('takes no place for a caller who left before, and keeps no listener once inside', async () => {
    const runtime = createTestRuntime();
    const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    const reason = new Error('left');
    await expect(bulkhead.acquire(AbortSignal.abort(reason))).rejects.toBe(reason);
    const release = await bulkhead.acquire();
    const caller = new AbortController();
    const waiting = watch(bulkhead.acquire(caller.signal));
    release();
    await runtime.settle();
    expect(waiting.state).toBe('fulfilled');
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
    caller.abort();
    expect(bulkhead.running).toBe(1);
  });

  it.each([{ maxConcurrent: 0 }, { maxConcurrent: Number.NaN }, { maxConcurrent: 1, maxQueue: -1 }])(
    'refuses %o',
    (options) => {
      expect(() => new Bulkhead(options)).toThrow(RangeError);
    },
  );

  it('never runs more than it may, never idles while somebody waits (property)', async () => {
    const step = fc.record({ do: fc.constantFrom('come', 'come', 'finish', 'leave'), which: fc.nat(20) });
    const setup = fc.record({
      maxConcurrent: fc.integer({ min: 1, max: 3 }),
      maxQueue: fc.nat(3),
      steps: fc.array(step, { maxLength: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(setup, async ({ maxConcurrent, maxQueue, steps }) => {
        const runtime = createTestRuntime();
        const bulkhead = new Bulkhead({ maxConcurrent, maxQueue });
        const all: { call: Watched<Release>; leave: AbortController; finished: boolean }[] = [];
        for (const { do: action, which } of steps) {
          const one = all[which % Math.max(1, all.length)];
          if (action === 'come') {
            const leave = new AbortController();
            all.push({ call: watch(bulkhead.acquire(leave.signal)), leave, finished: false });
          } else if (action === 'leave') one?.leave.abort();
          else if (one?.call.value !== undefined) {
            one.call.value();
            one.finished = true;
          }
          await runtime.settle();
          const inside = all.filter(({ call, finished }) => call.state === 'fulfilled' && !finished).length;
          const waiting = all.filter(({ call }) => call.state === 'pending').length;
          expect([bulkhead.running, bulkhead.queued]).toEqual([inside, waiting]);
          expect(inside).toBeLessThanOrEqual(maxConcurrent);
          expect(waiting).toBeLessThanOrEqual(maxQueue);
          if (waiting > 0) expect(inside).toBe(maxConcurrent);
        }
      }),
    );
  });
});
