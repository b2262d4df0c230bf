import type { Runtime, Timer } from '../runtime.ts';
import { seededRandom, seededUuid } from './random.ts';

/** A runtime whose time stands still until the test moves it. */
export interface TestRuntime extends Runtime {
  /** Moves both clocks by `ms`, firing timers in order of their due time, each after what the one before set off. */
  advance(ms: number): Promise<void>;
  /** Fires timers until none is left. Throws after 100 000 of them: something re-arms itself for ever. */
  runAll(): Promise<void>;
  /** Lets everything that waits on promises alone come to rest, without moving time. */
  settle(): Promise<void>;
  /** Steps the wall clock alone, as NTP or an operator would; `ms` may be negative. */
  stepWallClock(ms: number): void;
  /** How many timers are armed. A test that ends with some has a leak. */
  pendingTimers(): number;
}

interface ArmedTimer {
  readonly dueMs: number;
  readonly fn: () => void;
}

const mostTimers = 100_000;

/** A turn of the event loop: every microtask queued by then has run. Nothing waits for real time. */
function drainMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function earliest(armed: Iterable<ArmedTimer>): ArmedTimer | undefined {
  let first: ArmedTimer | undefined;
  for (const timer of armed) {
    if (first === undefined || timer.dueMs < first.dueMs) first = timer;
  }
  return first;
}

/**
 * @param options.seed Seed of `random()` and `uuid()`. Default 1.
 * @param options.startMs What the wall clock shows at first, in epoch ms. Default 2026-01-01T00:00:00Z.
 */
export function createTestRuntime(options: { seed?: number; startMs?: number } = {}): TestRuntime {
  const random = seededRandom(options.seed ?? 1);
  // Not zero, so that code which mixes up the two clocks or forgets the origin is found out.
  let monotonicMs = 1_000;
  let wallAheadMs = (options.startMs ?? Date.UTC(2026, 0, 1)) - monotonicMs;
  const armed = new Set<ArmedTimer>();

  const setTimer = (fn: () => void, ms: number): Timer => {
    if (Number.isNaN(ms)) throw new RangeError('A timer was set for NaN ms');
    // A Set keeps insertion order, so of two timers due together the older one fires first.
    const timer: ArmedTimer = { dueMs: monotonicMs + Math.max(0, ms), fn };
    armed.add(timer);
    return { cancel: () => void armed.delete(timer) };
  };

  const fireNext = async (untilMs: number): Promise<boolean> => {
    const next = earliest(armed);
    if (next === undefined || next.dueMs > untilMs || next.dueMs === Number.POSITIVE_INFINITY) return false;
    armed.delete(next);
    monotonicMs = Math.max(monotonicMs, next.dueMs);
    next.fn();
    await drainMicrotasks();
    return true;
  };

  return {
    now: () => monotonicMs + wallAheadMs,
    monotonicMs: () => monotonicMs,
    random,
    uuid: () => seededUuid(random),
    setTimer,
    settle: drainMicrotasks,
    pendingTimers: () => armed.size,
    stepWallClock: (ms) => {
      wallAheadMs += ms;
    },
    advance: async (ms) => {
      const targetMs = monotonicMs + ms;
      await drainMicrotasks();
      while (await fireNext(targetMs));
      monotonicMs = Math.max(monotonicMs, targetMs);
    },
    runAll: async () => {
      await drainMicrotasks();
      for (let fired = 0; await fireNext(Number.MAX_VALUE); fired++) {
        if (fired >= mostTimers)
          throw new Error(`More than ${mostTimers} timers fired: something re-arms itself`);
      }
    },
  };
}
