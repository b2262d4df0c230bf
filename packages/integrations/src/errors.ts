import type { GiveUpReason, Outcome } from '@ballast/reliability';

/** What a call to a vendor can fail with, in one table: a fixed sentence each, never a vendor's own words. */
export const integrationCodes = {
  dependency_unavailable: 'The service does not answer right now.',
  dependency_rate_limited: 'The service asks us to slow down.',
  dependency_quota_exhausted: 'The account at the service has used up its quota or credit.',
  dependency_refused: 'The service refused the request.',
  dependency_answer_unusable: 'The service gave an answer that cannot be used.',
  reconnect_needed: 'The service no longer accepts our credentials. Connect it again.',
  attempt_timeout: 'The service took longer than it may.',
  circuit_open: 'The service has been failing; it is left alone for a while.',
  bulkhead_full: 'Too many calls to the service are running and waiting already.',
  retry_budget_exhausted: 'Too many calls to the service are retries already.',
} as const;

export type IntegrationCode = keyof typeof integrationCodes;

/** What a failed call is known by. Holds no body, no header and no credential, so it can be logged as it is. */
export interface IntegrationFacts {
  readonly vendor: string;
  readonly operation: string;
  readonly code: IntegrationCode;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** The vendor's own code (`channel_not_found`), or the class of an error nobody foresaw. Never a sentence. */
  readonly vendorCode?: string | undefined;
  /** Whether the call took effect, as far as anybody knows. */
  readonly outcome: Outcome;
  /** Whether the same call can be made again, unchanged and without harm. */
  readonly retryable: boolean;
  /** Earliest useful repeat, in ms from the failure, where it is known. */
  readonly retryAfterMs?: number | undefined;
  /** Attempts that reached the vendor's client. */
  readonly attempts?: number | undefined;
  /** Why no further attempt was made; absent while attempts go on. */
  readonly reason?: GiveUpReason | undefined;
}

const marker = Symbol.for('@ballast/integrations/error');

/** Every failure of a call through the door, but for a caller who left, ran out of time or is shutting down. */
export class IntegrationError extends Error implements IntegrationFacts {
  override readonly name = 'IntegrationError';
  readonly [marker] = true;
  readonly vendor: string;
  readonly operation: string;
  readonly code: IntegrationCode;
  readonly status: number | undefined;
  readonly vendorCode: string | undefined;
  readonly outcome: Outcome;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly attempts: number | undefined;
  readonly reason: GiveUpReason | undefined;

  constructor(facts: IntegrationFacts) {
    super(integrationCodes[facts.code]);
    this.vendor = facts.vendor;
    this.operation = facts.operation;
    this.code = facts.code;
    this.status = facts.status;
    this.vendorCode = identifier(facts.vendorCode);
    this.outcome = facts.outcome;
    this.retryable = facts.retryable;
    this.retryAfterMs = facts.retryAfterMs;
    this.attempts = facts.attempts;
    this.reason = facts.reason;
  }

  /** What may be logged or sent. */
  toJSON(): IntegrationFacts & { readonly message: string } {
    const { vendor, operation, code, status, vendorCode, outcome, retryable, retryAfterMs } = this;
    const { attempts, reason, message } = this;
    return {
      vendor,
      operation,
      code,
      status,
      vendorCode,
      outcome,
      retryable,
      retryAfterMs,
      attempts,
      reason,
      message,
    };
  }
}

/** True for an IntegrationError, also one from another copy of this module, optionally of one code only. */
export function isIntegrationError<C extends IntegrationCode = IntegrationCode>(
  error: unknown,
  code?: C,
): error is IntegrationError & { readonly code: C } {
  if (typeof error !== 'object' || error === null || !(marker in error)) return false;
  return code === undefined || (error as IntegrationError).code === code;
}

/** A vendor's code is let through only in the shape of one: a sentence may quote what a person wrote. */
function identifier(value: string | undefined): string | undefined {
  return value !== undefined && /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(value) ? value : undefined;
}
