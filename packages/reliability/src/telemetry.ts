import {
  type Attributes,
  context,
  isSpanContextValid,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { BreakerState } from './breaker.ts';
import type { Deadline } from './deadline.ts';
import type { AttemptStarted, BreakerChanged, OnEvent, Operation, PolicyEvent } from './events.ts';
import { telemetryAttributes as names } from './telemetry-attributes.ts';
import { metricsListener } from './telemetry-metrics.ts';

/** How a policy is watched: events tell what happened, the two wrappers make spans opened inside nest below ours. */
export interface PolicyTelemetry {
  inOperation<T>(operation: Operation, deadline: Deadline, run: () => Promise<T>): Promise<T>;
  /** Called between `attempt_started` and the attempt's end. */
  inAttempt<T>(operation: Operation, run: () => Promise<T>): Promise<T>;
  readonly onEvent: OnEvent;
}

interface Spans {
  readonly operation: Span;
  attempt?: Span;
}

function activate<T>(span: Span, run: () => Promise<T>): Promise<T> {
  return context.with(trace.setSpan(context.active(), span), run);
}

const tracer = trace.getTracer('@ballast/reliability');

function breakerOf(event: { readonly breaker?: BreakerState | undefined }): Attributes {
  return event.breaker === undefined ? {} : { [names.breakerState]: event.breaker };
}

function startAttempt(spans: Spans, event: AttemptStarted): Span {
  const { policy, name } = event.operation;
  const resent = event.attempt > 1 ? { [names.httpResendCount]: event.attempt - 1 } : {};
  const attributes = {
    [names.retryAttempt]: event.attempt,
    [names.attemptBudgetMs]: event.budgetMs,
    [names.bulkheadQueueMs]: event.queuedMs,
    ...resent,
    ...breakerOf(event),
  };
  const under = trace.setSpan(context.active(), spans.operation);
  return tracer.startSpan(`${policy} ${name} attempt`, { kind: SpanKind.CLIENT, attributes }, under);
}

function waitOf(event: { readonly retryAfterMs?: number | undefined }): Attributes {
  return event.retryAfterMs === undefined ? {} : { [names.retryAfterMs]: event.retryAfterMs };
}

/** Puts one event on the spans of its operation. Names and numbers only: no message of an error gets here. */
function annotate(spans: Spans, event: Exclude<PolicyEvent, BreakerChanged>): void {
  const { operation: span } = spans;
  switch (event.type) {
    case 'attempt_started':
      spans.attempt = startAttempt(spans, event);
      break;
    case 'attempt_succeeded':
      spans.attempt?.end();
      break;
    case 'attempt_failed':
      spans.attempt?.setAttributes({
        [names.errorType]: event.errorType,
        [names.attemptOutcome]: event.verdict.outcome,
      });
      spans.attempt?.setStatus({ code: SpanStatusCode.ERROR }).end();
      break;
    case 'retry_scheduled':
      span.addEvent('retry', { [names.retryDelayMs]: event.delayMs, [names.retryReason]: event.reason });
      break;
    case 'breaker_rejected':
      span.setAttributes(breakerOf(event)).addEvent(event.type, waitOf(event));
      break;
    case 'budget_exhausted':
      span.addEvent(event.type, waitOf(event));
      break;
    case 'attempt_timed_out':
    case 'bulkhead_rejected':
      span.addEvent(event.type);
      break;
    case 'succeeded':
      span.setAttributes({ [names.operationAttempts]: event.attempts, [names.operationResult]: 'success' });
      break;
    case 'gave_up':
      span.setAttributes({
        [names.operationAttempts]: event.attempts,
        [names.operationResult]: event.reason,
        [names.errorType]: event.errorType,
        ...waitOf(event),
      });
      span.setStatus({ code: SpanStatusCode.ERROR });
      break;
  }
}

/**
 * Spans and metrics through @opentelemetry/api: a span an operation, a child span an attempt. With no SDK registered
 * no span is made, nothing is remembered and the functions are called as they are.
 */
export function openTelemetry(): PolicyTelemetry {
  const spansOf = new WeakMap<Operation, Spans>();
  const measure = metricsListener();
  return {
    inOperation: async (operation, deadline, run) => {
      const span = tracer.startSpan(`${operation.policy} ${operation.name}`);
      if (!span.isRecording()) return isSpanContextValid(span.spanContext()) ? activate(span, run) : run();
      span.setAttributes({
        [names.policyName]: operation.policy,
        [names.operationName]: operation.name,
        [names.deadlineBudgetMs]: deadline.budgetMs,
      });
      spansOf.set(operation, { operation: span });
      try {
        return await activate(span, run);
      } finally {
        span.setAttribute(names.deadlineRemainingMs, deadline.remainingMs());
        span.end();
      }
    },
    inAttempt: (operation, run) => {
      const span = spansOf.get(operation)?.attempt;
      return span === undefined ? run() : activate(span, run);
    },
    onEvent: (event) => {
      measure(event);
      if (event.type === 'breaker_changed') return;
      const spans = spansOf.get(event.operation);
      if (spans !== undefined) annotate(spans, event);
    },
  };
}
