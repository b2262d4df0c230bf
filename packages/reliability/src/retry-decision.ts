import { type Backoff, backoffCeilingMs, backoffMs } from './backoff.ts';
import type { GiveUpReason } from './failure.ts';
import type { Verdict } from './verdict.ts';

/** All that decides about a repeat; nothing else does. */
export interface RetrySituation {
  readonly verdict: Verdict;
  /** Attempts made so far, at least 1. */
  readonly attempts: number;
  readonly maxRetries: number;
  /** Whether the other side recognises a repeat, so that an effect can't happen twice. */
  readonly repeatable: boolean;
  readonly backoff: Backoff;
  /** The longest wait worth sitting out, in ms. */
  readonly maxWaitMs: number;
  /** What the deadline has left, in ms. */
  readonly remainingMs: number;
  /** Uniform in [0, 1). */
  readonly random: number;
}

export type RetryDecision =
  | { readonly retry: true; readonly delayMs: number }
  | { readonly retry: false; readonly reason: GiveUpReason; readonly retryAfterMs?: number | undefined };

/**
 * Whether to repeat, and after which wait. Never sooner than the other side asked for; never a wait that leaves no
 * time for the call behind it.
 */
export function decideRetry(situation: RetrySituation): RetryDecision {
  const { verdict, attempts } = situation;
  const giveUp = (reason: GiveUpReason, retryAfterMs = verdict.retryAfterMs): RetryDecision => ({
    retry: false,
    reason,
    retryAfterMs,
  });
  if (!verdict.retryable) return giveUp('not_retryable');
  if (verdict.outcome === 'unknown' && !situation.repeatable) return giveUp('unknown_outcome');
  if (attempts > situation.maxRetries) return giveUp('max_retries');
  const ceilingMs = backoffCeilingMs(attempts - 1, situation.backoff, verdict.rateLimited);
  const delayMs = Math.max(backoffMs(ceilingMs, situation.random), verdict.retryAfterMs ?? 0);
  if (delayMs > situation.maxWaitMs) return giveUp('wait_too_long', delayMs);
  if (delayMs >= situation.remainingMs) return giveUp('no_time_left', delayMs);
  return { retry: true, delayMs };
}
