import { telemetryAttributes as names } from '@ballast/reliability';
import { durationBounds, type MetricDefinition, whileMetered } from './ladder/meter.ts';

/** The metrics of jobs. */
export const jobMetrics = {
  lag: {
    name: 'ballast.job.lag',
    kind: 'histogram',
    unit: 's',
    description: 'How long after its due time a job was begun, by task',
  },
  duration: {
    name: 'ballast.job.duration',
    kind: 'histogram',
    unit: 's',
    description: 'Runs of jobs by task and by how they ended',
  },
} as const satisfies Record<string, MetricDefinition>;

const advice = { explicitBucketBoundaries: durationBounds };
const instruments = whileMetered((meter) => ({
  lag: meter.createHistogram(jobMetrics.lag.name, { ...jobMetrics.lag, advice }),
  duration: meter.createHistogram(jobMetrics.duration.name, { ...jobMetrics.duration, advice }),
}));

/** Counts one finished run of a job. */
export function measureJob(
  task: string,
  status: string,
  run: { readonly lagMs: number; readonly durationMs: number },
): void {
  const made = instruments();
  made?.lag.record(run.lagMs / 1_000, { [names.messagingDestination]: task });
  made?.duration.record(run.durationMs / 1_000, {
    [names.messagingDestination]: task,
    [names.operationResult]: status,
  });
}
