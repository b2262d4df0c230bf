import { readFile } from 'node:fs/promises';
import { context, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SamplingDecision,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  Deadline,
  definePolicy,
  type PolicyOptions,
  type RunOptions,
  sleep,
  telemetryAttributes,
  type Verdict,
} from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';
import { watch } from './suites/suite.ts';

const classify = (): Verdict => ({
  retryable: true,
  countsAgainstBreaker: true,
  outcome: 'rejected',
  retryAfterMs: 2_000,
});
const secret = 'I hate my boss';

/** Runs a policy whose first calls fail, lets all time pass, and answers what came of it. */
async function run(
  failures: number,
  options: Partial<PolicyOptions> = {},
  runOptions: RunOptions = { operation: 'post' },
) {
  const runtime = createTestRuntime();
  const policy = definePolicy({ name: 'vendor', timeoutMs: 1_000, classify, runtime, ...options });
  using deadline = Deadline.start(60_000, { runtime });
  const inside: unknown[] = [];
  const call = watch(
    policy.run(
      async ({ number }) => {
        inside.push(trace.getActiveSpan()?.spanContext().spanId);
        trace.getTracer('vendor sdk').startSpan('POST').end();
        if (number <= failures) throw Object.assign(new Error(secret), { code: 'ECONNRESET' });
        return 'done';
      },
      deadline,
      runOptions,
    ),
  );
  await runtime.advance(30_000);
  return { call, inside, policy };
}

describe('with no SDK registered', () => {
  it('calls the function as it is, under no span', async () => {
    const { call, inside } = await run(1);
    expect([call.value, inside]).toEqual(['done', [undefined, undefined]]);
  });
});

