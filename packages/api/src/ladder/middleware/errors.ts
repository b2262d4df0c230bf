import { TRPCError } from '@trpc/server';
import { describe } from '../errors.ts';
import { t } from '../rungs.ts';

/** Second rung: whatever came up becomes a TRPCError with the right code; the formatter says the rest. */
export const errorsRung = t.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok) return result;
  const facts = describe(result.error, ctx.ladder.describeError);
  if (facts.retryAfterMs !== undefined) {
    ctx.request.setHeader('Retry-After', String(Math.ceil(facts.retryAfterMs / 1000)));
  }
  if (result.error.code === facts.trpc) return result;
  return {
    ...result,
    error: new TRPCError({
      code: facts.trpc,
      message: facts.message,
      cause: result.error.cause ?? result.error,
    }),
  };
});
