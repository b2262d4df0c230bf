import type { CallResult, CircuitBreaker, Permit } from './breaker.ts';
import type { Bulkhead, Release } from './bulkhead.ts';
import type { Deadline } from './deadline.ts';
import { endedBeforeCall, failedVerdict } from './ended.ts';
import { isReliabilityError } from './errors.ts';
import { errorTypeOf, type OnEvent, type Operation } from './events.ts';
import { retryAfterMsOf } from './failure.ts';
import type { Attempt } from './retry.ts';
import type { PolicyTelemetry } from './telemetry.ts';
import { timeout } from './timeout.ts';
import type { Classify, Verdict } from './verdict.ts';

/** What stands around each attempt of one operation. */
export interface Guards {
  readonly operation: Operation;
  readonly timeoutMs: number;
  readonly breaker: CircuitBreaker | undefined;
  readonly bulkhead: Bulkhead | undefined;
  readonly classify: Classify;
  readonly emit: OnEvent;
  readonly telemetry: PolicyTelemetry;
}

/** Asks the breaker and tells when it refused. */
function ask<T>(guards: Guards, attempt: number, step: (breaker: CircuitBreaker) => T): T | undefined {
  const { breaker, operation, emit } = guards;
  if (breaker === undefined) return undefined;
  try {
    return step(breaker);
  } catch (error) {
    const retryAfterMs = retryAfterMsOf(error) ?? 0;
    emit({ type: 'breaker_rejected', operation, attempt, breaker: breaker.state, retryAfterMs });
    throw error;
  }
}

async function takePlace(guards: Guards, attempt: number, deadline: Deadline): Promise<Release> {
  const { bulkhead, operation, emit } = guards;
  if (bulkhead === undefined) return () => {};
  try {
    return await bulkhead.acquire(deadline.signal);
  } catch (error) {
    if (deadline.reason) throw endedBeforeCall(deadline);
    emit({
      type: 'bulkhead_rejected',
      operation,
      attempt,
      running: bulkhead.running,
      queued: bulkhead.queued,
    });
    throw error;
  }
}

/**
 * What a failed attempt says about the dependency. Running out of the caller's time counts only when the attempt had
 * all the time an attempt gets; a caller who left and a shutdown never count.
 */
function resultOf(verdict: Verdict, deadline: Deadline, hadItsTime: boolean): CallResult {
  if (deadline.abortKind !== undefined)
    return deadline.abortKind === 'timeout' && hadItsTime ? 'failure' : 'neutral';
  return verdict.countsAgainstBreaker ? 'failure' : 'neutral';
}

interface Call<T> {
  readonly number: number;
  readonly deadline: Deadline;
  readonly queuedMs: number;
  readonly permit: Permit | undefined;
  readonly begin: (own: Deadline) => Promise<T>;
}

/** Makes the call under its timeout, and tells the breaker and the listeners how it went. */
async function timedCall<T>(call: Call<T>, guards: Guards): Promise<T> {
  const { deadline, permit, number: attempt } = call;
  const { operation, timeoutMs, breaker, emit } = guards;
  const startMs = deadline.runtime.monotonicMs();
  const budgetMs = Math.min(timeoutMs, deadline.remainingMs());
  const durationMs = () => deadline.runtime.monotonicMs() - startMs;
  emit({
    type: 'attempt_started',
    operation,
    attempt,
    budgetMs,
    queuedMs: call.queuedMs,
    breaker: breaker?.state,
  });
  try {
    const value = await timeout(call.begin, timeoutMs, deadline);
    permit?.end('success');
    emit({ type: 'attempt_succeeded', operation, attempt, durationMs: durationMs() });
    return value;
  } catch (error) {
    const verdict = failedVerdict(error, deadline, guards.classify);
    permit?.end(resultOf(verdict, deadline, budgetMs >= timeoutMs));
    const limit = deadline.abortKind === 'timeout' ? 'deadline' : 'attempt';
    if (limit === 'deadline' || isReliabilityError(error, 'attempt_timeout')) {
      emit({ type: 'attempt_timed_out', operation, attempt, budgetMs, limit });
    }
    emit({
      type: 'attempt_failed',
      operation,
      attempt,
      durationMs: durationMs(),
      errorType: errorTypeOf(error),
      verdict,
    });
    throw error;
  }
}

/**
 * One attempt behind its guards: breaker, place in the bulkhead, breaker again, timeout. The breaker is asked before
 * queueing so that a sick dependency is refused at once, and after it because only then does the call begin: nobody
 * holds the trial while waiting in the queue.
 */
export async function guardedAttempt<T>(
  fn: (attempt: Attempt) => Promise<T>,
  number: number,
  deadline: Deadline,
  guards: Guards,
): Promise<T> {
  const { operation, telemetry, timeoutMs } = guards;
  ask(guards, number, (breaker) => breaker.check());
  const arrivedMs = deadline.runtime.monotonicMs();
  const release = await takePlace(guards, number, deadline);
  let work: Promise<unknown> | undefined;
  const begin = (own: Deadline) => {
    const running = telemetry.inAttempt(operation, () => fn({ number, deadline: own, signal: own.signal }));
    work = running;
    return running;
  };
  try {
    if (deadline.remainingMs() === 0) throw endedBeforeCall(deadline);
    const permit = ask(guards, number, (breaker) =>
      breaker.acquire(Math.min(timeoutMs, deadline.remainingMs())),
    );
    const queuedMs = deadline.runtime.monotonicMs() - arrivedMs;
    return await timedCall({ number, deadline, queuedMs, permit, begin }, guards);
  } finally {
    // A place is free when its work has stopped, not when its caller has stopped waiting.
    if (work === undefined) release();
    else work.then(release, release);
  }
}
