import type { OwnerCall } from '../../context.ts';

/** How the calls of one kind are held; all waits in ms. */
export interface PolicyView {
  readonly name: 'ai' | 'integration';
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly retryInitialMs: number;
  readonly retryMaxMs: number;
  readonly breakerFailures: number;
  readonly breakerCooldownMs: number;
  /** The longest one call can take in all: every attempt timing out, every wait at its longest. */
  readonly worstCaseMs: number;
}

/** The policies in force in this process, from its environment. */
export function policiesOf(ctx: Pick<OwnerCall, 'dependencies'>): PolicyView[] {
  const { settings } = ctx.dependencies;
  if (!settings) return [];
  const { timeoutMs: timeouts, ...rest } = settings;
  const { maxRetries, retryMaxMs } = rest;
  return (['ai', 'integration'] as const).map((name) => ({
    name,
    timeoutMs: timeouts[name],
    maxRetries,
    retryInitialMs: rest.retryInitialMs,
    retryMaxMs,
    breakerFailures: rest.breakerFailures,
    breakerCooldownMs: rest.breakerCooldownMs,
    worstCaseMs: (maxRetries + 1) * timeouts[name] + maxRetries * retryMaxMs,
  }));
}

/** The policies, for the operations page. */
export async function listPolicies(options: { ctx: OwnerCall }): Promise<{ items: PolicyView[] }> {
  return { items: policiesOf(options.ctx) };
}
