import type { Runtime } from '@ballast/reliability';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter as OTLPJsonMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { envDetector, serviceInstanceIdDetector } from '@opentelemetry/resources';
import { type IMetricReader, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logger.ts';
import { logDiagnosticsOnce } from './diagnostics.ts';
import type { TelemetrySettings } from './environment.ts';
import { LocalSpanExporter, type ReceiveSpans } from './local-exporter.ts';
import { createSampler } from './sampler.ts';

/** Where spans go when the environment names no collector: our own receiver, in this process or behind its address. */
export type SpanKeeper =
  | { readonly receive: ReceiveSpans }
  | { readonly url: string; readonly bearer: string };

/** What the SDK is made of, beside the environment. */
export interface SdkOptions {
  readonly service: string;
  readonly settings: TelemetrySettings;
  readonly runtime: Runtime;
  readonly logger: Logger;
  readonly keeper: SpanKeeper;
  /** Readers beside the environment's own. */
  readonly metricReaders: readonly IMetricReader[];
}

/** How long one export to our own receiver may take, its repeats included, in ms. */
const exportTimeoutMs = 3_000;

function exporterTo(keeper: SpanKeeper): SpanExporter {
  if ('receive' in keeper) return new LocalSpanExporter(keeper.receive);
  return new OTLPTraceExporter({
    url: keeper.url,
    headers: { authorization: `Bearer ${keeper.bearer}` },
    timeoutMillis: exportTimeoutMs,
    concurrencyLimit: 4,
  });
}

function pushReaders(
  { metricsPush, metricsPushIntervalMs }: TelemetrySettings,
  logger: Logger,
): IMetricReader[] {
  if (metricsPush === undefined) return [];
  if (metricsPush === 'grpc') {
    logger.warn(
      { part: 'telemetry' },
      'metrics are pushed over HTTP only: set OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http/protobuf',
    );
    return [];
  }
  const exporter = metricsPush === 'http/json' ? new OTLPJsonMetricExporter() : new OTLPMetricExporter();
  const exportTimeoutMillis = Math.min(10_000, metricsPushIntervalMs);
  return [
    new PeriodicExportingMetricReader({
      exporter,
      exportIntervalMillis: metricsPushIntervalMs,
      exportTimeoutMillis,
    }),
  ];
}

/**
 * Starts the SDK. The environment has the first word on everything it names; what it leaves open is answered here
 * rather than by the SDK, whose defaults send to a collector on this machine, read the command line into every span's
 * resource and pass a caller's baggage on into job payloads.
 */
export function startSdk(options: SdkOptions): { shutdown(): Promise<void> } {
  const { settings, runtime, logger } = options;
  if (!settings.logLevelNamed) logDiagnosticsOnce(logger);
  const configuration: Partial<NodeSDKConfiguration> = {
    sampler: createSampler(settings, runtime, logger),
    metricReaders: [...options.metricReaders, ...pushReaders(settings, logger)],
    logRecordProcessors: [],
    ...(settings.serviceNamed ? {} : { serviceName: options.service }),
    ...(settings.tracesConfigured ? {} : { traceExporter: exporterTo(options.keeper) }),
    ...(settings.detectorsNamed ? {} : { resourceDetectors: [envDetector, serviceInstanceIdDetector] }),
    ...(settings.propagatorsNamed ? {} : { textMapPropagator: new W3CTraceContextPropagator() }),
  };
  const sdk = new NodeSDK(configuration);
  sdk.start();
  return sdk;
}
