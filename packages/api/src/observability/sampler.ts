import type { Runtime } from '@ballast/reliability';
import { type Attributes, type Context, type Link, type SpanKind, trace } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  type SamplingResult,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import { isUndecided } from '../ladder/client/trace-headers.ts';
import type { Logger } from '../logger.ts';
import type { TelemetrySettings } from './environment.ts';

type Question = Parameters<Sampler['shouldSample']>;

/** What our own table keeps when nobody chose a sampler: every trace of a small load, a share of a large one. */
const burstTraces = 200;
const tracesPerSecond = 2;

/** Starts at most `tracesPerSecond` traces a second on average, `burstTraces` at once. */
export class BurstSampler implements Sampler {
  readonly #runtime: Pick<Runtime, 'monotonicMs'>;
  #tokens = burstTraces;
  #countedMs: number;

  constructor(runtime: Pick<Runtime, 'monotonicMs'>) {
    this.#runtime = runtime;
    this.#countedMs = runtime.monotonicMs();
  }

  shouldSample(): SamplingResult {
    const nowMs = this.#runtime.monotonicMs();
    this.#tokens = Math.min(
      burstTraces,
      this.#tokens + ((nowMs - this.#countedMs) / 1_000) * tracesPerSecond,
    );
    this.#countedMs = nowMs;
    if (this.#tokens < 1) return { decision: SamplingDecision.NOT_RECORD };
    this.#tokens -= 1;
    return { decision: SamplingDecision.RECORD_AND_SAMPLED };
  }

  toString(): string {
    return `Burst{${burstTraces}, ${tracesPerSecond}/s}`;
  }
}

/**
 * The environment's sampler with two exceptions. The web framework's own spans are left out: they hold raw addresses,
 * query and all, and texts of errors. And a page mints trace ids without deciding anything: for those the choice is
 * ours, as for a trace that begins here, where a parent-based sampler would take the page's word.
 */
class OwnSampler implements Sampler {
  readonly #root: Sampler;
  readonly #base: Sampler;

  constructor(root: Sampler, base: Sampler) {
    this.#root = root;
    this.#base = base;
  }

  shouldSample(
    context: Context,
    traceId: string,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult {
    if (attributes['next.span_type'] !== undefined) return { decision: SamplingDecision.NOT_RECORD };
    const question: Question = [context, traceId, name, kind, attributes, links];
    const parent = trace.getSpanContext(context);
    const judge = parent?.isRemote && isUndecided(parent.traceState?.serialize()) ? this.#root : this.#base;
    return judge.shouldSample(...question);
  }

  toString(): string {
    return `Own{${this.#base}}`;
  }
}

function rootOf(settings: TelemetrySettings, runtime: Runtime, logger: Logger): Sampler {
  switch (settings.sampler?.replace(/^parentbased_/, '')) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(settings.samplerRatio);
    case undefined:
      return settings.tracesConfigured ? new AlwaysOnSampler() : new BurstSampler(runtime);
    default:
      logger.warn(
        { part: 'telemetry', got: settings.sampler },
        'OTEL_TRACES_SAMPLER is unknown; parentbased_always_on is used',
      );
      return new AlwaysOnSampler();
  }
}

/** The sampler that `OTEL_TRACES_SAMPLER` names; without one `parentbased_always_on`, limited when spans stay here. */
export function createSampler(settings: TelemetrySettings, runtime: Runtime, logger: Logger): Sampler {
  const root = rootOf(settings, runtime, logger);
  const plain = /^(?:always_on|always_off|traceidratio)$/.test(settings.sampler ?? '');
  return new OwnSampler(root, plain ? root : new ParentBasedSampler({ root }));
}
