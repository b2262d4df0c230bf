import { type Runtime, systemRuntime } from './runtime.ts';

export interface RetryBudgetOptions {
  /** Retries earned by each call: 0.2 allows one retry for five calls, however many callers fail together. */
  readonly ratio?: number;
  /** Retries per second that are allowed whatever the traffic, so that a quiet service can retry at all. */
  readonly minPerSecond?: number;
  /** Most retries that can be saved up, and what a new process starts with. */
  readonly burst?: number;
  readonly runtime?: Runtime | undefined;
}

/**
 * A token bucket that caps retries per dependency: when everything fails, load grows by `ratio`, not by the number of
 * retries. Make one a dependency and share it between all that call it.
 */
export class RetryBudget {
  readonly #ratio: number;
  readonly #perMs: number;
  readonly #burst: number;
  readonly #runtime: Runtime;
  #tokens: number;
  #atMs: number;

  /** @throws RangeError for a negative number, or a burst below one retry. */
  constructor(options: RetryBudgetOptions = {}) {
    const { ratio = 0.2, minPerSecond = 1, burst = 10, runtime = systemRuntime } = options;
    if (!(ratio >= 0 && minPerSecond >= 0 && burst >= 1)) {
      throw new RangeError('A retry budget needs ratio >= 0, minPerSecond >= 0 and burst >= 1');
    }
    this.#ratio = ratio;
    this.#perMs = minPerSecond / 1_000;
    this.#burst = burst;
    this.#runtime = runtime;
    this.#tokens = burst;
    this.#atMs = runtime.monotonicMs();
  }

  /** Retries allowed right now; fractions are saved up. */
  get available(): number {
    this.#refill();
    return this.#tokens;
  }

  /** Until one more retry is allowed without further calls, in ms; undefined when only calls earn retries. */
  get retryAfterMs(): number | undefined {
    const missing = 1 - this.available;
    if (missing <= 0) return 0;
    return this.#perMs === 0 ? undefined : missing / this.#perMs;
  }

  /** An operation begins (its retries don't count as calls). */
  recordCall(): void {
    this.#refill();
    this.#tokens = Math.min(this.#burst, this.#tokens + this.#ratio);
  }

  /** Takes one retry out of the budget, or answers false when there is none. */
  tryRetry(): boolean {
    if (this.available < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #refill(): void {
    const nowMs = this.#runtime.monotonicMs();
    this.#tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
  }
}
