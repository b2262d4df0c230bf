import { sql } from 'kysely';
import type { OwnerCall } from '../../context.ts';
import { policiesOf } from './policies.ts';
import { utilisationTarget } from './pool.ts';

/** One of the targets this service is held to, and where it stands. */
export interface Target {
  readonly name:
    | 'pool_utilisation'
    | 'ai_success'
    | 'integration_success'
    | 'duplicate_executions'
    | 'duplicate_digests'
    | 'calls_past_their_limit';
  /** Absent when there was nothing to measure: no calls in the window. */
  readonly value: number | null;
  readonly target: number;
  /** Which side of the target is good. */
  readonly good: 'below' | 'above' | 'equal';
  readonly met: boolean | null;
  /** What was counted. */
  readonly of: number;
  /** `process`: the answering process; `all`: a total over all owners; `own`: the caller's data. */
  readonly scope: 'process' | 'all' | 'own';
}

interface Counts {
  readonly ai: number;
  readonly aiGood: number;
  readonly integrations: number;
  readonly integrationsGood: number;
  readonly late: number;
  readonly executions: number;
  readonly doubleExecutions: number;
  readonly digests: number;
  readonly doubleDigests: number;
}

/** Where the service stands against its targets over the last 24 hours, counted when asked. */
export async function readOverview(options: { ctx: OwnerCall }): Promise<{
  processId: string;
  windowMs: number;
  targets: Target[];
}> {
  const { ctx } = options;
  const pool = ctx.database.gauges();
  const policies = policiesOf(ctx);
  const limitOf = (name: 'ai' | 'integration') =>
    policies.find((policy) => policy.name === name)?.worstCaseMs ?? Number.MAX_SAFE_INTEGER;
  const counts = await count(ctx, limitOf('ai'), limitOf('integration'));
  const calls = counts.ai + counts.integrations;
  const targets: Target[] = [
    target('pool_utilisation', pool.utilisation, utilisationTarget, 'below', pool.max, 'process'),
    target('ai_success', share(counts.aiGood, counts.ai), 0.99, 'above', counts.ai, 'all'),
    target(
      'integration_success',
      share(counts.integrationsGood, counts.integrations),
      0.95,
      'above',
      counts.integrations,
      'all',
    ),
    target('duplicate_executions', counts.doubleExecutions, 0, 'equal', counts.executions, 'own'),
    target('duplicate_digests', counts.doubleDigests, 0, 'equal', counts.digests, 'own'),
    target('calls_past_their_limit', counts.late, 0, 'equal', calls, 'all'),
  ];
  return { processId: ctx.processId, windowMs: 86_400_000, targets };
}

function share(good: number, all: number): number | null {
  return all === 0 ? null : good / all;
}

function target(
  name: Target['name'],
  value: number | null,
  goal: number,
  good: Target['good'],
  of: number,
  scope: Target['scope'],
): Target {
  const met =
    value === null
      ? null
      : good === 'below'
        ? value < goal
        : good === 'above'
          ? value > goal
          : value === goal;
  return { name, value, target: goal, good, met, of, scope };
}

/** A second of grace above the limit: records are timed around the policy, which needs its own moment. */
const graceMs = 1_000;

async function count(ctx: OwnerCall, aiLimitMs: number, integrationLimitMs: number): Promise<Counts> {
  const { ownerId } = ctx.principal;
  const { rows } = await ctx.database.read(
    { deadline: ctx.deadline, name: 'reliability.overview' },
    ({ kysely }) =>
      sql<Counts>`
      SELECT calls.*, executions.*, digests.* FROM (
        SELECT count(*) FILTER (WHERE ai)::int AS "ai",
               count(*) FILTER (WHERE ai AND good)::int AS "aiGood",
               count(*) FILTER (WHERE NOT ai)::int AS "integrations",
               count(*) FILTER (WHERE NOT ai AND good)::int AS "integrationsGood",
               count(*) FILTER (WHERE took > CASE WHEN ai THEN ${aiLimitMs + graceMs}::float8
                                                  ELSE ${integrationLimitMs + graceMs}::float8 END)::int AS "late"
        FROM (SELECT "dependency" IN ('openai', 'anthropic') AS ai, "outcome" = 'succeeded' AS good, "durationMs" AS took
              FROM "CallRecord" WHERE "createdAt" > now() - interval '1 day') AS call
      ) AS calls, (
        SELECT count(*)::int AS "executions",
               (SELECT count(*)::int FROM "WorkflowExecution" a JOIN "WorkflowExecution" b
                  ON a."workflowId" = b."workflowId" AND a."trigger" = b."trigger" AND a."id" < b."id"
                 AND abs(extract(epoch FROM a."startedAt" - b."startedAt")) < 3600
                WHERE a."ownerId" = ${ownerId} AND a."startedAt" > now() - interval '1 day'
                  AND a."status" = 'succeeded' AND b."status" = 'succeeded') AS "doubleExecutions"
        FROM "WorkflowExecution" WHERE "ownerId" = ${ownerId} AND "startedAt" > now() - interval '1 day'
      ) AS executions, (
        SELECT count(*)::int AS "digests",
               (count(*) - count(DISTINCT ("kind", "periodKey")))::int AS "doubleDigests"
        FROM "Digest" WHERE "ownerId" = ${ownerId}
      ) AS digests`.execute(kysely),
  );
  const counts = rows[0];
  if (!counts) throw new Error('An aggregate gave no row.');
  return counts;
}
