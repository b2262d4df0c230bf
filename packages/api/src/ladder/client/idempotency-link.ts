import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { callOptionsOf } from './call-options.ts';

/**
 * Gives every mutation that has none an idempotency key. It stands above the retry link, so that all attempts of one
 * call carry the same key.
 */
export function idempotencyLink<Router extends AnyTRPCRouter>(options: {
  newKey: () => string;
}): TRPCLink<Router> {
  return () =>
    ({ op, next }) => {
      const given = callOptionsOf(op.context);
      if (op.type !== 'mutation' || given.idempotencyKey !== undefined) return next(op);
      return next({
        ...op,
        context: { ...op.context, ballast: { ...given, idempotencyKey: options.newKey() } },
      });
    };
}
