import type { OwnerCall } from '../../context.ts';

/** What stands before one dependency in the answering process. */
export interface BreakerView {
  readonly dependency: string;
  /** `own`: under a credential of the caller's; `shared`: under the service's. */
  readonly scope: 'own' | 'shared';
  readonly state: 'closed' | 'open' | 'half_open';
  readonly failures: number;
  readonly retryAfterMs: number;
  readonly openUntil: string | null;
  readonly running: number;
  readonly queued: number;
  readonly retriesLeft: number;
  readonly lastSuccessAt: string | null;
  readonly lastFailureAt: string | null;
}

const instant = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());

/**
 * The breakers of the process that answers. Each process learns for itself, so with several of them another one may
 * say something else: `processId` tells whose state this is.
 */
export async function listBreakers(options: { ctx: OwnerCall }): Promise<{
  processId: string;
  perProcess: true;
  items: BreakerView[];
}> {
  const { ctx } = options;
  const visible = ctx.dependencies
    .states()
    .filter(({ ownerId }) => ownerId === undefined || ownerId === ctx.principal.ownerId);
  const items = visible.map(
    ({ vendor, ownerId, breaker, openUntilMs, lastSuccessAtMs, lastFailureAtMs, ...state }): BreakerView => ({
      dependency: vendor,
      scope: ownerId === undefined ? 'shared' : 'own',
      state: breaker,
      failures: state.failures,
      retryAfterMs: state.retryAfterMs,
      openUntil: instant(openUntilMs),
      running: state.running,
      queued: state.queued,
      retriesLeft: state.retriesLeft,
      lastSuccessAt: instant(lastSuccessAtMs),
      lastFailureAt: instant(lastFailureAtMs),
    }),
  );
  return { processId: ctx.processId, perProcess: true, items };
}
