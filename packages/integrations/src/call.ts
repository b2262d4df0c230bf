import {
  type Attempt,
  type Deadline,
  isReliabilityError,
  type Runtime,
  systemRuntime,
} from '@ballast/reliability';
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { attemptError, classifyAttempt, operationError, outcomeOf } from './call-failure.ts';
import { logsCalls } from './call-log.ts';
import type { CallRecord, OnCall } from './call-record.ts';
import { isIntegrationError } from './errors.ts';
import { GuardTable } from './guard-table.ts';
import type { GuardState } from './guards.ts';
import { type IntegrationLogger, silentLogger } from './logger.ts';
import type { Operation } from './operation.ts';
import { type DoorSettings, doorSettings } from './settings.ts';

export interface DoorOptions {
  readonly settings?: DoorSettings;
  readonly runtime?: Runtime;
  readonly logger?: IntegrationLogger;
  readonly onCall?: OnCall;
  /** Guards kept at a time, one a vendor and credential. Default 1 000. */
  readonly mostCredentials?: number;
}

/** On whose behalf and within which time a call is made. */
export interface CallContext {
  /** Names the credential without being it: the integration's id, or `credentialId(secret)`. */
  readonly credential: string;
  readonly ownerId?: string | undefined;
  readonly deadline: Deadline;
}

/** The one door for outgoing calls. */
export interface Door {
  readonly settings: DoorSettings;
  /**
   * Runs `fn` as an attempt of `operation`, again where that mends something and does no harm. `fn` must pass
   * `attempt.signal` to the vendor's client, read the body within the call and make one request only.
   * @throws IntegrationError for whatever the vendor or a guard did; ReliabilityError `deadline_exceeded`,
   *   `caller_left` or `shutting_down` when the caller's own deadline ended (`outcomeOf` tells what is known then).
   */
  call<T>(operation: Operation, context: CallContext, fn: (attempt: Attempt) => Promise<T>): Promise<T>;
  /** What stands before each vendor and credential used lately. */
  states(): GuardState[];
  /** The same for one of them; undefined when it was not used lately. */
  state(vendor: string, credential: string): GuardState | undefined;
}

function errorCodeOf(error: unknown): string {
  return isIntegrationError(error) || isReliabilityError(error) ? error.code : 'internal';
}

function activeTraceId(): string | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  return context !== undefined && isSpanContextValid(context) ? context.traceId : undefined;
}

/** Builds the door. One a process: breakers, budgets and places live in it. */
export function createDoor(options: DoorOptions = {}): Door {
  const { settings = doorSettings(), runtime = systemRuntime, mostCredentials: most = 1_000 } = options;
  const onEvent = logsCalls(options.logger ?? silentLogger);
  const guards = new GuardTable({ settings, runtime, classify: classifyAttempt, onEvent, most });
  const listen = shielded(options.onCall);

  return {
    settings,
    states: () => guards.states(),
    state: (vendor, credential) => guards.find(vendor, credential),
    call: async (operation, { credential, ownerId, deadline }, fn) => {
      const guard = guards.of(operation, credential);
      guard.ownerId = ownerId;
      const { vendor: dependency, name, repeat } = operation;
      const startMs = runtime.monotonicMs();
      const traceId = activeTraceId();
      let attempts = 0;
      const tell = (outcome: CallRecord['outcome'], error?: unknown) => {
        const durationMs = Math.round(runtime.monotonicMs() - startMs);
        const call = { ownerId, dependency, operation: name, outcome, attempts, durationMs, traceId };
        const waitMs = isIntegrationError(error) ? error.retryAfterMs : undefined;
        const retryAfterMs = waitMs === undefined ? undefined : Math.ceil(waitMs);
        listen({ ...call, errorCode: error === undefined ? undefined : errorCodeOf(error), retryAfterMs });
      };
      const attempt = async (given: Attempt) => {
        attempts += 1;
        try {
          return await fn(given);
        } catch (error) {
          throw attemptError(error, operation, runtime.now());
        }
      };
      try {
        const repeatable = repeat === 'safe';
        const value = await guard.policy.run(attempt, deadline, { operation: name, repeatable });
        tell('succeeded');
        return value;
      } catch (thrown) {
        const error = operationError(thrown, operation, attempts);
        tell(outcomeOf(error), error);
        throw error;
      }
    },
  };
}

/** A record is news, not a step of the work: what its listener throws goes no further. */
function shielded(onCall: OnCall | undefined): OnCall {
  return (record) => {
    try {
      onCall?.(record);
    } catch {
      // See above.
    }
  };
}
