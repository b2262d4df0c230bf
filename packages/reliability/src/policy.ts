import { type BreakerOptions, type BreakerState, CircuitBreaker } from './breaker.ts';
import { Bulkhead, type BulkheadOptions } from './bulkhead.ts';
import type { Deadline } from './deadline.ts';
import { type OnEvent, shielded } from './events.ts';
import { guardedAttempt } from './guarded-attempt.ts';
import { type Attempt, type RetrySettings, retry } from './retry.ts';
import { RetryBudget, type RetryBudgetOptions } from './retry-budget.ts';
import { type Runtime, systemRuntime } from './runtime.ts';
import { openTelemetry, type PolicyTelemetry } from './telemetry.ts';
import type { Classify } from './verdict.ts';

export interface PolicyOptions {
  /** Names the dependency in events, spans and metrics. */
  readonly name: string;
  /** The longest one attempt may take, in ms. Keep it below the budgets of the callers, see README. */
  readonly timeoutMs: number;
  readonly classify: Classify;
  /** Absent: three repeats. */
  readonly retry?: RetrySettings;
  /** Settings for a breaker of this policy's own, or one shared with others. Absent: none. */
  readonly breaker?: BreakerOptions | CircuitBreaker;
  readonly bulkhead?: BulkheadOptions | Bulkhead;
  readonly budget?: RetryBudgetOptions | RetryBudget;
  /** For what the policy makes itself: breaker and budget. Calls go by their deadline's runtime. */
  readonly runtime?: Runtime | undefined;
  readonly onEvent?: OnEvent;
  /** Default: OpenTelemetry's API, which does nothing until an SDK is registered. */
  readonly telemetry?: PolicyTelemetry;
}

export interface RunOptions {
  /** What is done, in few different words (`messages.post`). Default: the policy's name. */
  readonly operation?: string;
  /** Whether a repeat after an unknown outcome can't do harm. Default: the policy's `retry.repeatable`, or false. */
  readonly repeatable?: boolean;
  readonly maxRetries?: number;
  readonly classify?: Classify;
}

export interface PolicyState {
  readonly name: string;
  readonly breaker?: { readonly state: BreakerState; readonly retryAfterMs: number };
  readonly bulkhead?: { readonly running: number; readonly queued: number };
  readonly budget?: { readonly available: number };
}

export interface Policy {
  readonly name: string;
  /**
   * Runs `fn` under the policy, within `deadline`.
   * Rejects with the last error `fn` threw, or with a ReliabilityError; `failureOf(error)` has the story.
   */
  run<T>(fn: (attempt: Attempt) => Promise<T>, deadline: Deadline, options?: RunOptions): Promise<T>;
  state(): PolicyState;
}

/** The breaker and the retry both ask about the same failure; the caller's function is asked once. */
function rememberingLast(classify: Classify): Classify {
  let last: { error: unknown; verdict: ReturnType<Classify> } | undefined;
  return (error) => {
    if (last === undefined || last.error !== error) last = { error, verdict: classify(error) };
    return last.verdict;
  };
}

/**
 * One dependency's policy. The order is fixed, from the outside in:
 *
 *     retry (and its budget) → breaker → bulkhead → breaker's permit → timeout → fn
 *
 * Retry is outermost: each attempt passes all guards anew, so that a breaker that opens stops the repeats, nobody
 * keeps a place while waiting between attempts, and the timeout bounds one attempt, not the queue before it. Only the
 * deadline bounds everything.
 *
 * @throws RangeError for options that make no sense.
 */
export function definePolicy(options: PolicyOptions): Policy {
  const { name, timeoutMs, runtime = systemRuntime, telemetry = openTelemetry() } = options;
  if (!(timeoutMs > 0))
    throw new RangeError(`timeoutMs of policy ${name} must be positive, got ${timeoutMs}`);
  const breaker = made(options.breaker, CircuitBreaker, runtime);
  const bulkhead = made(options.bulkhead, Bulkhead, runtime);
  const budget = made(options.budget, RetryBudget, runtime);
  const listen = shielded(options.onEvent);
  const watch = shielded(telemetry.onEvent);
  const emit: OnEvent = (event) => {
    watch(event);
    listen(event);
  };
  breaker?.onChange((change) => emit({ type: 'breaker_changed', policy: name, ...change }));

  return {
    name,
    run: (
      fn,
      deadline,
      { operation: operationName = name, classify = options.classify, ...settings } = {},
    ) => {
      const operation = { policy: name, name: operationName };
      const asked = rememberingLast(classify);
      const guards = { operation, timeoutMs, breaker, bulkhead, classify: asked, emit, telemetry };
      const attempt = ({ number }: Attempt) => guardedAttempt(fn, number, deadline, guards);
      const retryOptions = {
        ...options.retry,
        ...settings,
        classify: asked,
        budget,
        onEvent: emit,
        operation,
      };
      return telemetry.inOperation(operation, deadline, () => retry(attempt, deadline, retryOptions));
    },
    state: () => ({
      name,
      ...(breaker && { breaker: { state: breaker.state, retryAfterMs: breaker.retryAfterMs } }),
      ...(bulkhead && { bulkhead: { running: bulkhead.running, queued: bulkhead.queued } }),
      ...(budget && { budget: { available: budget.available } }),
    }),
  };
}

/** A part shared with other policies as it is, or one made from its settings. */
function made<Part extends object, Settings extends object>(
  given: Part | Settings | undefined,
  Kind: new (settings: Settings & { runtime: Runtime }) => Part,
  runtime: Runtime,
): Part | undefined {
  if (given === undefined || given instanceof Kind) return given;
  return new Kind({ runtime, ...(given as Settings) });
}
