import { telemetryAttributes as names } from '@ballast/reliability';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { describe } from '../errors.ts';
import { measureCall } from '../measure.ts';
import { t } from '../rungs.ts';

const tracer = trace.getTracer('@ballast/api');

/**
 * First rung: one span and one measurement a procedure. `next()` never throws, so the outcome is read from its result:
 * the reason code that the caller is told, and never a message.
 */
export const traceRung = t.middleware(async ({ ctx, path, type, next }) => {
  const { runtime, describeError } = ctx.ladder;
  const startedMs = runtime.monotonicMs();
  const attributes = { [names.rpcSystem]: 'trpc', [names.rpcMethod]: path, [names.procedureType]: type };
  return tracer.startActiveSpan(path, { attributes }, async (span) => {
    try {
      const result = await next();
      const reason = result.ok ? 'ok' : describe(result.error, describeError).reason;
      span.setAttribute(names.procedureReason, reason);
      if (!result.ok) {
        span.setAttribute(names.errorType, reason);
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      measureCall(path, reason, runtime.monotonicMs() - startedMs);
      return result;
    } finally {
      span.end();
    }
  });
});
