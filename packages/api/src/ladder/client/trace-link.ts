import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { mintTraceHeaders, type RandomBytes } from './trace-headers.ts';

/** Where the trace of a call travels in an operation's context. */
const contextKey = 'ballastTrace';

/**
 * Gives every call a trace id of its own, so that one trace holds all its attempts. It stands above the retry link;
 * `traceHeaders` sends it. No tracing library is needed in the page.
 */
export function traceLink<Router extends AnyTRPCRouter>(options: { random: RandomBytes }): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      next({ ...op, context: { ...op.context, [contextKey]: mintTraceHeaders(options.random) } });
}

/** The W3C trace headers of an operation, if `traceLink` stands above. */
export function traceHeaders(op: {
  readonly context: Readonly<Record<string, unknown>>;
}): Record<string, string> {
  const headers = op.context[contextKey];
  return typeof headers === 'object' && headers !== null ? { ...headers } : {};
}
