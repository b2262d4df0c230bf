/** Every attribute this project puts on spans and metrics, in one place. Standard names where there are some. */
export const telemetryAttributes = {
  /** The policy: one dependency, mostly. */
  policyName: 'ballast.policy.name',
  /** What was done, in few different words. */
  operationName: 'ballast.operation.name',
  /** Attempts an operation made, those included that a guard refused. */
  operationAttempts: 'ballast.operation.attempts',
  /** How an operation ended: `success` or the reason for giving up. */
  operationResult: 'ballast.operation.result',
  /** The whole budget of a deadline, in ms. */
  deadlineBudgetMs: 'ballast.deadline.budget_ms',
  /** What was left of it when the span ended, in ms. */
  deadlineRemainingMs: 'ballast.deadline.remaining_ms',
  /** Number of the attempt, 1 for the first. */
  retryAttempt: 'ballast.retry.attempt',
  /** The wait before the next attempt, in ms. */
  retryDelayMs: 'ballast.retry.delay_ms',
  /** What set that wait: `backoff`, `rate_limited` or `retry_after`. */
  retryReason: 'ballast.retry.reason',
  /** How long the caller is told to wait before a repeat, in ms. */
  retryAfterMs: 'ballast.retry.after_ms',
  /** What is known of a failed attempt: `not_sent`, `rejected` or `unknown`. */
  attemptOutcome: 'ballast.attempt.outcome',
  /** The attempt's own time, in ms. */
  attemptBudgetMs: 'ballast.attempt.budget_ms',
  /** `closed`, `open` or `half_open`. */
  breakerState: 'ballast.breaker.state',
  /** How long an attempt waited for a place, in ms. */
  bulkheadQueueMs: 'ballast.bulkhead.queue_ms',
  /** What became of an idempotent call: `first`, `replayed`, `in_progress`, … */
  idempotencyOutcome: 'ballast.idempotency.outcome',
  /** `atomic` or `leased`. */
  idempotencyMode: 'ballast.idempotency.mode',
  /** Standard: a code or a class name, never a message. */
  errorType: 'error.type',
  /** Standard: how often the request was sent before. Absent on the first attempt. */
  httpResendCount: 'http.request.resend_count',
} as const;

export type TelemetryAttribute = (typeof telemetryAttributes)[keyof typeof telemetryAttributes];
