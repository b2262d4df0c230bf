import { telemetryAttributes } from '@ballast/reliability';
import { type Attributes, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('@ballast/api');

/** An error's code or class: its message may quote what a person wrote. */
export function errorTypeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}

/**
 * Runs `fn` inside a span of its own, unless it belongs to one that nobody records; a rejection marks the span as failed,
 * without the error's text.
 */
export async function inSpan<T>(
  name: string,
  attributes: Attributes,
  fn: (span: Span) => Promise<T>,
): Promise<T> {
  const around = trace.getActiveSpan();
  if (around?.isRecording() === false) return fn(around);
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await fn(span);
    } catch (error) {
      span.setAttribute(telemetryAttributes.errorType, errorTypeOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
