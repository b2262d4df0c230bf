import {
  type BreakerState,
  Bulkhead,
  CircuitBreaker,
  type Classify,
  definePolicy,
  type OnEvent,
  type Policy,
  type RetryBudget,
  type Runtime,
} from '@ballast/reliability';
import type { TimeoutClass } from './operation.ts';
import type { DoorSettings } from './settings.ts';

/** Places for calls at a time and in the queue, for each credential. A model is slow; a vendor's API is not. */
const places = {
  ai: { maxConcurrent: 16, maxQueue: 64 },
  integration: { maxConcurrent: 8, maxQueue: 32 },
} as const;

/** What stands between us and one vendor under one credential, for an operations page. */
export interface GuardState {
  readonly vendor: string;
  /** The id the caller gave its credential; never the credential. */
  readonly credential: string;
  /** Whose it was at the last call; absent for what all owners share. */
  readonly ownerId: string | undefined;
  readonly breaker: BreakerState;
  /** Failures of the vendor's own since its last success. */
  readonly failures: number;
  /** Until the next probe is let through, in ms; 0 when calls pass. */
  readonly retryAfterMs: number;
  /** When that is, in epoch ms. */
  readonly openUntilMs: number | undefined;
  readonly running: number;
  readonly queued: number;
  /** Retries the vendor's budget has left, for all its credentials together. */
  readonly retriesLeft: number;
  /** Epoch ms. */
  readonly lastSuccessAtMs: number | undefined;
  readonly lastFailureAtMs: number | undefined;
}

/** The guards of one vendor and credential. */
export interface Guard {
  readonly policy: Policy;
  ownerId: string | undefined;
  idle(): boolean;
  state(): GuardState;
}

export interface GuardOptions {
  readonly settings: DoorSettings;
  readonly runtime: Runtime;
  readonly classify: Classify;
  readonly onEvent: OnEvent;
  readonly vendor: string;
  readonly credential: string;
  readonly timeoutClass: TimeoutClass;
  readonly budget: RetryBudget;
}

export function createGuard(options: GuardOptions): Guard {
  const { settings, runtime, vendor, credential, timeoutClass, budget } = options;
  const breaker = new CircuitBreaker({
    opens: { consecutiveFailures: settings.breakerFailures },
    cooldownMs: settings.breakerCooldownMs,
    runtime,
  });
  const bulkhead = new Bulkhead(places[timeoutClass]);
  let failures = 0;
  let lastSuccessAtMs: number | undefined;
  let lastFailureAtMs: number | undefined;
  const policy = definePolicy({
    name: vendor,
    timeoutMs: settings.timeoutMs[timeoutClass],
    classify: options.classify,
    retry: {
      maxRetries: settings.maxRetries,
      backoff: { initialMs: settings.retryInitialMs, maxMs: settings.retryMaxMs },
    },
    breaker,
    bulkhead,
    budget,
    runtime,
    onEvent: (event) => {
      if (event.type === 'attempt_succeeded') {
        failures = 0;
        lastSuccessAtMs = runtime.now();
      } else if (event.type === 'attempt_failed' && event.verdict.countsAgainstBreaker) {
        failures += 1;
        lastFailureAtMs = runtime.now();
      }
      options.onEvent(event);
    },
  });
  const guard: Guard = {
    policy,
    ownerId: undefined,
    idle: () => breaker.state === 'closed' && bulkhead.running + bulkhead.queued === 0,
    state: () => {
      const { retryAfterMs } = breaker;
      return {
        vendor,
        credential,
        ownerId: guard.ownerId,
        breaker: breaker.state,
        failures,
        retryAfterMs,
        openUntilMs: breaker.state === 'open' ? runtime.now() + retryAfterMs : undefined,
        running: bulkhead.running,
        queued: bulkhead.queued,
        retriesLeft: Math.floor(budget.available),
        lastSuccessAtMs,
        lastFailureAtMs,
      };
    },
  };
  return guard;
}
