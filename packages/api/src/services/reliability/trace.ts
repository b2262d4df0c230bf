import { sql } from 'kysely';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { notFound } from '../../errors.ts';

export const getTraceInput = z.strictObject({
  traceId: z.string().regex(/^[0-9a-f]{32}$/, { error: 'This is not a trace id.' }),
});

/** One span, placed on its trace's clock. */
export interface SpanView {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly service: string;
  /** OTLP's: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  /** After the trace's start. */
  readonly offsetMs: number;
  readonly durationMs: number;
  readonly failed: boolean;
  readonly attributes: Record<string, unknown>;
  /** Traces that this span goes back to: a job's run links to what enqueued it. */
  readonly links: { readonly traceId: string; readonly spanId: string }[];
}

interface SpanRow {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly service: string;
  readonly kind: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly statusCode: number;
  readonly attributes: Record<string, unknown>;
  readonly links: { traceId: string; spanId: string }[];
}

/** To the µs: more is noise of the clock and of doubles. */
const toMicroseconds = (ms: number) => Math.round(ms * 1_000) / 1_000;

/** The longest trace that is drawn, in spans. */
const mostSpans = 2_000;

/**
 * One trace of the owner's, in order of time, and the traces of jobs that it enqueued.
 * @throws DomainError `not_found` for one that is gone or another owner's
 */
export async function getTrace(options: { ctx: OwnerCall; input: z.infer<typeof getTraceInput> }): Promise<{
  traceId: string;
  startedAt: string;
  durationMs: number;
  spans: SpanView[];
  followedBy: string[];
}> {
  const { ctx, input } = options;
  const { traceId } = input;
  const { ownerId } = ctx.principal;
  const { spans, followers } = await ctx.database.read(
    { deadline: ctx.deadline, name: 'reliability.trace' },
    async ({ kysely }) => {
      const found = await sql<SpanRow>`
        SELECT "spanId", "parentSpanId", "name", "service", "kind", "startMs", "endMs", "statusCode", "attributes", "links"
        FROM "Span"
        WHERE "traceId" = ${traceId} AND ("ownerId" IS NULL OR "ownerId" = ${ownerId})
          AND (EXISTS (SELECT FROM "Span" o WHERE o."traceId" = ${traceId} AND o."ownerId" = ${ownerId})
            OR EXISTS (SELECT FROM "JobRun" j WHERE j."traceId" = ${traceId} AND j."ownerId" = ${ownerId}))
        ORDER BY "startMs", "endMs" DESC LIMIT ${mostSpans}`.execute(kysely);
      const later = await sql<{ traceId: string }>`
        SELECT DISTINCT s."traceId" FROM "JobRun" j JOIN "Span" s ON s."traceId" = j."traceId"
        WHERE j."ownerId" = ${ownerId} AND j."startedAt" > now() - interval '1 day'
          AND s."links" @> ${JSON.stringify([{ traceId }])}::jsonb`.execute(kysely);
      return { spans: found.rows, followers: later.rows };
    },
  );
  const first = spans[0];
  if (!first) throw notFound('trace');
  const endMs = Math.max(...spans.map((span) => span.endMs));
  return {
    traceId,
    startedAt: new Date(first.startMs).toISOString(),
    durationMs: toMicroseconds(endMs - first.startMs),
    followedBy: followers.map((row) => row.traceId),
    spans: spans.map(({ startMs, endMs: spanEndMs, statusCode, ...span }) => ({
      ...span,
      offsetMs: toMicroseconds(startMs - first.startMs),
      durationMs: Math.max(0, toMicroseconds(spanEndMs - startMs)),
      failed: statusCode === 2,
    })),
  };
}
