import type { Runtime } from '../../src/index.ts';
import { seededRandom } from '../../src/testing/random.ts';

/** One process of ours: what it waits for never comes once it is dead. */
export interface Process {
  alive: boolean;
  readonly died: Promise<'died'>;
  /** Ends what the server still holds for it. */
  readonly leftovers: Set<() => void>;
}

interface Waiting {
  readonly process: Process | undefined;
  readonly go: () => void;
}

interface ArmedTimer extends Waiting {
  readonly dueMs: number;
}

/** How often, of a hundred steps, time moves although somebody could go on. */
const timeMoves = 0.12;

/**
 * Everything that decides a schedule, drawn from one seed: who goes on next, when time moves, who dies. Code under
 * test stops at `turn` and at its timers, and nowhere else.
 */
export class World {
  readonly random: () => number;
  /** Called when the store's clock has moved. */
  onClock: () => void = () => {};
  monotonicMs = 1_000;
  #clockMs = Date.UTC(2026, 0, 1);
  #tokens = 0;
  #kills = new Map<Process, () => void>();
  readonly #waiting: Waiting[] = [];
  readonly #timers: ArmedTimer[] = [];

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** The store's clock, in whole epoch ms: the one that disturbances step. */
  get nowMs(): number {
    return Math.floor(this.#clockMs);
  }

  chance(share: number): boolean {
    return share > 0 && this.random() < share;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  start(): Process {
    const { promise: died, resolve } = Promise.withResolvers<'died'>();
    const process: Process = { alive: true, died, leftovers: new Set() };
    this.#kills.set(process, () => resolve('died'));
    return process;
  }

  /** Ends a process as SIGKILL does. The server ends its transactions now or when it notices. */
  kill(process: Process): void {
    process.alive = false;
    for (const list of [this.#waiting, this.#timers] as Waiting[][]) {
      list.splice(0, list.length, ...list.filter((one) => one.process !== process));
    }
    for (const end of process.leftovers) {
      if (this.chance(0.5)) end();
      else this.#waiting.push({ process: undefined, go: end });
    }
    this.#kills.get(process)?.();
  }

  /** Resolves when the schedule lets this process (or, without one, a client) go on. */
  turn(process?: Process): Promise<void> {
    return new Promise((go) => {
      if (process === undefined || process.alive) this.#waiting.push({ process, go });
    });
  }

  /** Resolves after `ms`. */
  after(ms: number): Promise<void> {
    return new Promise((go) => this.#timers.push({ process: undefined, go, dueMs: this.monotonicMs + ms }));
  }

  runtimeOf(process: Process): Runtime {
    return {
      now: () => this.nowMs,
      monotonicMs: () => this.monotonicMs,
      random: this.random,
      uuid: () => `token-${++this.#tokens}`,
      setTimer: (go, ms) => {
        const timer = { process, go, dueMs: this.monotonicMs + Math.max(0, ms) };
        if (process.alive && ms !== Number.POSITIVE_INFINITY) this.#timers.push(timer);
        return {
          cancel: () => {
            const at = this.#timers.indexOf(timer);
            if (at >= 0) this.#timers.splice(at, 1);
          },
        };
      },
    };
  }

  stepClock(ms: number): void {
    this.#clockMs += ms;
    this.onClock();
  }

  /** One thing happens. What it sets off has to settle before the next one. */
  step(): void {
    if (this.#waiting.length > 0 && !(this.#timers.length > 0 && this.chance(timeMoves))) {
      const [next] = this.#waiting.splice(this.below(this.#waiting.length), 1);
      next?.go();
      return;
    }
    const [first] = this.#timers;
    if (first === undefined) return;
    const next = this.#timers.reduce(
      (soonest, timer) => (timer.dueMs < soonest.dueMs ? timer : soonest),
      first,
    );
    this.#timers.splice(this.#timers.indexOf(next), 1);
    const passedMs = Math.max(0, next.dueMs - this.monotonicMs);
    this.monotonicMs += passedMs;
    if (passedMs > 0) this.stepClock(passedMs);
    next.go();
  }
}
