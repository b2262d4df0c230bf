import { Deadline, telemetryAttributes } from '@ballast/reliability';
import { trace } from '@opentelemetry/api';
import { TRPCError } from '@trpc/server';
import { durationMs } from '../duration.ts';
import { t } from '../rungs.ts';

/** How long after its deadline a call may still be unwinding (rollbacks) before it is answered without it, in ms. */
const unwindMs = 200;

/**
 * Third rung: one absolute deadline for everything below, the lesser of the procedure's budget and what the caller
 * sent. It travels in `ctx`, because `next({ signal })` is ignored by tRPC.
 *
 * The answer goes out at the latest `unwindMs` after the deadline. By then the transaction's fence is closed and every
 * call has been aborted, so what a stubborn resolver still does can no longer have an effect.
 */
export const deadlineRung = t.middleware(async ({ ctx, meta, signal, next }) => {
  const { runtime, shutdown } = ctx.ladder;
  const budgetMs = Math.min(
    durationMs(meta?.budget ?? '10s'),
    ctx.request.callerBudgetMs ?? Number.POSITIVE_INFINITY,
  );
  using deadline = Deadline.start(budgetMs, { runtime, ...(signal ? { signal } : {}) });
  const stop = () => deadline.abort('shutdown');
  if (shutdown.aborted) stop();
  shutdown.addEventListener('abort', stop, { once: true });
  trace.getActiveSpan()?.setAttribute(telemetryAttributes.deadlineBudgetMs, budgetMs);

  let timer: { cancel(): void } | undefined;
  const unwound = new Promise<'late'>((resolve) => {
    const startUnwinding = () => {
      timer = runtime.setTimer(() => resolve('late'), unwindMs);
    };
    if (deadline.reason) startUnwinding();
    else deadline.onEnd(startUnwinding);
  });

  try {
    const running = next({ ctx: { deadline } });
    const result = await Promise.race([running, unwound]);
    trace.getActiveSpan()?.setAttribute(telemetryAttributes.deadlineRemainingMs, deadline.remainingMs());
    if (result === 'late') {
      throw new TRPCError({ code: 'TIMEOUT', cause: deadline.reason });
    }
    if (result.ok || deadline.reason === undefined) return result;
    // Whatever an aborted query or call rejected with, the cause was the deadline.
    return { ...result, error: new TRPCError({ code: 'TIMEOUT', cause: deadline.reason }) };
  } finally {
    timer?.cancel();
    shutdown.removeEventListener('abort', stop);
  }
});