describe('with an SDK registered', () => {
  const exporter = new InMemorySpanExporter();
  let sampled = true;
  const sampler = {
    shouldSample: () => ({
      decision: sampled ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD,
    }),
  };
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const reader = new PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: 3_600_000,
  });
  const meterProvider = new MeterProvider({ readers: [reader] });

  beforeAll(() => {
    trace.setGlobalTracerProvider(
      new TracerProvider({ sampler, spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
    );
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    metrics.setGlobalMeterProvider(meterProvider);
  });
  beforeEach(async () => {
    sampled = true;
    exporter.reset();
    await reader.forceFlush();
    metricExporter.reset();
  });
  afterAll(async () => {
    trace.disable();
    context.disable();
    metrics.disable();
    await meterProvider.shutdown();
  });

  const spans = (name: string) => exporter.getFinishedSpans().filter((span) => span.name === name);
  const parentOf = (span: ReadableSpan | undefined) => span?.parentSpanContext?.spanId;
  const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;

  it('makes a span for the operation, one below it for each attempt, and what the call opens below that', async () => {
    const { call, inside } = await run(1, { breaker: {} });
    expect(call.value).toBe('done');
    const [operation, ...more] = spans('vendor post');
    const [first, second, ...others] = spans('vendor post attempt');
    expect([more, others]).toEqual([[], []]);
    expect([parentOf(operation), parentOf(first), parentOf(second)]).toEqual([
      undefined,
      idOf(operation),
      idOf(operation),
    ]);
    expect(inside).toEqual([idOf(first), idOf(second)]);
    expect(spans('POST').map(parentOf)).toEqual([idOf(first), idOf(second)]);
    expect([operation?.kind, first?.kind]).toEqual([SpanKind.INTERNAL, SpanKind.CLIENT]);
    expect(operation?.attributes).toEqual({
      'ballast.policy.name': 'vendor',
      'ballast.operation.name': 'post',
      'ballast.deadline.budget_ms': 60_000,
      'ballast.deadline.remaining_ms': 58_000,
      'ballast.operation.attempts': 2,
      'ballast.operation.result': 'success',
    });
    expect(operation?.events).toMatchObject([
      {
        name: 'retry',
        attributes: { 'ballast.retry.delay_ms': 2_000, 'ballast.retry.reason': 'retry_after' },
      },
    ]);
    expect(operation?.status.code).toBe(SpanStatusCode.UNSET);
    expect(first?.attributes).toEqual({
      'ballast.retry.attempt': 1,
      'ballast.attempt.budget_ms': 1_000,
      'ballast.bulkhead.queue_ms': 0,
      'ballast.breaker.state': 'closed',
      'error.type': 'ECONNRESET',
      'ballast.attempt.outcome': 'rejected',
    });
    expect(first?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(second?.attributes).toMatchObject({ 'ballast.retry.attempt': 2, 'http.request.resend_count': 1 });
    expect(second?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('marks an operation that was given up, and puts no text on any span (I11)', async () => {
    await run(9, { retry: { maxRetries: 1 } });
    const [operation] = spans('vendor post');
    expect(operation?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(operation?.attributes).toMatchObject({
      'ballast.operation.attempts': 2,
      'ballast.operation.result': 'max_retries',
      'error.type': 'ECONNRESET',
      'ballast.retry.after_ms': 2_000,
    });
    const all = exporter
      .getFinishedSpans()
      .map(({ attributes, events, status, name }) => ({ attributes, events, status, name }));
    expect(JSON.stringify(all)).not.toContain(secret);
  });

  it('notes refusals and timeouts on the operation', async () => {
    await run(9, { breaker: { opens: { consecutiveFailures: 1 } } });
    const [refused] = spans('vendor post');
    expect(refused?.events.map(({ name }) => name)).toEqual(['retry', 'breaker_rejected']);
    expect(refused?.events[1]?.attributes).toEqual({ 'ballast.retry.after_ms': 28_000 });
    expect(refused?.attributes).toMatchObject({
      'ballast.breaker.state': 'open',
      'error.type': 'circuit_open',
    });

    exporter.reset();
    const { policy } = await run(0, { bulkhead: { maxConcurrent: 1 } });
    const runtime = createTestRuntime();
    using deadline = Deadline.start(60_000, { runtime });
    const stuck = watch(policy.run(() => new Promise(() => {}), deadline));
    const full = watch(policy.run(() => new Promise(() => {}), deadline));
    await runtime.advance(1_000);
    expect([stuck.error, full.error]).toMatchObject([{ code: 'attempt_timeout' }, { code: 'bulkhead_full' }]);
    expect(spans('vendor vendor').map(({ events }) => events.map(({ name }) => name))).toEqual([
      ['bulkhead_rejected'],
      ['attempt_timed_out'],
    ]);

    exporter.reset();
    await run(9, { budget: { burst: 1, ratio: 0, minPerSecond: 0.1 } });
    const [spent] = spans('vendor post');
    expect(spent?.events[1]).toMatchObject({
      name: 'budget_exhausted',
      attributes: { 'ballast.retry.after_ms': 8_000 },
    });
  });

  it('joins the trace around it', async () => {
    const outer = trace.getTracer('test').startSpan('request');
    await context.with(trace.setSpan(context.active(), outer), () => run(0));
    expect(parentOf(spans('vendor post')[0])).toBe(outer.spanContext().spanId);
  });

  it('makes no spans when the operation is not sampled, and keeps what is below out of the trace as well', async () => {
    sampled = false;
    const { call, inside } = await run(1);
    expect(call.value).toBe('done');
    expect(exporter.getFinishedSpans()).toEqual([]);
    expect(new Set(inside).size).toBe(1);
    expect(inside[0]).toBeTypeOf('string');
  });

  async function collected() {
    await reader.forceFlush();
    const found = metricExporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    return (name: string) =>
      found
        .filter(({ descriptor }) => descriptor.name === name)
        .flatMap(({ dataPoints }) => dataPoints.map(({ attributes, value }) => ({ attributes, value })));
  }

  it('measures operations, attempts, repeats, queueing and refusals', async () => {
    await run(1);
    await run(9, { breaker: { opens: { consecutiveFailures: 1 } } });
    const points = await collected();
    const of = { 'ballast.policy.name': 'vendor', 'ballast.operation.name': 'post' };
    expect(points('ballast.operation.duration')).toMatchObject([
      {
        attributes: { ...of, 'ballast.operation.result': 'success' },
        value: { count: 1, sum: 2, buckets: { boundaries: expect.arrayContaining([0.005, 0.5, 120]) } },
      },
      { attributes: { ...of, 'ballast.operation.result': 'not_retryable' }, value: { count: 1, sum: 2 } },
    ]);
    expect(points('ballast.attempt.duration')).toMatchObject([
      {
        attributes: { ...of, 'error.type': 'ECONNRESET', 'ballast.attempt.outcome': 'rejected' },
        value: { count: 2 },
      },
      { attributes: of, value: { count: 1 } },
    ]);
    expect(points('ballast.retries')).toEqual([
      { attributes: { ...of, 'ballast.retry.reason': 'retry_after' }, value: 2 },
    ]);
    expect(points('ballast.bulkhead.queue.duration')).toMatchObject([
      { attributes: of, value: { count: 3, sum: 0 } },
    ]);
    expect(points('ballast.refusals')).toEqual([
      { attributes: { ...of, 'error.type': 'breaker_rejected' }, value: 1 },
    ]);
    expect(points('ballast.breaker.state')).toEqual([
      { attributes: { 'ballast.policy.name': 'vendor' }, value: 2 },
    ]);
  });

  it('measures in seconds', async () => {
    const runtime = createTestRuntime();
    const bulkhead = { maxConcurrent: 1, maxQueue: 1 };
    const policy = definePolicy({ name: 'vendor', timeoutMs: 1_000, classify, runtime, bulkhead });
    using deadline = Deadline.start(60_000, { runtime });
    const call = async ({ number }: { number: number }) => {
      await sleep(250 * number, { runtime });
      if (number === 1) throw new Error(secret);
    };
    const both = watch(Promise.all([policy.run(call, deadline), policy.run(call, deadline)]));
    await runtime.advance(30_000);
    expect(both.state).toBe('fulfilled');
    const points = await collected();
    const sums = (name: string) => points(name).map(({ value }) => (value as { sum: number }).sum);
    // Both fail after 0.25 s, the second behind the first; both come back 2 s later, and one has to wait 0.25 s more.
    expect(sums('ballast.attempt.duration')).toEqual([0.5, 1]);
    expect(sums('ballast.bulkhead.queue.duration')).toEqual([0.5]);
    expect(sums('ballast.operation.duration')).toEqual([6]);
  });

  it('says of every instrument what it counts, and in which unit', async () => {
    await run(9, { breaker: { opens: { consecutiveFailures: 1 } } });
    await run(1);
    await reader.forceFlush();
    const described = metricExporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
      .map(({ descriptor: { name, unit, description } }) => [name, unit, description]);
    expect(Object.fromEntries(described.map(([name, ...rest]) => [name, rest]))).toEqual({
      'ballast.operation.duration': [
        's',
        'Operations under a policy, retries and waits included, by how they ended',
      ],
      'ballast.attempt.duration': ['s', 'Single attempts by their outcome'],
      'ballast.retries': ['', 'Repeats by what set the wait before them'],
      'ballast.bulkhead.queue.duration': ['s', 'How long attempts waited for a place'],
      'ballast.refusals': ['', 'Attempts and repeats refused by a breaker, a bulkhead or a retry budget'],
      'ballast.breaker.state': ['', '0 closed, 1 half-open, 2 open'],
    });
  });

  it('makes its instruments anew for another provider, and none when there is no provider any more', async () => {
    const runtime = createTestRuntime();
    const policy = definePolicy({ name: 'long-lived', timeoutMs: 1_000, classify, runtime });
    using deadline = Deadline.start(60_000, { runtime });
    const { signal } = deadline;
    await policy.run(async () => signal, deadline);
    metrics.disable();
    await policy.run(async () => signal, deadline);
    const other = new MeterProvider({ readers: [] });
    const histogram = vi.spyOn(other, 'getMeter');
    metrics.setGlobalMeterProvider(other);
    await policy.run(async () => signal, deadline);
    expect(histogram).toHaveBeenCalledExactlyOnceWith('@ballast/reliability', undefined, undefined);
    metrics.disable();
    metrics.setGlobalMeterProvider(meterProvider);
    const points = await collected();
    expect(points('ballast.operation.duration')).toMatchObject([{ value: { count: 1 } }]);
  });
});

describe('telemetryAttributes', () => {
  /** The namespaces of OpenTelemetry's semantic conventions that we take names from; what is our own is not put there. */
  const standard = /^(?:db|error|http|messaging|rpc|user)(?:\.[a-z]+(?:_[a-z]+)*)+$/;
  const ours = /^ballast\.[a-z]+\.[a-z]+(?:_[a-z]+)*$/;

  it('has one name for each thing, ours or a standard one', () => {
    const names = Object.values(telemetryAttributes);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !ours.test(name) && !standard.test(name))).toEqual([]);
  });

  it('says of each name that is not ours that it is a standard one', async () => {
    const source = await readFile(new URL('../src/telemetry-attributes.ts', import.meta.url), 'utf8');
    const entries = [...source.matchAll(/\/\*\* (?<comment>[^\n]*) \*\/\n {2}\w+: '(?<name>[^']+)'/g)];
    expect(entries.map((entry) => entry.groups?.['name'])).toEqual(Object.values(telemetryAttributes));
    for (const { groups } of entries) {
      expect(`${groups?.['name']}: ${groups?.['comment']}`).toMatch(/^(?:ballast\.|.*: Standard: )/);
    }
  });
});
