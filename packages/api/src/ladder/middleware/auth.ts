import { telemetryAttributes } from '@ballast/reliability';
import { trace } from '@opentelemetry/api';
import type { PrincipalBase } from '../context.ts';
import { LadderError } from '../errors.ts';
import { timedRung } from '../rungs.ts';

const anonymous: PrincipalBase = { kind: 'anonymous', scope: 'anonymous' };

/** Fourth rung: who calls, and whether the procedure is for them. */
export const authRung = timedRung(async ({ ctx, meta, next }) => {
  const access = meta?.access ?? [];
  const principal = await ctx.ladder.authenticate(ctx.request.headers);
  ctx.deadline.throwIfAborted();
  if (access.length > 0 && !principal) {
    throw new LadderError('unauthenticated', 'Sign in first.');
  }
  if (principal && access.length > 0 && !access.includes(principal.kind)) {
    throw new LadderError('forbidden', 'This is not open to you.');
  }
  if (principal?.userId !== undefined) {
    trace.getActiveSpan()?.setAttribute(telemetryAttributes.userId, principal.userId);
  }
  return next({ ctx: { principal: principal ?? anonymous } });
});
