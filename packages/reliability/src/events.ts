import type { BreakerState } from './breaker.ts';
import type { GiveUpReason } from './failure.ts';
import type { Verdict } from './verdict.ts';

/** One call of `retry` or `policy.run`; the same object in all its events. */
export interface Operation {
  /** The policy's name: one dependency, mostly. */
  readonly policy: string;
  /** What is done, in few different words: a method, never an id or a text. */
  readonly name: string;
}

interface OfOperation {
  readonly operation: Operation;
}

interface OfAttempt extends OfOperation {
  /** 1 for the first. */
  readonly attempt: number;
}

export interface AttemptStarted extends OfAttempt {
  readonly type: 'attempt_started';
  /** The attempt's own time, in ms: the policy's timeout or what the deadline had left. */
  readonly budgetMs: number;
  /** How long it waited for a place in the bulkhead, in ms. */
  readonly queuedMs: number;
  /** Of the policy's breaker, if it has one: `half_open` marks a trial. */
  readonly breaker?: BreakerState | undefined;
}

export interface AttemptSucceeded extends OfAttempt {
  readonly type: 'attempt_succeeded';
  readonly durationMs: number;
}

export interface AttemptFailed extends OfAttempt {
  readonly type: 'attempt_failed';
  readonly durationMs: number;
  /** A code or a class name, never a message. */
  readonly errorType: string;
  readonly verdict: Verdict;
}

export interface AttemptTimedOut extends OfAttempt {
  readonly type: 'attempt_timed_out';
  readonly budgetMs: number;
  /** Whether the attempt used up its own time or the caller's. */
  readonly limit: 'attempt' | 'deadline';
}

export interface RetryScheduled extends OfAttempt {
  readonly type: 'retry_scheduled';
  readonly delayMs: number;
  /** What set the delay: our backoff, or the other side's Retry-After. */
  readonly reason: 'backoff' | 'rate_limited' | 'retry_after';
}

export interface Succeeded extends OfOperation {
  readonly type: 'succeeded';
  readonly attempts: number;
  readonly durationMs: number;
}

export interface GaveUp extends OfOperation {
  readonly type: 'gave_up';
  readonly attempts: number;
  readonly durationMs: number;
  readonly reason: GiveUpReason;
  readonly errorType: string;
  readonly retryAfterMs?: number | undefined;
}

export interface BreakerChanged {
  readonly type: 'breaker_changed';
  readonly policy: string;
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly retryAfterMs: number;
}

export interface BreakerRejected extends OfAttempt {
  readonly type: 'breaker_rejected';
  readonly breaker: BreakerState;
  readonly retryAfterMs: number;
}

export interface BulkheadRejected extends OfAttempt {
  readonly type: 'bulkhead_rejected';
  readonly running: number;
  readonly queued: number;
}

export interface BudgetExhausted extends OfAttempt {
  readonly type: 'budget_exhausted';
  readonly retryAfterMs?: number | undefined;
}

/** Everything that happens inside, in order. Holds no argument, no answer and no message of an error. */
export type PolicyEvent =
  | AttemptStarted
  | AttemptSucceeded
  | AttemptFailed
  | AttemptTimedOut
  | RetryScheduled
  | Succeeded
  | GaveUp
  | BreakerChanged
  | BreakerRejected
  | BulkheadRejected
  | BudgetExhausted;

export type OnEvent = (event: PolicyEvent) => void;

/** A listener's mistake is not the call's: what it throws goes no further. */
export function shielded(listener: OnEvent | undefined): OnEvent {
  if (listener === undefined) return () => {};
  return (event) => {
    try {
      listener(event);
    } catch {
      // An event is news, not a step of the work.
    }
  };
}

/** A word for an error that can be put on a span: our code, a system error's code, or the class. Never its text. */
export function errorTypeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(code)) return code;
  return error.constructor?.name || 'Object';
}
