import { sql } from 'kysely';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { pageSchema } from '../../schemas.ts';

export const listTracesInput = z.strictObject({
  failedOnly: z.boolean().default(false),
  /** Whether what only read something is listed too. */
  reads: z.boolean().default(true),
  ...pageSchema,
});

/** One trace of the owner's in a line. */
export interface TraceView {
  readonly traceId: string;
  /** The name of its procedure or job, else of its first span. */
  readonly name: string;
  readonly services: string[];
  readonly spans: number;
  readonly failed: boolean;
  readonly startedAt: string;
  readonly durationMs: number;
}

interface TraceRow {
  readonly traceId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly name: string;
  readonly services: string[];
  readonly spans: number;
  readonly failed: boolean;
}

/** What procedures and jobs are called. */
const named = '^([a-z]\\w*\\.\\w+|process .+)$';

/**
 * The owner's calls and job runs of the last day as traces, newest first. Looking at the operations pages leaves none:
 * they ask every few seconds, and would be all there is to see.
 */
export async function listTraces(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listTracesInput>;
}): Promise<{ items: TraceView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const after = readCursor(input.cursor, /^[0-9a-f]{32}$/);
  const older = after
    ? sql`AND (floor(min(s."startMs")), s."traceId") < (${after.at.getTime()}::float8, ${after.id})`
    : sql``;
  const failed = input.failedOnly ? sql`AND bool_or(s."statusCode" = 2)` : sql``;
  // How it was asked for is the first span's name. One further in may be a GET as well: looking up the session is one.
  const first = sql`(array_agg(s."name" ORDER BY s."startMs", s."name" !~ '^[A-Z]+ /'))[1]`;
  const reads = input.reads ? sql`` : sql`AND ${first} NOT LIKE 'GET %'`;
  const { rows } = await ctx.database.read(
    { deadline: ctx.deadline, name: 'reliability.traces' },
    ({ kysely }) =>
      sql<TraceRow>`
      WITH mine AS (
        SELECT "traceId" FROM "Span" WHERE "ownerId" = ${ownerId}
        UNION
        SELECT "traceId" FROM "JobRun"
        WHERE "ownerId" = ${ownerId} AND "traceId" IS NOT NULL AND "startedAt" > now() - interval '1 day'
      )
      SELECT s."traceId", floor(min(s."startMs")) AS "startMs", max(s."endMs") AS "endMs",
             coalesce((array_agg(s."name" ORDER BY s."startMs") FILTER (WHERE s."name" ~ ${named}))[1], ${first}) AS "name",
             array_agg(DISTINCT s."service") AS "services",
             count(*)::int AS "spans", bool_or(s."statusCode" = 2) AS "failed"
      FROM "Span" s JOIN mine USING ("traceId")
      WHERE s."ownerId" IS NULL OR s."ownerId" = ${ownerId}
      GROUP BY s."traceId"
      HAVING NOT bool_or(s."name" LIKE 'reliability.%') ${older} ${failed} ${reads}
      ORDER BY floor(min(s."startMs")) DESC, s."traceId" DESC
      LIMIT ${input.limit + 1}`.execute(kysely),
  );
  return toPage(
    rows,
    input.limit,
    (row) => ({ at: new Date(row.startMs), id: row.traceId }),
    ({ startMs, endMs, ...row }) => ({
      ...row,
      startedAt: new Date(startMs).toISOString(),
      durationMs: Math.max(0, Math.round((endMs - startMs) * 1_000) / 1_000),
    }),
  );
}
