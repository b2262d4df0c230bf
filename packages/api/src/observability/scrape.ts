import type { Meter } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { type IMetricReader, MeterProvider } from '@opentelemetry/sdk-metrics';

/** The metrics as Prometheus asks for them: read at the moment of the request, from the process's own memory. */
export interface Scrape {
  readonly reader: IMetricReader;
  /** A meter of its own that only this scrape reads; for a process whose SDK is disabled. */
  ownMeter(): Meter;
  text(): Promise<string>;
}

/** Makes a scrape. The official exporter reads and serialises; its own HTTP server is not started. */
export function createScrape(): Scrape {
  const reader = new PrometheusExporter({ preventServerStart: true });
  // Scopes and the resource would be repeated on every line; a scraper labels its targets itself.
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    reader,
    ownMeter: () => new MeterProvider({ readers: [reader] }).getMeter('@ballast/api'),
    text: async () => serializer.serialize((await reader.collect()).resourceMetrics),
  };
}
