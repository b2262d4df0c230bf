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
  /** `query` or `mutation`. */
  procedureType: 'ballast.procedure.type',
  /** How a call was answered: `ok`, or the reason code of its error. */
  procedureReason: 'ballast.procedure.reason',
  /** What a transaction is for: a procedure's path, mostly. */
  transactionName: 'ballast.transaction.name',
  /** `committed`, `rolled_back` or `unknown`. */
  transactionOutcome: 'ballast.transaction.outcome',
  /** How often a transaction was run again before that. */
  transactionReruns: 'ballast.transaction.reruns',
  /** Which delivery of a job this is, 1 for the first. */
  jobAttempt: 'ballast.job.attempt',
  /** How long after its due time a job was begun, in ms. */
  jobLagMs: 'ballast.job.lag_ms',
  /** Standard: a code or a class name, never a message. */
  errorType: 'error.type',
  /** Standard: whose call it is, as our own opaque id. */
  userId: 'user.id',
  /** Standard: the request's method. */
  httpMethod: 'http.request.method',
  /** Standard: where the door is mounted; never the path or the query, which can quote a person. */
  httpRoute: 'http.route',
  /** Standard: the answer's status. */
  httpStatus: 'http.response.status_code',
  /** Standard: `trpc`. */
  rpcSystem: 'rpc.system.name',
  /** Standard: the procedure's path. */
  rpcMethod: 'rpc.method',
  /** Standard: `postgresql`. */
  dbSystem: 'db.system.name',
  /** Standard: the statement's first word, such as `INSERT`. */
  dbOperation: 'db.operation.name',
  /** Standard: the table, when there is one and it is cheap to tell. */
  dbCollection: 'db.collection.name',
  /** Standard: the statement with `$1` for its values; a literal in it is shown as `?`. */
  dbQueryText: 'db.query.text',
  /** Standard: the SQLSTATE of a failure. */
  dbStatus: 'db.response.status_code',
  /** Standard: the pool's name. */
  poolName: 'db.client.connection.pool.name',
  /** Standard: `used` or `idle`. */
  poolState: 'db.client.connection.state',
  /** Standard: `graphile_worker`. */
  messagingSystem: 'messaging.system.name',
  /** Standard: `process`. */
  messagingOperation: 'messaging.operation.name',
  /** Standard: `process`. */
  messagingOperationType: 'messaging.operation.type',
  /** Standard: the job's task. */
  messagingDestination: 'messaging.destination.name',
  /** Standard: the job's id. */
  messagingMessageId: 'messaging.message.id',
  /** Standard: how often the request was sent before. Absent on the first attempt. */
  httpResendCount: 'http.request.resend_count',
} as const;

export type TelemetryAttribute = (typeof telemetryAttributes)[keyof typeof telemetryAttributes];
