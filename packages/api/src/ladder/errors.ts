import { isReliabilityError, type ReliabilityCode } from '@ballast/reliability';
import { type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** What a caller is told about a failure, whatever was thrown. */
export interface ErrorFacts {
  /** Our own code, in `error.data.reason`. */
  readonly reason: string;
  readonly trpc: TRPC_ERROR_CODE_KEY;
  /** A sentence a person understands, without captured text. */
  readonly message: string;
  /** Whether the same call can succeed later without being changed. */
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
}

/** Facts about an error of the service's own, or undefined when it is none. */
export type DescribeError = (error: unknown) => ErrorFacts | undefined;

/** Codes that the ladder itself answers with, beside those of @ballast/reliability. */
export const transportOfLadder = {
  validation_failed: 'BAD_REQUEST',
  invalid_encoding: 'BAD_REQUEST',
  payload_too_large: 'PAYLOAD_TOO_LARGE',
  unsupported_media_type: 'UNSUPPORTED_MEDIA_TYPE',
  method_not_supported: 'METHOD_NOT_SUPPORTED',
  batch_not_allowed: 'BAD_REQUEST',
  invalid_request_timeout: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  rate_limited: 'TOO_MANY_REQUESTS',
  internal: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<string, TRPC_ERROR_CODE_KEY>;
export type LadderCode = keyof typeof transportOfLadder;
export const ladderCodes = Object.keys(transportOfLadder) as LadderCode[];

interface Transport {
  readonly trpc: TRPC_ERROR_CODE_KEY;
  readonly message: string;
}

const transportOfReliability = {
  deadline_exceeded: { trpc: 'TIMEOUT', message: 'This took longer than allowed and was stopped.' },
  attempt_timeout: { trpc: 'TIMEOUT', message: 'A service we depend on did not answer in time.' },
  caller_left: { trpc: 'CLIENT_CLOSED_REQUEST', message: 'The caller left before the answer was ready.' },
  shutting_down: { trpc: 'SERVICE_UNAVAILABLE', message: 'The server is restarting. Try again shortly.' },
  circuit_open: {
    trpc: 'SERVICE_UNAVAILABLE',
    message: 'A service we depend on is failing. Try again later.',
  },
  bulkhead_full: { trpc: 'SERVICE_UNAVAILABLE', message: 'Too many calls at once. Try again shortly.' },
  retry_budget_exhausted: {
    trpc: 'SERVICE_UNAVAILABLE',
    message: 'A service we depend on is failing. Try again later.',
  },
  idempotency_in_progress: {
    trpc: 'CONFLICT',
    message: 'The same request is still being worked on. Ask again with the same key.',
  },
  idempotency_key_reused: {
    trpc: 'UNPROCESSABLE_CONTENT',
    message: 'This Idempotency-Key was used before with other input. Use a new key.',
  },
  idempotency_lease_lost: {
    trpc: 'CONFLICT',
    message: 'Another worker took this request over. Ask again with the same key.',
  },
  idempotency_key_invalid: {
    trpc: 'BAD_REQUEST',
    message: 'Idempotency-Key must be 1 to 255 visible ASCII characters, bare or in double quotes.',
  },
  unserialisable_answer: {
    trpc: 'INTERNAL_SERVER_ERROR',
    message: 'The answer could not be stored, so nothing was changed.',
  },
} satisfies Partial<Record<ReliabilityCode, Transport>>;

const reasonOfTrpcCode: Partial<Record<TRPC_ERROR_CODE_KEY, LadderCode>> = {
  PARSE_ERROR: 'validation_failed',
  BAD_REQUEST: 'validation_failed',
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  METHOD_NOT_SUPPORTED: 'method_not_supported',
  CONFLICT: 'conflict',
  PAYLOAD_TOO_LARGE: 'payload_too_large',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_media_type',
  TOO_MANY_REQUESTS: 'rate_limited',
};

/** A request refused by the ladder itself, before or instead of the resolver. */
export class LadderError extends TRPCError {
  readonly reason: LadderCode;

  constructor(reason: LadderCode, message: string) {
    super({ code: transportOfLadder[reason], message });
    this.reason = reason;
  }
}

/**
 * What was thrown before tRPC wrapped it. Rungs that look at failures (a transaction that may run again) need the
 * error itself; a TRPCError that was thrown as such stays what it is.
 */
export function originalOf(error: TRPCError): unknown {
  return error.code === 'INTERNAL_SERVER_ERROR' && error.cause !== undefined ? error.cause : error;
}

function sayIssues(error: ZodError): string {
  const said = error.issues.slice(0, 3).map((issue) => {
    const place = issue.path.join('.');
    return place ? `${place}: ${issue.message}` : issue.message;
  });
  return said.join(' ') || 'The input is not valid.';
}

function describeReliability(error: unknown): ErrorFacts | undefined {
  if (!isReliabilityError(error)) return undefined;
  const transport: Transport | undefined =
    transportOfReliability[error.code as keyof typeof transportOfReliability];
  if (!transport) return undefined;
  return { ...transport, reason: error.code, retryable: error.retryable, retryAfterMs: error.retryAfterMs };
}

/**
 * The facts a caller is told about anything thrown. Unknown errors become `internal` with a fixed sentence:
 * their own message may hold captured text or a secret.
 */
export function describe(thrown: unknown, describeOwn: DescribeError): ErrorFacts {
  const error = thrown instanceof TRPCError && thrown.cause ? thrown.cause : thrown;
  const known = describeOwn(error) ?? describeReliability(error);
  if (known) return known;
  if (thrown instanceof LadderError) {
    return { reason: thrown.reason, trpc: thrown.code, message: thrown.message, retryable: false };
  }
  if (error instanceof ZodError) {
    return { reason: 'validation_failed', trpc: 'BAD_REQUEST', message: sayIssues(error), retryable: false };
  }
  if (thrown instanceof TRPCError) {
    const reason = reasonOfTrpcCode[thrown.code];
    if (error instanceof SyntaxError) {
      // The parser's own message quotes the body.
      return {
        reason: 'validation_failed',
        trpc: 'BAD_REQUEST',
        message: 'The request is not valid JSON.',
        retryable: false,
      };
    }
    if (reason) return { reason, trpc: thrown.code, message: thrown.message, retryable: false };
  }
  return {
    reason: 'internal',
    trpc: 'INTERNAL_SERVER_ERROR',
    message: 'Something went wrong on our side.',
    retryable: false,
  };
}
