import { type Deadline, failureOf, isReliabilityError, type Outcome } from '@ballast/reliability';

/** One message as whoever delivers it gets it. */
export interface OutgoingMessage {
  /** Whose: the credentials used are theirs. */
  readonly ownerId: string;
  /** `slack`, `notion`, `google_calendar` or `gmail`. */
  readonly vendor: string;
  /** `message.post`, `page.create`, `event.put` or `draft.create`. */
  readonly operation: string;
  /** Shaped as `OutboxContent` says for this vendor and operation. */
  readonly payload: unknown;
  /** The same at every attempt: what the vendor can recognise a repeat by. */
  readonly dedupeId: string;
  /** True when an earlier attempt may have arrived: look it up before sending again. */
  readonly uncertain: boolean;
}

/** What became of a message that is there now. */
export interface Delivered {
  /** The vendor's own name for it, where there is one. */
  readonly externalRef?: string | null | undefined;
  /** True when it was there already, from an earlier attempt. */
  readonly found: boolean;
}

/**
 * Where side effects abroad leave. Never called inside a transaction.
 *
 * What it throws should carry `{ outcome, retryable, retryAfterMs?, code?, vendorCode? }`. When `uncertain` is set and the vendor
 * can't tell whether the message is there, it throws `outcome: 'unknown', retryable: false`: then the person decides.
 */
export interface Outlet {
  deliver(message: OutgoingMessage, deadline: Deadline): Promise<Delivered>;
}

/** Why a message is not known to be there. */
export interface DeliveryFailure {
  /** `unknown`: it may have arrived. */
  readonly outcome: Outcome;
  readonly retryable: boolean;
  /** The wait the vendor asked for, in ms: a floor. */
  readonly retryAfterMs: number | undefined;
  /** The vendor's word for it (`channel_not_found`); safe to show, never what a person wrote. */
  readonly code: string | undefined;
}

const outcomes: ReadonlySet<unknown> = new Set(['not_sent', 'rejected', 'unknown'] satisfies Outcome[]);
/** Refusals of our own guards: nothing left the house. */
const refusedByUs: ReadonlySet<string> = new Set(['circuit_open', 'bulkhead_full']);

function isSafeCode(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9_.-]{0,63}$/i.test(value);
}

/** Reads what an outlet threw. Anything it does not explain may have arrived, and is looked up before a repeat. */
export function readDeliveryFailure(error: unknown): DeliveryFailure {
  const told: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  // The vendor's own word says more than our name for it.
  const code = [told['vendorCode'], told['code']].find(isSafeCode);
  const retryAfterMs =
    typeof told['retryAfterMs'] === 'number' && told['retryAfterMs'] >= 0
      ? told['retryAfterMs']
      : failureOf(error)?.retryAfterMs;
  if (outcomes.has(told['outcome'])) {
    return {
      outcome: told['outcome'] as Outcome,
      retryable: told['retryable'] === true,
      retryAfterMs,
      code,
    };
  }
  const outcome =
    failureOf(error)?.outcome ??
    (isReliabilityError(error) && refusedByUs.has(error.code) ? 'not_sent' : 'unknown');
  return { outcome, retryable: true, retryAfterMs, code };
}

/** The outlet of a service that has no vendor set up: nothing leaves, and the person is told why. */
export const noOutlet: Outlet = {
  deliver: async () => {
    throw Object.assign(new Error('No integration is set up.'), {
      outcome: 'not_sent',
      retryable: false,
      code: 'not_connected',
    });
  },
};
