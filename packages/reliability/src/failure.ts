import { isReliabilityError } from './errors.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** Why no further attempt was made. */
export type GiveUpReason =
  | 'not_retryable'
  | 'unknown_outcome'
  | 'max_retries'
  | 'wait_too_long'
  | 'no_time_left'
  | 'retry_budget_exhausted'
  | 'aborted';

/** One failed attempt. */
export interface AttemptRecord {
  /** 1 for the first. */
  readonly number: number;
  readonly durationMs: number;
  readonly error: unknown;
  readonly verdict: Verdict;
}

/** The story behind an error that came out of `retry` or a policy. */
export interface Failure {
  readonly reason: GiveUpReason;
  /** Oldest first. Empty when no attempt was made at all. */
  readonly attempts: readonly AttemptRecord[];
  /** What is known of the whole operation, all attempts together. */
  readonly outcome: Outcome;
  /** Earliest useful repeat, in ms from the failure, where it is known: put a background job back for that long. */
  readonly retryAfterMs?: number;
}

// Beside the errors, not on them: a caller gets back the very error its function threw, frozen or not.
const failures = new WeakMap<object, Failure>();

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Notes the story behind `error` and returns the error. Primitives can't carry one. */
export function withFailure<E>(error: E, failure: Failure): E {
  if (isObject(error)) failures.set(error, failure);
  return error;
}

/** Why a call was given up and what its attempts were; undefined for an error that came from elsewhere. */
export function failureOf(error: unknown): Failure | undefined {
  return isObject(error) ? failures.get(error) : undefined;
}

/** When a repeat is worth trying, in ms from the failure, where anybody said so. */
export function retryAfterMsOf(error: unknown): number | undefined {
  return failureOf(error)?.retryAfterMs ?? (isReliabilityError(error) ? error.retryAfterMs : undefined);
}
