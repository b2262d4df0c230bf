import { isReliabilityError, type ReliabilityCode } from './errors.ts';

/**
 * What became of a call that failed. `not_sent`: it never reached the other side. `rejected`: it did, and the other
 * side refused it without acting. `unknown`: it may have taken effect.
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown';

/** What one failure means. */
export interface Verdict {
  /** Whether the same call can succeed on a repeat. */
  readonly retryable: boolean;
  /** The wait the other side asked for, in ms: a floor, never waited less. */
  readonly retryAfterMs?: number | undefined;
  /** Asked to slow down: the backoff starts at twice the usual. */
  readonly rateLimited?: boolean | undefined;
  /** Whether it says that the dependency itself is ill. Cancellations and 4xx don't. */
  readonly countsAgainstBreaker: boolean;
  readonly outcome: Outcome;
}

/** Tells what a failure means; never asked about an error of this package. */
export type Classify = (error: unknown) => Verdict;

/** Nothing was called, and calling again at once would defeat the guard that refused. */
const refusedByUs: Verdict = { retryable: false, countsAgainstBreaker: false, outcome: 'not_sent' };
const endedByUs: Verdict = { retryable: false, countsAgainstBreaker: false, outcome: 'unknown' };
const timedOut: Verdict = { retryable: true, countsAgainstBreaker: true, outcome: 'unknown' };
/** The safest reading of a failure that nobody could read. */
const unreadable: Verdict = { retryable: false, countsAgainstBreaker: false, outcome: 'unknown' };

const ours: Record<ReliabilityCode, Verdict> = {
  attempt_timeout: timedOut,
  deadline_exceeded: endedByUs,
  caller_left: endedByUs,
  shutting_down: endedByUs,
  circuit_open: refusedByUs,
  bulkhead_full: refusedByUs,
  retry_budget_exhausted: endedByUs,
  idempotency_in_progress: refusedByUs,
  idempotency_key_reused: refusedByUs,
  idempotency_lease_lost: endedByUs,
  idempotency_key_invalid: refusedByUs,
  unserialisable_answer: endedByUs,
};

/** A wait that is no number of ms says nothing: taken for one, it would make the next call without any wait. */
function withoutBadWait(verdict: Verdict): Verdict {
  const { retryAfterMs } = verdict;
  return retryAfterMs === undefined || retryAfterMs >= 0 ? verdict : { ...verdict, retryAfterMs: undefined };
}

/** The verdict on `error`: this package knows its own errors, `classify` all others. A classifier that throws can't tell. */
export function verdictOn(error: unknown, classify: Classify): Verdict {
  if (isReliabilityError(error)) {
    const { retryAfterMs } = error;
    return retryAfterMs === undefined ? ours[error.code] : { ...ours[error.code], retryAfterMs };
  }
  try {
    return withoutBadWait(classify(error));
  } catch {
    return unreadable;
  }
}

/** What is known of an operation after several attempts: one that may have taken effect is enough. */
export function outcomeOf(verdicts: readonly Pick<Verdict, 'outcome'>[]): Outcome {
  const has = (outcome: Outcome) => verdicts.some((verdict) => verdict.outcome === outcome);
  return has('unknown') ? 'unknown' : has('rejected') ? 'rejected' : 'not_sent';
}
