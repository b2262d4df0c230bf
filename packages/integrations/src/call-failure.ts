import {
  type Classify,
  failureOf,
  isReliabilityError,
  type Outcome,
  type ReliabilityCode,
} from '@ballast/reliability';
import { type IntegrationCode, IntegrationError, isIntegrationError } from './errors.ts';
import { readHttpFailure } from './http-failure.ts';
import type { FailureFacts, Operation } from './operation.ts';

/** A caller's own end: no failure of the vendor, so it stays the error it is. */
const endedByCaller: ReadonlySet<ReliabilityCode> = new Set([
  'deadline_exceeded',
  'caller_left',
  'shutting_down',
]);

/** What an attempt's error says to the policy, beside the error: it is not for whoever catches it. */
const factsOf = new WeakMap<object, FailureFacts>();

/** What the policy makes of an attempt's error. */
export const classifyAttempt: Classify = (error) => {
  const facts = isIntegrationError(error) ? factsOf.get(error) : undefined;
  if (facts === undefined) return { retryable: false, countsAgainstBreaker: false, outcome: 'unknown' };
  return { ...facts, rateLimited: facts.code === 'dependency_rate_limited' };
};

/**
 * An attempt's error in our words. One that the vendor's client put into them already stays as it is; it is about the
 * answer's content, which says nothing about the vendor's health.
 */
export function attemptError(
  error: unknown,
  { vendor, name, readFailure }: Operation,
  nowMs: number,
): unknown {
  if (isReliabilityError(error)) return error;
  const known = isIntegrationError(error);
  const facts: FailureFacts = known
    ? { ...error.toJSON(), countsAgainstBreaker: false }
    : (readFailure ?? readHttpFailure)(error, nowMs);
  const ours = known ? error : new IntegrationError({ ...facts, vendor, operation: name });
  factsOf.set(ours, facts);
  return ours;
}

/** The error of the whole operation: what its attempts together say, and when to come back. */
export function operationError(
  error: unknown,
  { vendor, name, repeat }: Operation,
  attempts: number,
): unknown {
  const failure = failureOf(error);
  const outcome = failure?.outcome ?? 'unknown';
  const mayRepeat = outcome !== 'unknown' || repeat === 'safe';
  const whole = { vendor, operation: name, outcome, attempts, reason: failure?.reason };
  if (isIntegrationError(error)) {
    const { code, status, vendorCode, retryable } = error;
    const retryAfterMs = failure?.retryAfterMs ?? error.retryAfterMs;
    return new IntegrationError({
      ...whole,
      code,
      status,
      vendorCode,
      retryAfterMs,
      retryable: retryable && mayRepeat,
    });
  }
  if (!isReliabilityError(error) || endedByCaller.has(error.code)) return error;
  return new IntegrationError({
    ...whole,
    code: error.code as IntegrationCode,
    retryAfterMs: failure?.retryAfterMs ?? error.retryAfterMs,
    retryable: mayRepeat,
  });
}

/** What is known of a failed call's effect, whatever its error; `unknown` for errors from elsewhere. */
export function outcomeOf(error: unknown): Outcome {
  return isIntegrationError(error) ? error.outcome : (failureOf(error)?.outcome ?? 'unknown');
}
