import { createNoopMeter, type Meter, metrics } from '@opentelemetry/api';

/** What a metric is called and what it says; the tables of these are checked against docs/operations.md. */
export interface MetricDefinition {
  readonly name: string;
  readonly kind: 'histogram' | 'counter' | 'gauge';
  /** As UCUM writes it: `s`, `1`, `{connection}`. */
  readonly unit: string;
  readonly description: string;
}

/** Seconds, from a cached read to the longest budget. */
export const durationBounds = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120,
];

/**
 * Instruments for as long as there is somebody who reads them. Those made before a provider is registered stay
 * silent for ever, so they are made when the provider is there, and not at all while there is none.
 */
export function whileMetered<T>(build: (meter: Meter) => T): () => T | undefined {
  const silent = createNoopMeter();
  let provider: unknown;
  let built: T | undefined;
  return () => {
    const now = metrics.getMeterProvider();
    if (now !== provider) {
      provider = now;
      const meter = metrics.getMeter('@ballast/api');
      built = meter === silent ? undefined : build(meter);
    }
    return built;
  };
}
