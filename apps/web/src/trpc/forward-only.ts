import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';

/** An input without the `direction` that tRPC's infinite queries add: pages here are only ever read forwards. */
export function withoutDirection(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('direction' in input)) return input;
  const { direction: _direction, ...rest } = input;
  return rest;
}

/** Leaves out of queries what tRPC adds to them and no procedure knows. */
export function forwardOnlyLink<TRouter extends AnyTRPCRouter>(): TRPCLink<TRouter> {
  return () =>
    ({ op, next }) =>
      next(op.type === 'query' ? { ...op, input: withoutDirection(op.input) } : op);
}
