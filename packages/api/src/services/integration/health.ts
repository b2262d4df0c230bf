import { sql } from 'kysely';
import type { OwnerCall } from '../../context.ts';
import type { DependencyState } from '../../dependencies.ts';
import { type IntegrationView, presentAll } from './present.ts';

/** How the calls to one service went. Times are ISO 8601. */
export interface DependencyHealth {
  readonly dependency: string;
  readonly kind: 'ai' | 'integration';
  /** The last seven days. */
  readonly calls: number;
  readonly succeeded: number;
  /** 0..1; null without calls. */
  readonly successRate: number | null;
  /** What the rate is meant to be above, 0..1. */
  readonly target: number;
  readonly onTarget: boolean | null;
  /** Only hours with failures, of the last day, oldest first. */
  readonly failuresByHour: readonly { readonly hour: string; readonly failures: number }[];
  readonly breaker: DependencyState['breaker'];
  /** When an open breaker lets the next call through; null while it lets all through. */
  readonly nextProbeAt: string | null;
}

/** An integration with how its calls go. */
export interface Health {
  readonly integrations: readonly IntegrationView[];
  readonly dependencies: readonly DependencyHealth[];
}

const targets = { ai: 0.99, integration: 0.95 } as const;
const aiProviders: ReadonlySet<string> = new Set(['openai', 'anthropic']);

/** Calls that ended because the caller left or ran out of time say nothing about the vendor. */
const neutral = ['caller_left', 'shutting_down', 'deadline_exceeded'];

/** How the owner's connections and the calls made for them go: last success and error, failures by hour, breakers. */
export async function integrationHealth(options: { ctx: OwnerCall }): Promise<Health> {
  const { ctx } = options;
  const { ownerId } = ctx.principal;
  return ctx.database.read({ deadline: ctx.deadline, name: 'integration.health' }, async ({ kysely }) => {
    const rows = await kysely.selectFrom('Integration').selectAll().where('ownerId', '=', ownerId).execute();
    const counted = kysely
      .selectFrom('CallRecord')
      .where('ownerId', '=', ownerId)
      .where((eb) => eb.or([eb('errorCode', 'is', null), eb('errorCode', 'not in', neutral)]));
    const weeks = await counted
      .select((eb) => [
        'dependency',
        eb.fn.countAll<string>().as('calls'),
        eb.fn.countAll<string>().filterWhere('outcome', '=', 'succeeded').as('succeeded'),
      ])
      .where('createdAt', '>', sql<Date>`now() - interval '7 days'`)
      .groupBy('dependency')
      .orderBy('dependency')
      .execute();
    const hours = await counted
      .select((eb) => [
        'dependency',
        sql<Date>`date_trunc('hour', "createdAt")`.as('hour'),
        eb.fn.countAll<string>().as('failures'),
      ])
      .where('outcome', '!=', 'succeeded')
      .where('createdAt', '>', sql<Date>`now() - interval '24 hours'`)
      .groupBy(['dependency', sql`date_trunc('hour', "createdAt")`])
      .orderBy('hour')
      .execute();
    // A provider of AI is one for all; a connection's guard is its owner's.
    const guards = ctx.dependencies
      .states()
      .filter((guard) => aiProviders.has(guard.vendor) || guard.ownerId === ownerId);
    const dependencies = weeks.map(({ dependency, calls, succeeded }) => ({
      ...rateOf(dependency, Number(calls), Number(succeeded)),
      failuresByHour: hours
        .filter((one) => one.dependency === dependency)
        .map(({ hour, failures }) => ({ hour: hour.toISOString(), failures: Number(failures) })),
      ...breakerOf(guards.filter((guard) => guard.vendor === dependency)),
    }));
    return { integrations: presentAll(rows), dependencies };
  });
}

function rateOf(dependency: string, calls: number, succeeded: number) {
  const kind: DependencyHealth['kind'] = aiProviders.has(dependency) ? 'ai' : 'integration';
  const successRate = calls === 0 ? null : succeeded / calls;
  const onTarget = successRate === null ? null : successRate > targets[kind];
  return { dependency, kind, calls, succeeded, successRate, target: targets[kind], onTarget };
}

/** The breaker that is furthest from closed: an owner may have several credentials at one vendor over time. */
function breakerOf(guards: readonly DependencyState[]): Pick<DependencyHealth, 'breaker' | 'nextProbeAt'> {
  const worst = guards.find(({ breaker }) => breaker !== 'closed');
  if (!worst) return { breaker: 'closed', nextProbeAt: null };
  const at = worst.openUntilMs;
  return { breaker: worst.breaker, nextProbeAt: at === undefined ? null : new Date(at).toISOString() };
}
