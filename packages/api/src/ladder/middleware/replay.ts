// The only place that needs tRPC's branded marker: answering without calling `next()` has no public door.
import type { TRPCError } from '@trpc/server';
import { type MiddlewareResult, middlewareMarker } from '@trpc/server/unstable-core-do-not-import';

/** How a rung ends; a failure is a result, and nothing is thrown. */
export type RungResult = MiddlewareResult<object>;

/** A middleware's result that carries a stored answer instead of the resolver's. */
export function answerWith(data: unknown): RungResult {
  return { ok: true, data, marker: middlewareMarker } as RungResult;
}

/** A middleware's result for what was thrown. */
export function failWith(error: TRPCError): RungResult {
  return { ok: false, error, marker: middlewareMarker } as RungResult;
}
