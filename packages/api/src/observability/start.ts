import { type Runtime, systemRuntime } from '@ballast/reliability';
import { type Meter, metrics } from '@opentelemetry/api';
import type { Logger } from '../logger.ts';
import { type Environment, readTelemetrySettings } from './environment.ts';
import type { SpanKeeper } from './sdk.ts';

/** What telemetry is started with. */
export interface TelemetryOptions {
  /** `service.name`, unless the environment gives one. */
  readonly service: string;
  /** The process's variables; the SDK reads the standard ones from the process itself. */
  readonly env: Environment;
  readonly logger: Logger;
  /** Where spans go when the environment names no collector. */
  readonly keeper: SpanKeeper;
  /** Whether the metrics are to be read in Prometheus' text format. */
  readonly scraped?: boolean;
  readonly runtime?: Runtime;
  /** How long the last spans may take to leave at the end, in ms (default 1500). */
  readonly flushMs?: number;
}

/** The telemetry of one process. */
export interface Telemetry {
  /** For what is to be seen at `/api/metrics` even while the SDK is disabled. */
  readonly meter: Meter;
  /** All metrics in Prometheus' text format; empty unless `scraped`. */
  metricsText(): Promise<string>;
  /** Sends what is left, within `flushMs`. Never rejects. */
  shutdown(): Promise<void>;
}

/**
 * Starts OpenTelemetry for one process, from the standard `OTEL_*` variables. The SDK is loaded here and nowhere
 * else, so that a process with `OTEL_SDK_DISABLED=true` doesn't even load it.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { env, logger, runtime = systemRuntime, flushMs = 1_500 } = options;
  const settings = readTelemetrySettings(env);
  const scrape = options.scraped ? (await import('./scrape.ts')).createScrape() : undefined;
  const closers: (() => Promise<void>)[] = [];
  if (!settings.disabled) {
    const { startSdk } = await import('./sdk.ts');
    const { service, keeper } = options;
    const metricReaders = scrape ? [scrape.reader] : [];
    const sdk = startSdk({ service, settings, runtime, logger, keeper, metricReaders });
    closers.push(() => sdk.shutdown());
  }
  const meter = settings.disabled && scrape ? scrape.ownMeter() : metrics.getMeter('@ballast/api');
  return {
    meter,
    metricsText: async () => scrape?.text() ?? '',
    shutdown: async () => {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = runtime.setTimer(resolve, flushMs);
      const closing = Promise.allSettled(closers.splice(0).map((close) => close()));
      await Promise.race([closing, late]);
      timer.cancel();
    },
  };
}
