export type { Environment } from './environment.ts';
export type { ReceiveSpans } from './local-exporter.ts';
export type { SpanKeeper } from './sdk.ts';
export { startTelemetry, type Telemetry, type TelemetryOptions } from './start.ts';
