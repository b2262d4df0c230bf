import { SpanStatusCode, trace } from '@opentelemetry/api';
import { t } from '../rungs.ts';

const tracer = trace.getTracer('@ballast/api');

/** First rung: one span a procedure. `next()` never throws, so the outcome is read from its result. */
export const traceRung = t.middleware(async ({ path, type, next }) =>
  tracer.startActiveSpan(
    path,
    { attributes: { 'rpc.system': 'trpc', 'rpc.method': path, 'rpc.trpc.type': type } },
    async (span) => {
      try {
        const result = await next();
        if (!result.ok) {
          span.setAttribute('error.type', result.error.code);
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        return result;
      } finally {
        span.end();
      }
    },
  ),
);
