import type { TRPCDefaultErrorShape, TRPCError } from '@trpc/server';
import type { LadderContext } from './context.ts';
import { describe } from './errors.ts';

/** `error.data` of every failed call. */
export interface ErrorData {
  readonly code: string;
  readonly httpStatus: number;
  readonly path?: string;
  /** Our own code; each has a row in docs/failure-modes.md. */
  readonly reason: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly traceId: string | null;
}

/** Facts of requests that failed before a context existed, keyed by the error tRPC made of them. */
const traceIds = new WeakMap<TRPCError, string>();

/** Remembers the trace id of a failed request for the formatter, which may be called without a context. */
export function rememberTraceId(error: TRPCError, traceId: string): void {
  traceIds.set(error, traceId);
}

/** tRPC's error shape, with the reason, whether and when to retry, and the trace id. */
export function formatError(options: {
  shape: TRPCDefaultErrorShape;
  error: TRPCError;
  ctx: LadderContext | undefined;
}): Omit<TRPCDefaultErrorShape, 'data'> & { data: ErrorData } {
  const { shape, error, ctx } = options;
  const facts = describe(error, ctx?.ladder.describeError ?? (() => undefined));
  return {
    message: facts.message,
    code: shape.code,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      ...(shape.data.path === undefined ? {} : { path: shape.data.path }),
      reason: facts.reason,
      retryable: facts.retryable,
      retryAfterMs: facts.retryAfterMs ?? null,
      traceId: ctx?.request.traceId ?? traceIds.get(error) ?? null,
    },
  };
}
