import { CircuitState, ConsecutiveBreaker, CountBreaker, type IBreaker } from 'cockatiel';

/** When a closed breaker opens: after so many failures in a row, or when too many of the last calls failed. */
export type OpeningRule =
  | { readonly consecutiveFailures: number }
  | {
      /** Opens above this share of failures, in (0, 1). */
      readonly failureRatio: number;
      /** How many of the last calls are looked at. */
      readonly lastCalls: number;
      /** Calls seen before it may open. Default: `lastCalls`. */
      readonly minimumCalls?: number;
    };

/** Counts outcomes while the breaker is closed. */
export interface OutcomeCounter {
  succeeded(): void;
  /** Whether the breaker is to open. */
  failed(): boolean;
}

function cockatielRule(rule: OpeningRule): IBreaker {
  if ('consecutiveFailures' in rule) {
    const { consecutiveFailures } = rule;
    if (!Number.isSafeInteger(consecutiveFailures) || consecutiveFailures < 1) {
      throw new RangeError(`consecutiveFailures must be a positive integer, got ${consecutiveFailures}`);
    }
    return new ConsecutiveBreaker(consecutiveFailures);
  }
  const { failureRatio, lastCalls, minimumCalls = lastCalls } = rule;
  return new CountBreaker({ threshold: failureRatio, size: lastCalls, minimumNumberOfCalls: minimumCalls });
}

/** A fresh counter. cockatiel counts; its clock, its queue and its states are not used (docs/decisions/0012). */
export function outcomeCounter(rule: OpeningRule): OutcomeCounter {
  const counting = cockatielRule(rule);
  return {
    succeeded: () => counting.success(CircuitState.Closed),
    failed: () => counting.failure(CircuitState.Closed),
  };
}
