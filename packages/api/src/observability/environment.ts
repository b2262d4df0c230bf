/** The variables of a process, as far as they are set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the standard `OTEL_*` variables ask for, beyond what the SDK reads itself. */
export interface TelemetrySettings {
  readonly disabled: boolean;
  /** Whether spans have somewhere to go (or are switched off) by the environment's own word. */
  readonly tracesConfigured: boolean;
  /** How metrics are pushed, if they are. */
  readonly metricsPush: 'http/protobuf' | 'http/json' | 'grpc' | undefined;
  /** From one push to the next, in ms. */
  readonly metricsPushIntervalMs: number;
  readonly sampler: string | undefined;
  /** 0 to 1. */
  readonly samplerRatio: number;
  readonly serviceNamed: boolean;
  readonly detectorsNamed: boolean;
  readonly propagatorsNamed: boolean;
  readonly logLevelNamed: boolean;
}

const set = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined;

/** An absent or unusable number counts as not given, as OpenTelemetry's specification has it. */
function numberOf(text: string | undefined, low: number, high: number, fallback: number): number {
  const value = text === undefined ? Number.NaN : Number(text);
  return value >= low && value <= high ? value : fallback;
}

function metricsPushOf(env: Environment): TelemetrySettings['metricsPush'] {
  const exporters = set(env, 'OTEL_METRICS_EXPORTER')
    ?.split(',')
    .map((name) => name.trim());
  const endpoint = set(env, 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT') ?? set(env, 'OTEL_EXPORTER_OTLP_ENDPOINT');
  const wanted = exporters ? exporters.includes('otlp') : endpoint !== undefined;
  if (!wanted) return undefined;
  const protocol = set(env, 'OTEL_EXPORTER_OTLP_METRICS_PROTOCOL') ?? set(env, 'OTEL_EXPORTER_OTLP_PROTOCOL');
  return protocol === 'grpc' || protocol === 'http/json' ? protocol : 'http/protobuf';
}

/** Reads the standard variables. Never throws: telemetry is not a reason for an app not to start. */
export function readTelemetrySettings(env: Environment): TelemetrySettings {
  const endpoint = set(env, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? set(env, 'OTEL_EXPORTER_OTLP_ENDPOINT');
  return {
    disabled: set(env, 'OTEL_SDK_DISABLED')?.toLowerCase() === 'true',
    tracesConfigured: endpoint !== undefined || set(env, 'OTEL_TRACES_EXPORTER') !== undefined,
    metricsPush: metricsPushOf(env),
    metricsPushIntervalMs: numberOf(set(env, 'OTEL_METRIC_EXPORT_INTERVAL'), 1, 86_400_000, 60_000),
    sampler: set(env, 'OTEL_TRACES_SAMPLER'),
    samplerRatio: numberOf(set(env, 'OTEL_TRACES_SAMPLER_ARG'), 0, 1, 1),
    serviceNamed:
      set(env, 'OTEL_SERVICE_NAME') !== undefined ||
      /(?:^|,)\s*service\.name=/.test(set(env, 'OTEL_RESOURCE_ATTRIBUTES') ?? ''),
    detectorsNamed: set(env, 'OTEL_NODE_RESOURCE_DETECTORS') !== undefined,
    propagatorsNamed: set(env, 'OTEL_PROPAGATORS') !== undefined,
    logLevelNamed: set(env, 'OTEL_LOG_LEVEL') !== undefined,
  };
}
