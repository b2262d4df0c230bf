import { ReliabilityError } from './errors.ts';
import { type OpeningRule, type OutcomeCounter, outcomeCounter } from './opening-rule.ts';
import { type Runtime, systemRuntime } from './runtime.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

/** How a call that was let through ended. Neutral says nothing about the dependency: a cancellation, a 4xx. */
export type CallResult = 'success' | 'failure' | 'neutral';

/** Leave to make one call. `end` it in any case; only the first end counts. */
export interface Permit {
  end(result: CallResult): void;
}

export interface BreakerChange {
  readonly from: BreakerState;
  readonly to: BreakerState;
  /** How long the breaker stays open, in ms; 0 unless it opened. */
  readonly retryAfterMs: number;
}

export interface BreakerOptions {
  /** Default: five failures in a row. */
  readonly opens?: OpeningRule;
  /** How long the dependency is left alone before a trial, in ms. Default 30 000. */
  readonly cooldownMs?: number;
  /** Trials at a time while half-open, and successes needed to close. Default 1. */
  readonly trials?: number;
  /** After so long without any outcome, in ms, what was counted before is forgotten. Default five minutes. */
  readonly forgetAfterMs?: number;
  readonly runtime?: Runtime | undefined;
}

/**
 * Leaves a failing dependency alone. Share one between all that call the same dependency.
 *
 * Closed: calls pass, outcomes are counted. Open: calls fail at once with `circuit_open`. After the cooldown it is
 * half-open: at most `trials` calls at a time pass, everybody else still fails at once; the first failure opens it
 * again, enough successes close it, a neutral end gives the trial to the next caller. A call that began under an
 * earlier state says nothing about the present one.
 */
export class CircuitBreaker {
  readonly #opens: OpeningRule;
  readonly #cooldownMs: number;
  readonly #trials: number;
  readonly #forgetAfterMs: number;
  readonly #runtime: Runtime;
  readonly #listeners = new Set<(change: BreakerChange) => void>();
  readonly #trialsRunning = new Set<{ readonly dueMs: number }>();
  #state: BreakerState = 'closed';
  #counter: OutcomeCounter;
  #openedAtMs = 0;
  #lastOutcomeMs = 0;
  #trialSuccesses = 0;
  #era = 0;

  /** @throws RangeError for a rule or a number that makes no sense. */
  constructor(options: BreakerOptions = {}) {
    const { cooldownMs = 30_000, trials = 1, forgetAfterMs = 300_000, runtime = systemRuntime } = options;
    if (!(cooldownMs > 0 && forgetAfterMs > 0 && Number.isSafeInteger(trials) && trials >= 1)) {
      throw new RangeError(
        'A breaker needs cooldownMs > 0, forgetAfterMs > 0 and a positive whole number of trials',
      );
    }
    this.#opens = options.opens ?? { consecutiveFailures: 5 };
    this.#counter = outcomeCounter(this.#opens);
    this.#cooldownMs = cooldownMs;
    this.#trials = trials;
    this.#forgetAfterMs = forgetAfterMs;
    this.#runtime = runtime;
  }

  /** `open` until a call is let through as a trial, also when the cooldown is over. */
  get state(): BreakerState {
    return this.#state;
  }

  /** Until a call may be let through, in ms; 0 when one would be now. */
  get retryAfterMs(): number {
    const nowMs = this.#runtime.monotonicMs();
    if (this.#state === 'open') return Math.max(0, this.#openedAtMs + this.#cooldownMs - nowMs);
    // An overdue trial no longer holds its place: a permit that nobody ends must not close the door for ever.
    const dueMs = [...this.#trialsRunning].map((trial) => trial.dueMs).filter((atMs) => atMs > nowMs);
    return dueMs.length < this.#trials ? 0 : Math.min(...dueMs) - nowMs;
  }

  /** @throws ReliabilityError circuit_open when no call would be let through now. Reserves nothing. */
  check(): void {
    const { retryAfterMs } = this;
    if (retryAfterMs > 0) throw new ReliabilityError('circuit_open', { retryAfterMs });
  }

  /**
   * Lets one call through.
   * @param lastsAtMostMs How long the call can take, in ms: what others are told to wait while it is the trial.
   * @throws ReliabilityError circuit_open, with `retryAfterMs`
   */
  acquire(lastsAtMostMs: number = this.#cooldownMs): Permit {
    this.check();
    if (this.#state === 'open') this.#become('half_open');
    const era = this.#era;
    const trial = { dueMs: this.#runtime.monotonicMs() + lastsAtMostMs };
    if (this.#state === 'half_open') this.#trialsRunning.add(trial);
    let ended = false;
    return {
      end: (result) => {
        if (ended || era !== this.#era) return;
        ended = true;
        this.#trialsRunning.delete(trial);
        if (result !== 'neutral') this.#count(result);
      },
    };
  }

  /** Calls `listener` at each change of state. Returns how to stop that. */
  onChange(listener: (change: BreakerChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #count(result: 'success' | 'failure'): void {
    if (this.#state === 'half_open') this.#countTrial(result);
    else this.#countClosed(result);
  }

  #countClosed(result: 'success' | 'failure'): void {
    const nowMs = this.#runtime.monotonicMs();
    if (nowMs - this.#lastOutcomeMs > this.#forgetAfterMs) this.#counter = outcomeCounter(this.#opens);
    this.#lastOutcomeMs = nowMs;
    if (result === 'success') this.#counter.succeeded();
    else if (this.#counter.failed()) this.#become('open');
  }

  #countTrial(result: 'success' | 'failure'): void {
    if (result === 'success') this.#trialSuccesses += 1;
    if (result === 'failure') this.#become('open');
    else if (this.#trialSuccesses >= this.#trials) this.#become('closed');
  }

  #become(to: BreakerState): void {
    const from = this.#state;
    this.#state = to;
    this.#era += 1;
    this.#trialSuccesses = 0;
    this.#trialsRunning.clear();
    if (to === 'open') this.#openedAtMs = this.#runtime.monotonicMs();
    if (to === 'closed') this.#counter = outcomeCounter(this.#opens);
    const change: BreakerChange = { from, to, retryAfterMs: to === 'open' ? this.#cooldownMs : 0 };
    for (const listener of this.#listeners) listener(change);
  }
}
