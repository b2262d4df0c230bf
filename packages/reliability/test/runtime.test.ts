import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemRuntime } from '../src/index.ts';

const dayMs = 86_400_000;

describe('systemRuntime', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits through more than 2^31 ms, where setTimeout would fire at once', () => {
    const fired = vi.fn();
    systemRuntime.setTimer(fired, 60 * dayMs);
    vi.advanceTimersByTime(60 * dayMs - 1);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be cancelled in any leg of a long wait', () => {
    const fired = vi.fn();
    const timer = systemRuntime.setTimer(fired, 60 * dayMs);
    vi.advanceTimersByTime(40 * dayMs);
    timer.cancel();
    timer.cancel();
    vi.advanceTimersByTime(40 * dayMs);
    expect(fired).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('never fires early for a fraction of a millisecond', () => {
    const fired = vi.fn();
    systemRuntime.setTimer(fired, 10.5);
    vi.advanceTimersByTime(10);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledOnce();
  });

  it('looks at the clock again when setTimeout came early', () => {
    const fired = vi.fn();
    const startMs = performance.now();
    const early = vi.spyOn(performance, 'now').mockReturnValue(startMs);
    systemRuntime.setTimer(fired, 10);
    early.mockReturnValue(startMs + 9.2);
    vi.advanceTimersByTime(10);
    expect(fired).not.toHaveBeenCalled();
    early.mockReturnValue(startMs + 10.2);
    vi.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledOnce();
    early.mockRestore();
  });

  it.each([0, -1, Number.NEGATIVE_INFINITY])(
    'fires in the next turn for %s ms, never synchronously',
    (ms) => {
      const fired = vi.fn();
      systemRuntime.setTimer(fired, ms);
      expect(fired).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(fired).toHaveBeenCalledOnce();
    },
  );

  it('refuses NaN, which setTimeout takes for 1 ms', () => {
    expect(() => systemRuntime.setTimer(() => {}, Number.NaN)).toThrow(RangeError);
  });
});

describe('systemRuntime and the process', () => {
  const handles = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

  it('lets the process end under a guard and keeps it alive for work', () => {
    const before = handles();
    const guard = systemRuntime.setTimer(() => {}, 50_000);
    expect(handles()).toBe(before);
    const work = systemRuntime.setTimer(() => {}, 50_000, { keepAlive: true });
    expect(handles()).toBe(before + 1);
    guard.cancel();
    work.cancel();
    expect(handles()).toBe(before);
  });

  it('has clocks, chance and identifiers of the right kind', () => {
    expect(Math.abs(systemRuntime.now() - Date.now())).toBeLessThan(1_000);
    expect(systemRuntime.monotonicMs()).toBeLessThanOrEqual(systemRuntime.monotonicMs());
    const draws = Array.from({ length: 100 }, () => systemRuntime.random());
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    expect(new Set(draws).size).toBeGreaterThan(90);
    expect(systemRuntime.uuid()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(systemRuntime.uuid()).not.toBe(systemRuntime.uuid());
  });
});

describe('uuid', () => {
  const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  afterEach(() => void vi.unstubAllGlobals());

  it.each(['with crypto.randomUUID', 'without'])('is a version 4, never the same, %s', (how) => {
    if (how === 'without') {
      const { crypto } = globalThis;
      vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
      expect('randomUUID' in globalThis.crypto).toBe(false);
    }
    const made = new Set(Array.from({ length: 1_000 }, () => systemRuntime.uuid()));
    expect(made.size).toBe(1_000);
    for (const id of made) expect(id).toMatch(version4);
  });
});
