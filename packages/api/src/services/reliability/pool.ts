import { acquireWaitBoundsMs, type PoolGauges } from '@ballast/db';
import type { OwnerCall } from '../../context.ts';

/** The share of its connections a pool should stay below, 0 to 1. */
export const utilisationTarget = 0.8;

/** The answering process's pool, with the bounds of its wait histogram in ms. */
export async function readPool(options: {
  ctx: OwnerCall;
}): Promise<
  PoolGauges & { processId: string; perProcess: true; utilisationTarget: number; waitBoundsMs: number[] }
> {
  const { ctx } = options;
  return {
    processId: ctx.processId,
    perProcess: true,
    utilisationTarget,
    waitBoundsMs: [...acquireWaitBoundsMs],
    ...ctx.database.gauges(),
  };
}
