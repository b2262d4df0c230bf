import { backoffCeilingMs, backoffMs, comeBackMs } from '@ballast/reliability';
import type { DeliveryFailure } from '../../outlet.ts';
import { vendorName } from './content.ts';

/** What a message becomes after an attempt. */
export type Settlement =
  | { readonly status: 'delivered'; readonly externalRef: string | null; readonly found: boolean }
  | {
      readonly status: 'pending';
      /** Until the next attempt, in ms. */
      readonly delayMs: number;
      /** False when it was only told to come back later: such an attempt is not lost. */
      readonly counted: boolean;
      readonly uncertain: boolean;
      readonly error: string;
    }
  | { readonly status: 'failed' | 'unknown'; readonly error: string };

/** What the decision depends on. */
export interface AttemptFacts {
  readonly vendor: string;
  /** Attempts so far, this one included. */
  readonly attempts: number;
  /** Whether an earlier attempt may have arrived. */
  readonly uncertain: boolean;
  /** Since it was written, in ms. */
  readonly ageMs: number;
}

/** Attempts that count, and how long it is tried at all, in ms: what nobody took for three days helps nobody. */
export const maxAttempts = 10;
export const maxAgeMs = 3 * 86_400_000;
/** Between attempts: each is a job of its own, so waiting is cheap. */
const patience = { initialMs: 5_000, maxMs: 3_600_000 };

/**
 * What follows from a failed attempt. A message that may have arrived is never called failed: it is looked up before
 * a repeat, and where that can't settle it the person is asked (I7).
 */
export function settlementOf(facts: AttemptFacts, failure: DeliveryFailure, random: number): Settlement {
  const uncertain = facts.uncertain || failure.outcome === 'unknown';
  const error = sayFailure(facts.vendor, failure, uncertain);
  const counted = failure.retryAfterMs === undefined;
  // The first doubt is always looked into: whoever delivers looks before it sends again.
  const retryable = failure.retryable || (uncertain && !facts.uncertain);
  const mayRepeat = retryable && (!counted || facts.attempts < maxAttempts);
  if (!mayRepeat || facts.ageMs > maxAgeMs) return { status: uncertain ? 'unknown' : 'failed', error };
  const usualMs = backoffMs(backoffCeilingMs(facts.attempts - 1, patience), random);
  const delayMs = Math.max(usualMs, comeBackMs(failure.retryAfterMs ?? 0, random));
  return { status: 'pending', delayMs, counted, uncertain, error };
}

function sayFailure(vendor: string, failure: DeliveryFailure, uncertain: boolean): string {
  const name = vendorName(vendor);
  if (failure.code === 'not_connected') return `${name} is not connected. Connect it, then send again.`;
  if (failure.code === 'reconnect_needed') {
    return `${name} no longer accepts our credentials. Connect it again, then send again.`;
  }
  const why = failure.code === undefined ? '' : ` (${failure.code})`;
  if (uncertain) return `It may have arrived: ${name} did not say${why}. Look there before sending it again.`;
  if (failure.retryAfterMs !== undefined) return `${name} asked us to come back later${why}.`;
  return failure.outcome === 'rejected' ? `${name} refused it${why}.` : `${name} could not be reached${why}.`;
}
