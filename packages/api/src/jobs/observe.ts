import { telemetryAttributes as names, type Runtime } from '@ballast/reliability';
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { z } from 'zod';
import { callOptions } from '../ladder/client/call-options.ts';
import { errorTypeOf } from '../ladder/span.ts';
import type { Logger } from '../logger.ts';
import type { JobHelpers } from './job-helpers.ts';
import { postpone, postponeMsOf } from './postpone.ts';
import type { ApiClient, JobTask } from './tasks.ts';

const tracer = trace.getTracer('@ballast/api');
const carrier = z.object({ traceparent: z.string().optional(), tracestate: z.string().optional() }).nullish();
const subject = z
  .object({
    entryId: z.uuid().optional(),
    messageId: z.uuid().optional(),
    executionId: z.uuid().optional(),
    ownerId: z.string().optional(),
  })
  .nullish();
/**
 * A record of a run is news, not a step of the work: it may take this long, in ms, and be tried again this often, and
 * is then done without. No job stands behind it that would be run again.
 */
const recordBudgetMs = 10_000;
const recordRetries = 3;

/** The trace that enqueued this job, to which its run is linked; ticks of the schedule have none. */
function linksOf(payload: unknown) {
  const found = trace.getSpanContext(
    propagation.extract(ROOT_CONTEXT, carrier.safeParse(payload).data ?? {}),
  );
  return found ? [{ context: found }] : [];
}

/** What is common to all jobs of one process. */
export interface JobObserver {
  readonly api: ApiClient;
  readonly runtime: Runtime;
  readonly logger: Logger;
}

/**
 * Runs a job's task inside a trace of its own, linked to the one that enqueued it, and has the run recorded: what,
 * when, how late, how it ended. Neither can change the job's outcome. A job that was asked to come back later, or was
 * stopped by a shutdown, is put back without losing an attempt.
 */
export function observed(observer: JobObserver, task: JobTask) {
  const { runtime } = observer;
  return async (payload: unknown, helpers: JobHelpers): Promise<void> => {
    const { job } = helpers;
    const startedMs = runtime.now();
    const attributes = {
      [names.messagingSystem]: 'graphile_worker',
      [names.messagingOperation]: 'process',
      [names.messagingOperationType]: 'process',
      [names.messagingDestination]: job.task_identifier,
      [names.messagingMessageId]: job.id,
      [names.jobAttempt]: job.attempts,
      [names.jobLagMs]: Math.max(0, startedMs - job.run_at.getTime()),
    };
    const options = { kind: SpanKind.CONSUMER, attributes, links: linksOf(payload), root: true };
    const span = tracer.startSpan(`process ${job.task_identifier}`, options);
    await context.with(trace.setSpan(ROOT_CONTEXT, span), async () => {
      let report: object | undefined;
      let error: string | undefined;
      let status: Run['status'] = 'succeeded';
      try {
        report = await task(payload, helpers);
      } catch (thrown) {
        error = reasonOf(thrown);
        status = 'failed';
        span.setAttribute(names.errorType, error);
        span.setStatus({ code: SpanStatusCode.ERROR });
        const delayMs = postponeMsOf(thrown, helpers.abortSignal);
        if (delayMs === undefined || !(await postpone(payload, helpers, delayMs))) throw thrown;
        status = 'postponed';
      } finally {
        span.end();
        const { traceId } = span.spanContext();
        await record(observer, payload, { job, status, startedMs, report, error, traceId });
      }
    });
  };
}

/** The reason code of a failed call, or the class of what was thrown. */
function reasonOf(thrown: unknown): string {
  const data = typeof thrown === 'object' && thrown !== null && 'data' in thrown ? thrown.data : undefined;
  const reason = typeof data === 'object' && data !== null && 'reason' in data ? data.reason : undefined;
  return typeof reason === 'string' ? reason : errorTypeOf(thrown);
}

interface Run {
  readonly job: JobHelpers['job'];
  readonly status: 'succeeded' | 'failed' | 'postponed';
  readonly startedMs: number;
  readonly report: object | undefined;
  readonly error: string | undefined;
  readonly traceId: string;
}

async function record(observer: JobObserver, payload: unknown, run: Run): Promise<void> {
  const { api, runtime, logger } = observer;
  const { job, status, startedMs, error } = run;
  const instant = (ms: number) => new Date(ms).toISOString();
  const input = {
    task: job.task_identifier,
    key: job.key ?? null,
    status,
    attempt: job.attempts,
    report: countsOf(run.report),
    error: error ?? null,
    traceId: /^0+$/.test(run.traceId) ? null : run.traceId,
    queuedAt: instant(job.run_at.getTime()),
    startedAt: instant(startedMs),
    finishedAt: instant(runtime.now()),
    subject: subject.safeParse(payload).data ?? {},
  };
  try {
    const recording = callOptions({
      idempotencyKey: `job-run:${job.id}:${job.attempts}`,
      budgetMs: recordBudgetMs,
      maxRetries: recordRetries,
    });
    await api.job.record.mutate(input, recording);
  } catch (thrown) {
    logger.warn({ task: job.task_identifier, error: reasonOf(thrown) }, 'a job run could not be recorded');
  }
}

/** The numbers of a report: the only part that can't be something a person wrote. */
function countsOf(report: object | undefined): Record<string, number> | null {
  if (report === undefined) return null;
  return Object.fromEntries(
    Object.entries(report).flatMap(([name, value]) =>
      typeof value === 'number'
        ? [[name, value]]
        : value && typeof value === 'object'
          ? flat(name, value)
          : [],
    ),
  );
}

function flat(name: string, nested: object): [string, number][] {
  return Object.entries(nested).flatMap(([inner, value]) =>
    typeof value === 'number' ? [[`${name}.${inner}`, value]] : [],
  );
}
