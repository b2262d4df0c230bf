import type { Backoff } from '../backoff.ts';
import { backoffCeilingMs, backoffMs } from '../backoff.ts';
import type { Deadline } from '../deadline.ts';
import { sleep } from '../sleep.ts';

/** How looks at a key that is held elsewhere are spaced. */
const patience: Backoff = { initialMs: 20, maxMs: 500 };
/** Kept back from the budget to say 409 in, before the deadline says 408, in ms. */
const reserveMs = 100;
/** What a caller who may not wait here any longer is told, where nothing better is known, in ms. */
const usualRetryAfterMs = 1_000;

/** How long the budget allows to wait, in ms. */
export function waitableMs(deadline: Deadline): number {
  return Math.max(0, deadline.remainingMs() - reserveMs);
}

/**
 * Sleeps until the next look, holding nothing. False when the budget has no room for one.
 * @param leaseMs Time until the holder's lease runs out, where it is known: not slept beyond.
 */
export async function pause(deadline: Deadline, looks: number, leaseMs?: number): Promise<boolean> {
  const ceilingMs = backoffCeilingMs(looks, patience);
  const usualMs = backoffMs(ceilingMs, deadline.runtime.random());
  const waitMs = Math.min(usualMs, leaseMs ?? usualMs, waitableMs(deadline));
  if (waitMs <= 0) return false;
  await sleep(waitMs, deadline);
  return true;
}

/** When asking again is worth it, in ms: most holders are done long before their lease is. */
export function retryAfterMs(leaseMs: number | undefined): number {
  return Math.min(usualRetryAfterMs, Math.max(1, Math.ceil(leaseMs ?? usualRetryAfterMs)));
}
