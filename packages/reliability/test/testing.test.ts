import { describe, expect, it } from 'vitest';
import { noFaults } from '../src/index.ts';
import { armFaults, createTestRuntime, openableGate } from '../src/testing.ts';

describe('createTestRuntime', () => {
  it('fires timers in order of their due time, then of their making, at the right moment', async () => {
    const runtime = createTestRuntime();
    const startMs = runtime.monotonicMs();
    const seen: [string, number][] = [];
    const note = (name: string) => () => void seen.push([name, runtime.monotonicMs() - startMs]);
    runtime.setTimer(note('late'), 20);
    runtime.setTimer(note('first'), 10);
    runtime.setTimer(note('second'), 10);
    runtime.setTimer(note('never'), 31);
    await runtime.advance(30);
    expect(seen).toEqual([
      ['first', 10],
      ['second', 10],
      ['late', 20],
    ]);
    expect(runtime.monotonicMs() - startMs).toBe(30);
    expect(runtime.pendingTimers()).toBe(1);
  });

  it('runs all that a timer sets off before the next one, however long the chain of promises', async () => {
    const runtime = createTestRuntime();
    const seen: string[] = [];
    runtime.setTimer(() => {
      const chain = async () => {
        for (let i = 0; i < 500; i++) await Promise.resolve();
        seen.push('chain');
        runtime.setTimer(() => void seen.push('set by the chain'), 5);
      };
      void chain();
    }, 10);
    runtime.setTimer(() => void seen.push('next'), 20);
    await runtime.advance(20);
    expect(seen).toEqual(['chain', 'set by the chain', 'next']);
  });

  it('runs what was pending before the first timer, and settles without moving time', async () => {
    const runtime = createTestRuntime();
    let done = false;
    void Promise.resolve().then(() => {
      done = true;
    });
    const beforeMs = runtime.monotonicMs();
    await runtime.settle();
    expect([done, runtime.monotonicMs()]).toEqual([true, beforeMs]);
  });

  it('steps the wall clock apart from the monotonic one', async () => {
    const runtime = createTestRuntime({ startMs: 5_000_000 });
    expect(runtime.now()).toBe(5_000_000);
    const beforeMs = runtime.monotonicMs();
    runtime.stepWallClock(-1_000);
    expect([runtime.now(), runtime.monotonicMs()]).toEqual([4_999_000, beforeMs]);
    await runtime.advance(10);
    expect([runtime.now(), runtime.monotonicMs()]).toEqual([4_999_010, beforeMs + 10]);
    expect(createTestRuntime().now()).toBe(Date.UTC(2026, 0, 1));
  });

  it('draws the same chance for the same seed', () => {
    const draw = (seed: number) => {
      const runtime = createTestRuntime({ seed });
      return [...Array.from({ length: 1_000 }, () => runtime.random()), runtime.uuid()];
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const numbers = draw(7).filter((one) => typeof one === 'number');
    expect(numbers.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(numbers.reduce((sum, one) => sum + one, 0) / 1_000).toBeCloseTo(0.5, 1);
    expect(draw(7).at(-1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('runs to the end of all timers, and says so when there is none', async () => {
    const runtime = createTestRuntime();
    const startMs = runtime.monotonicMs();
    runtime.setTimer(() => void runtime.setTimer(() => {}, 1_000), 60_000);
    runtime.setTimer(() => {}, Number.POSITIVE_INFINITY).cancel();
    await runtime.runAll();
    expect([runtime.monotonicMs() - startMs, runtime.pendingTimers()]).toEqual([61_000, 0]);
    const rearm = () => void runtime.setTimer(rearm, 1);
    rearm();
    await expect(runtime.runAll()).rejects.toThrow('re-arms itself');
  });

  it('leaves an infinite timer alone', async () => {
    const runtime = createTestRuntime();
    runtime.setTimer(() => {
      throw new Error('fired');
    }, Number.POSITIVE_INFINITY);
    await runtime.runAll();
    await runtime.advance(Number.MAX_SAFE_INTEGER);
    expect(runtime.pendingTimers()).toBe(1);
    expect(() => runtime.setTimer(() => {}, Number.NaN)).toThrow(RangeError);
  });
});

describe('fault points', () => {
  it('do nothing unless armed', async () => {
    await expect(noFaults.hit('before-commit')).resolves.toBeUndefined();
    const faults = armFaults({});
    await faults.hit('before-commit');
    await faults.hit('toString');
    expect(faults.passed).toEqual(['before-commit', 'toString']);
  });

  it('crash at the pass they are armed for', async () => {
    const faults = armFaults({
      'after-effect': (count) => {
        if (count === 2) throw new Error('crash');
      },
    });
    await faults.hit('after-effect');
    await faults.hit('before-commit');
    await expect(faults.hit('after-effect')).rejects.toThrow('crash');
    expect(faults.passed).toEqual(['after-effect', 'before-commit', 'after-effect']);
  });

  it('hold at a gate until it opens', async () => {
    const gate = openableGate();
    const faults = armFaults({ here: gate.arrive });
    let through = false;
    const passing = faults.hit('here').then(() => {
      through = true;
    });
    await gate.reached;
    expect(through).toBe(false);
    gate.open();
    await passing;
    expect(through).toBe(true);
  });
});
