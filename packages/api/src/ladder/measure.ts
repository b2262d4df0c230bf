import { telemetryAttributes as names } from '@ballast/reliability';
import { durationBounds, type MetricDefinition, whileMetered } from './meter.ts';

/** The metrics of the ladder. */
export const ladderMetrics = {
  calls: {
    name: 'rpc.server.call.duration',
    kind: 'histogram',
    unit: 's',
    description: 'Calls by procedure and by how they were answered: `ok` or a reason code',
  },
  idempotency: {
    name: 'ballast.idempotency.calls',
    kind: 'counter',
    unit: '{call}',
    description: 'Calls with an idempotency key by what became of them',
  },
} as const satisfies Record<string, MetricDefinition>;

const instruments = whileMetered((meter) => ({
  calls: meter.createHistogram(ladderMetrics.calls.name, {
    ...ladderMetrics.calls,
    advice: { explicitBucketBoundaries: durationBounds },
  }),
  idempotency: meter.createCounter(ladderMetrics.idempotency.name, ladderMetrics.idempotency),
}));

/** Counts one finished call. */
export function measureCall(procedure: string, reason: string, durationMs: number): void {
  instruments()?.calls.record(durationMs / 1_000, {
    [names.rpcMethod]: procedure,
    [names.procedureReason]: reason,
  });
}

/** Counts one call with a key. */
export function measureKeyedCall(procedure: string, mode: string, outcome: string): void {
  instruments()?.idempotency.add(1, {
    [names.rpcMethod]: procedure,
    [names.idempotencyMode]: mode,
    [names.idempotencyOutcome]: outcome,
  });
}
