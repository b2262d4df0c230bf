/** How waits grow from one retry to the next. */
export interface Backoff {
  /** Upper end of the first wait, in ms. */
  readonly initialMs: number;
  /** No wait chosen here is longer, in ms. A vendor's Retry-After may be. */
  readonly maxMs: number;
}

export const defaultBackoff: Backoff = { initialMs: 1_000, maxMs: 10_000 };

/** Beyond this doubling every sane `maxMs` is reached, and 2^n is still a finite number. */
const lastDoubling = 60;

/**
 * Upper end of the wait before retry `retry` (0 is the first), in ms: `min(maxMs, initialMs · 2^retry)`.
 * Being rate limited starts at twice that.
 */
export function backoffCeilingMs(
  retry: number,
  backoff: Backoff = defaultBackoff,
  rateLimited = false,
): number {
  const firstMs = rateLimited ? backoff.initialMs * 2 : backoff.initialMs;
  return Math.min(backoff.maxMs, firstMs * 2 ** Math.min(retry, lastDoubling));
}

/**
 * A wait from the upper half of the ceiling, in ms. The half that is always waited keeps the growth; the random
 * half spreads callers that failed together.
 * @param random Uniform in [0, 1).
 */
export function backoffMs(ceilingMs: number, random: number): number {
  return ceilingMs / 2 + (ceilingMs / 2) * random;
}

/** Nobody is sent further into the future than this for the sake of spreading, in ms. */
const widestSpreadMs = 60_000;

/**
 * When to come back after being told to wait, in ms: never sooner, and anywhere in as long again. All who meet an open
 * breaker are told the same moment; coming back together they would be the next outage.
 * @param random Uniform in [0, 1).
 */
export function comeBackMs(retryAfterMs: number, random: number): number {
  return retryAfterMs + Math.min(retryAfterMs, widestSpreadMs) * random;
}
