export { type Backoff, backoffCeilingMs, backoffMs, comeBackMs, defaultBackoff } from './backoff.ts';
export {
  type BreakerChange,
  type BreakerOptions,
  type BreakerState,
  type CallResult,
  CircuitBreaker,
  type Permit,
} from './breaker.ts';
export { Bulkhead, type BulkheadOptions, type Release } from './bulkhead.ts';
export {
  CanonicalJsonError,
  type CanonicalJsonReason,
  canonicalJson,
  isCanonicalJsonError,
} from './canonical-json.ts';
export { httpClassifier } from './classify-http.ts';
export { type AbortKind, type ChildOptions, Deadline, type DeadlineOptions } from './deadline.ts';
export {
  isReliabilityError,
  type ReliabilityCode,
  ReliabilityError,
  type ReliabilityErrorOptions,
  reliabilityCodes,
} from './errors.ts';
export type { OnEvent, Operation, PolicyEvent } from './events.ts';
export { type AttemptRecord, type Failure, failureOf, type GiveUpReason, retryAfterMsOf } from './failure.ts';
export { type FaultPoints, noFaults } from './fault-points.ts';
export { fingerprint } from './fingerprint.ts';
export { answerLimitBytes, serialiseAnswer } from './idempotency/answer.ts';
export type {
  Answer,
  AtomicCall,
  Idempotency,
  IdempotencyEvent,
  IdempotencyOutcome,
  KeyedCall,
  LeasedCall,
  LeasedHandle,
  StepContext,
} from './idempotency/contract.ts';
export {
  type Decision,
  decide,
  decideWhileHeld,
  grantsKey,
  type IdempotencyRecord,
  noSteps,
  type Steps,
} from './idempotency/decide.ts';
export { createIdempotency, type IdempotencyOptions } from './idempotency/engine.ts';
export { parseIdempotencyKey } from './idempotency/key.ts';
export { type IdempotencyPoint, idempotencyPoints } from './idempotency/points.ts';
export type { Claim, IdempotencyStore, Lease, RecordId, ReplayCount } from './idempotency/store.ts';
export {
  createMemoryIdempotencyStore,
  type MemoryIdempotencyStore,
  type MemoryTx,
} from './idempotency-memory.ts';
export type { OpeningRule } from './opening-rule.ts';
export {
  definePolicy,
  type Policy,
  type PolicyOptions,
  type PolicyState,
  type RunOptions,
} from './policy.ts';
export { type Attempt, type RetryOptions, type RetrySettings, retry } from './retry.ts';
export { type HeadersLike, longestRetryAfterMs, parseRetryAfter } from './retry-after.ts';
export { RetryBudget, type RetryBudgetOptions } from './retry-budget.ts';
export { type Runtime, systemRuntime, type Timer, type TimerOptions } from './runtime.ts';
export { type SleepOptions, sleep } from './sleep.ts';
export { openTelemetry, type PolicyTelemetry } from './telemetry.ts';
export { type TelemetryAttribute, telemetryAttributes } from './telemetry-attributes.ts';
export { timeout } from './timeout.ts';
export type { Classify, Outcome, Verdict } from './verdict.ts';
