import {
  type Counter,
  createNoopMeter,
  type Gauge,
  type Histogram,
  type Meter,
  metrics,
} from '@opentelemetry/api';
import type { BreakerState } from './breaker.ts';
import type { OnEvent, Operation, PolicyEvent } from './events.ts';
import { telemetryAttributes as names } from './telemetry-attributes.ts';

interface Instruments {
  readonly operations: Histogram;
  readonly attempts: Histogram;
  readonly retries: Counter;
  readonly queueing: Histogram;
  readonly refusals: Counter;
  readonly breakerState: Gauge;
}

const levelOf: Record<BreakerState, number> = { closed: 0, half_open: 1, open: 2 };

/** In seconds. The SDK's default boundaries are meant for milliseconds: everything would fall into one bucket. */
const advice = {
  explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
};

function instruments(meter: Meter): Instruments {
  return {
    operations: meter.createHistogram('ballast.operation.duration', {
      unit: 's',
      advice,
      description: 'Operations under a policy, retries and waits included, by how they ended',
    }),
    attempts: meter.createHistogram('ballast.attempt.duration', {
      unit: 's',
      advice,
      description: 'Single attempts by their outcome',
    }),
    retries: meter.createCounter('ballast.retries', {
      description: 'Repeats by what set the wait before them',
    }),
    queueing: meter.createHistogram('ballast.bulkhead.queue.duration', {
      unit: 's',
      advice,
      description: 'How long attempts waited for a place',
    }),
    refusals: meter.createCounter('ballast.refusals', {
      description: 'Attempts and repeats refused by a breaker, a bulkhead or a retry budget',
    }),
    breakerState: meter.createGauge('ballast.breaker.state', {
      description: '0 closed, 1 half-open, 2 open',
    }),
  };
}

function labels({ policy, name }: Operation): Record<string, string> {
  return { [names.policyName]: policy, [names.operationName]: name };
}

function record(to: Instruments, event: PolicyEvent): void {
  switch (event.type) {
    case 'succeeded':
    case 'gave_up': {
      const result = event.type === 'succeeded' ? 'success' : event.reason;
      to.operations.record(event.durationMs / 1_000, {
        ...labels(event.operation),
        [names.operationResult]: result,
      });
      break;
    }
    case 'attempt_started':
      to.queueing.record(event.queuedMs / 1_000, labels(event.operation));
      break;
    case 'attempt_succeeded':
      to.attempts.record(event.durationMs / 1_000, labels(event.operation));
      break;
    case 'attempt_failed': {
      const { errorType, verdict } = event;
      const how = { [names.errorType]: errorType, [names.attemptOutcome]: verdict.outcome };
      to.attempts.record(event.durationMs / 1_000, { ...labels(event.operation), ...how });
      break;
    }
    case 'retry_scheduled':
      to.retries.add(1, { ...labels(event.operation), [names.retryReason]: event.reason });
      break;
    case 'breaker_changed':
      to.breakerState.record(levelOf[event.to], { [names.policyName]: event.policy });
      break;
    case 'breaker_rejected':
    case 'bulkhead_rejected':
    case 'budget_exhausted':
      to.refusals.add(1, { ...labels(event.operation), [names.errorType]: event.type });
      break;
    case 'attempt_timed_out':
      // The attempt's own outcome tells it.
      break;
  }
}

/**
 * Turns events into metrics. Instruments made before a meter provider is registered stay silent for ever, so they are
 * made anew when the provider changes; while there is none, nothing is recorded and nothing built.
 */
export function metricsListener(): OnEvent {
  const silent = createNoopMeter();
  let provider: unknown;
  let current: Instruments | undefined;
  return (event) => {
    const now = metrics.getMeterProvider();
    if (now !== provider) {
      provider = now;
      const meter = metrics.getMeter('@ballast/reliability');
      current = meter === silent ? undefined : instruments(meter);
    }
    if (current !== undefined) record(current, event);
  };
}
