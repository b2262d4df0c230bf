import type { Outcome } from '@ballast/reliability';
import type { IntegrationCode } from './errors.ts';

/** Which of the two attempt timeouts of the environment holds. */
export type TimeoutClass = 'ai' | 'integration';

/**
 * What may follow an outcome nobody knows. `safe`: a repeat does no harm (reads, generation, effects with an id of
 * ours that the vendor knows). `after-lookup`: only after asking the vendor whether it happened. `never`: a person decides.
 */
export type Repeat = 'safe' | 'after-lookup' | 'never';

/** What one failed attempt means, read where it was born. */
export interface FailureFacts {
  readonly code: IntegrationCode;
  readonly status?: number | undefined;
  readonly vendorCode?: string | undefined;
  readonly outcome: Outcome;
  /** Whether the same attempt can succeed on a repeat; `repeat` of the operation still decides whether it is made. */
  readonly retryable: boolean;
  /** The wait the vendor asked for, in ms. */
  readonly retryAfterMs?: number | undefined;
  /** Whether the vendor itself is ill: 4xx and whatever depends on the input don't say so. */
  readonly countsAgainstBreaker: boolean;
}

/** Turns what a vendor's SDK threw into facts. `nowMs` is the wall clock, for dates in headers. */
export type ReadFailure = (error: unknown, nowMs: number) => FailureFacts;

/** One thing that can be asked of a vendor, declared once. */
export interface Operation {
  /** The dependency's name in spans, metrics, records: `slack`. */
  readonly vendor: string;
  /** What is done, as the vendor calls it: `chat.postMessage`. Never an id or a text. */
  readonly name: string;
  readonly timeoutClass: TimeoutClass;
  readonly repeat: Repeat;
  /** Default: `readHttpFailure`, which knows fetch and most SDKs. */
  readonly readFailure?: ReadFailure;
}

const vendorName = /^[a-z][a-z0-9_]{0,31}$/;
const operationName = /^[a-zA-Z][a-zA-Z0-9_.]{0,63}$/;

/**
 * Declares an operation. Names end up as labels of metrics, so they must be few and plain.
 * @throws RangeError for a name that could carry anything else.
 */
export function defineOperation(operation: Operation): Operation {
  if (!vendorName.test(operation.vendor) || !operationName.test(operation.name)) {
    throw new RangeError('An operation needs a plain vendor and name, such as slack and chat.postMessage');
  }
  return Object.freeze({ ...operation });
}
