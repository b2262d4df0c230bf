import { TRPCClientError } from '@trpc/client';

/** The facts of a failed call that the page acts on. */
export interface CallFailure {
  /** Our own code, or undefined when no answer of ours came back. */
  readonly reason: string | undefined;
  readonly httpStatus: number | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number;
}

/** Reads a failure; an answer that is not ours (no connection, a proxy's page) counts as retryable. */
export function failureOf(error: unknown): CallFailure {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  if (typeof data !== 'object' || data === null) {
    return { reason: undefined, httpStatus: undefined, retryable: true, retryAfterMs: 0 };
  }
  return {
    reason: 'reason' in data && typeof data.reason === 'string' ? data.reason : undefined,
    httpStatus: 'httpStatus' in data && typeof data.httpStatus === 'number' ? data.httpStatus : undefined,
    retryable: 'retryable' in data && data.retryable === true,
    retryAfterMs: 'retryAfterMs' in data && typeof data.retryAfterMs === 'number' ? data.retryAfterMs : 0,
  };
}

/** The reason of a failed call, as in the wire contract. */
export function reasonOf(error: unknown): string | undefined {
  return failureOf(error).reason;
}

/** A sentence for a person about a failed call. */
export function explain(error: unknown): string {
  if (failureOf(error).reason !== undefined && error instanceof Error) return error.message;
  return 'Ballast can’t be reached. Check your connection.';
}
