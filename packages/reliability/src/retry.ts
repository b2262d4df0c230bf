import { AttemptLog } from './attempt-log.ts';
import { type Backoff, defaultBackoff } from './backoff.ts';
import type { Deadline } from './deadline.ts';
import { failedVerdict } from './ended.ts';
import { ReliabilityError } from './errors.ts';
import { type OnEvent, type Operation, type RetryScheduled, shielded } from './events.ts';
import type { RetryBudget } from './retry-budget.ts';
import { decideRetry } from './retry-decision.ts';
import { sleep } from './sleep.ts';
import type { Classify, Verdict } from './verdict.ts';

/** What an attempt is given. It must pass `signal` on, or hand `deadline` down. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
}

export interface RetrySettings {
  /** Repeats after the first attempt. Default 3, so at most four attempts. */
  readonly maxRetries?: number;
  readonly backoff?: Backoff;
  /** Waits longer than this, in ms, are not sat out; the failure says how long they are. Default: `backoff.maxMs`. */
  readonly maxWaitMs?: number;
  /** Whether a repeat can't do harm after an outcome nobody knows. Default false. */
  readonly repeatable?: boolean;
}

export interface RetryOptions extends RetrySettings {
  readonly classify: Classify;
  /** Shared by all that call the same dependency. */
  readonly budget?: RetryBudget | undefined;
  readonly onEvent?: OnEvent | undefined;
  readonly operation?: Operation;
}

function retryReason(verdict: Verdict, delayMs: number): RetryScheduled['reason'] {
  if (verdict.retryAfterMs === delayMs) return 'retry_after';
  return verdict.rateLimited ? 'rate_limited' : 'backoff';
}

/**
 * Calls `fn` until it succeeds, its failure can't be mended, or time, repeats or the budget run out. Looks at the
 * deadline before each call and each sleep; never calls after an abort; never sleeps past the deadline.
 *
 * Rejects with the last error `fn` threw, the very same object, or with a ReliabilityError `deadline_exceeded`,
 * `caller_left`, `shutting_down` or `retry_budget_exhausted` whose cause is that error. `failureOf(error)` has the
 * attempts, what is known of the outcome, and `retryAfterMs`.
 */
export async function retry<T>(
  fn: (attempt: Attempt) => Promise<T>,
  deadline: Deadline,
  options: RetryOptions,
): Promise<T> {
  const { maxRetries = 3, backoff = defaultBackoff, repeatable = false, budget, classify } = options;
  const { maxWaitMs = backoff.maxMs, operation = { policy: 'retry', name: 'retry' } } = options;
  const { runtime } = deadline;
  const emit = shielded(options.onEvent);
  const log = new AttemptLog(operation, deadline, emit);

  budget?.recordCall();
  for (let number = 1; ; number++) {
    log.throwIfEnded();
    const startMs = runtime.monotonicMs();
    try {
      const value = await fn({ number, deadline, signal: deadline.signal });
      log.succeeded(number);
      return value;
    } catch (error) {
      const verdict = failedVerdict(error, deadline, classify);
      log.failed({ number, durationMs: runtime.monotonicMs() - startMs, error, verdict });
      log.throwIfEnded();
      const random = runtime.random();
      const remainingMs = deadline.remainingMs();
      const decision = decideRetry({
        verdict,
        attempts: number,
        maxRetries,
        repeatable,
        backoff,
        maxWaitMs,
        remainingMs,
        random,
      });
      if (!decision.retry) throw log.gaveUp(error, decision.reason, decision.retryAfterMs);
      const { delayMs } = decision;
      if (budget?.tryRetry() === false) {
        const retryAfterMs = Math.max(budget.retryAfterMs ?? 0, delayMs);
        emit({ type: 'budget_exhausted', operation, attempt: number, retryAfterMs });
        const refused = new ReliabilityError('retry_budget_exhausted', { cause: error, retryAfterMs });
        throw log.gaveUp(refused, 'retry_budget_exhausted', retryAfterMs);
      }
      emit({
        type: 'retry_scheduled',
        operation,
        attempt: number + 1,
        delayMs,
        reason: retryReason(verdict, delayMs),
      });
      await sleep(delayMs, deadline).catch(() => log.throwIfEnded());
    }
  }
}
