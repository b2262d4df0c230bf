// The only place that needs tRPC's branded marker: answering without calling `next()` has no public door.
import { type MiddlewareResult, middlewareMarker } from '@trpc/server/unstable-core-do-not-import';

/** A middleware's result that carries a stored answer instead of the resolver's. */
export function answerWith(data: unknown): MiddlewareResult<object> {
  return { ok: true, data, marker: middlewareMarker } as MiddlewareResult<object>;
}
