interface CodeFacts {
  /** A fixed sentence: an error of ours never carries what a person wrote or a vendor answered. */
  readonly message: string;
  /** Whether a later repeat of the same call can succeed without being changed. */
  readonly retryable: boolean;
}

/** Every code this package throws, in one table. */
export const reliabilityCodes = {
  deadline_exceeded: { message: 'The time budget is spent.', retryable: true },
  caller_left: { message: 'The caller is gone.', retryable: false },
  shutting_down: { message: 'The process is shutting down.', retryable: true },
  attempt_timeout: { message: 'One attempt took longer than it may.', retryable: true },
  circuit_open: { message: 'The dependency has been failing; it is left alone for now.', retryable: true },
  bulkhead_full: { message: 'Too many calls are running and waiting already.', retryable: true },
  retry_budget_exhausted: {
    message: 'Too many calls to the dependency are retries already.',
    retryable: true,
  },
  idempotency_in_progress: { message: 'A call with this key is still running.', retryable: true },
  idempotency_key_reused: { message: 'This key was used with another input.', retryable: false },
  idempotency_lease_lost: { message: 'Another worker has taken this call over.', retryable: true },
  idempotency_key_invalid: { message: 'The key is not 1 to 255 visible ASCII characters.', retryable: false },
  unserialisable_answer: { message: 'The answer cannot be stored as JSON.', retryable: false },
} as const satisfies Record<string, CodeFacts>;

export type ReliabilityCode = keyof typeof reliabilityCodes;

export interface ReliabilityErrorOptions {
  /** The failure behind this one. It may hold a vendor's words: log its class, not its text. */
  readonly cause?: unknown;
  /** Earliest useful repeat, in ms from now. */
  readonly retryAfterMs?: number | undefined;
  /** Overrides the default of the code. */
  readonly retryable?: boolean | undefined;
}

const marker = Symbol.for('@ballast/reliability/error');

/** Everything this package fails with by itself. What the caller's own function threw is never wrapped into one. */
export class ReliabilityError extends Error {
  readonly code: ReliabilityCode;
  /** Whether a later repeat of the same call can succeed without being changed. */
  readonly retryable: boolean;
  /** Earliest useful repeat, in ms from now, where it is known. */
  readonly retryAfterMs?: number;

  constructor(code: ReliabilityCode, options: ReliabilityErrorOptions = {}) {
    const facts = reliabilityCodes[code];
    super(facts.message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryable = options.retryable ?? facts.retryable;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }

  get [marker](): true {
    return true;
  }

  /** What may be logged or sent: no cause, no stack. */
  toJSON(): {
    name: string;
    code: ReliabilityCode;
    message: string;
    retryable: boolean;
    retryAfterMs?: number;
  } {
    const { name, code, message, retryable, retryAfterMs } = this;
    return { name, code, message, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
}

Object.defineProperty(ReliabilityError.prototype, 'name', { value: 'ReliabilityError', configurable: true });

/** True for an error of this package, also one from another copy of it, optionally of one code only. */
export function isReliabilityError<C extends ReliabilityCode = ReliabilityCode>(
  error: unknown,
  code?: C,
): error is ReliabilityError & { readonly code: C } {
  if (typeof error !== 'object' || error === null || !(marker in error)) return false;
  return code === undefined || (error as ReliabilityError).code === code;
}
