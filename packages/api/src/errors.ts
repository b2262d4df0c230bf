import type { ErrorFacts } from './ladder/errors.ts';

/** Codes the services raise themselves; each has a row in docs/failure-modes.md. */
export const domainCodes = [
  'validation_failed',
  'not_found',
  'conflict',
  'forbidden',
  'rate_limited',
  'dependency_unavailable',
] as const;
export type DomainCode = (typeof domainCodes)[number];

export const transportOfDomain = {
  validation_failed: { trpc: 'BAD_REQUEST', retryable: false },
  not_found: { trpc: 'NOT_FOUND', retryable: false },
  conflict: { trpc: 'CONFLICT', retryable: false },
  forbidden: { trpc: 'FORBIDDEN', retryable: false },
  rate_limited: { trpc: 'TOO_MANY_REQUESTS', retryable: true },
  dependency_unavailable: { trpc: 'SERVICE_UNAVAILABLE', retryable: true },
} as const satisfies Record<DomainCode, Pick<ErrorFacts, 'trpc' | 'retryable'>>;

const marker = Symbol.for('ballast.DomainError');

/** An error of a service, with a sentence a person understands. Never carries captured text. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly [marker] = true;
  readonly code: DomainCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: DomainCode, message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** True for a DomainError, also one from another copy of this module. */
export function isDomainError(error: unknown): error is DomainError {
  return typeof error === 'object' && error !== null && marker in error;
}

/** The error every service raises for an id that is not there or belongs to another owner: both look the same. */
export function notFound(what: string): DomainError {
  return new DomainError('not_found', `There is no such ${what}.`);
}
