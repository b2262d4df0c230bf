import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createAiBench, keys } from './ai-bench.ts';

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(provider);
});
beforeEach(() => exporter.reset());
afterAll(() => {
  trace.disable();
  context.disable();
});

const text = 'the xylophone lesson with Bartholomew is on Friday';
const input = {
  text,
  timezone: 'UTC',
  nowMs: Date.UTC(2026, 10, 25),
  corrections: [{ text: 'marzipan for Ludmilla', category: 'people' as const }],
};
/** Words of what was captured and of the keys: what may be told nowhere. */
const secrets = [
  'xylophone',
  'Bartholomew',
  'marzipan',
  'Ludmilla',
  keys.openai,
  keys.anthropic,
  'very-secret',
];

test('a span an operation with a child an attempt, and the record carries the trace', async () => {
  await using bench = await createAiBench();
  bench.simulator.faults([{ vendor: 'openai', times: 2, fault: { kind: 'status', status: 500 } }]);
  using deadline = bench.deadline();
  const root = trace.getTracer('test').startSpan('procedure');
  await context.with(trace.setSpan(context.active(), root), () =>
    bench.settle(bench.ai.classify(input, { deadline })),
  );
  root.end();
  const spans = exporter.getFinishedSpans();
  const operation = spans.find(({ name }) => name === 'openai responses.create');
  const attempts = spans.filter(({ name }) => name === 'openai responses.create attempt');
  expect(operation?.parentSpanContext?.spanId).toBe(root.spanContext().spanId);
  expect(attempts.map((span) => span.attributes['http.request.resend_count'])).toEqual([undefined, 1, 2]);
  for (const span of attempts) expect(span.parentSpanContext?.spanId).toBe(operation?.spanContext().spanId);
  expect(bench.records).toMatchObject([{ attempts: 3, traceId: root.spanContext().traceId }]);
});

test('I11 no key and nothing captured is told in lines, records, spans, errors, states or on the console', async () => {
  const printed: unknown[][] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...parts) => void printed.push(parts)),
  );
  const told: unknown[] = [];
  const faults = [
    { kind: 'status', status: 500 },
    {
      kind: 'status',
      status: 400,
      body: { error: { message: `about ${text} with ${keys.openai}`, code: text } },
    },
    { kind: 'status', status: 401 },
    { kind: 'answer', answer: 'off-schema' },
    { kind: 'answer', answer: 'not-json' },
  ] as const;
  for (const fault of [...faults, 'malformed', 'truncated', 'stall-body'] as const) {
    await using bench = await createAiBench();
    bench.simulator.faults([{ times: 20, fault }]);
    using deadline = bench.deadline();
    await bench.settle(bench.ai.embed([text], { deadline }));
    const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
    expect(value).toMatchObject({ provider: 'local', degraded: true });
    expect(bench.lines.length).toBeGreaterThan(0);
    told.push(bench.lines, bench.records, bench.door.states());
  }
  for (const spy of spies) spy.mockRestore();
  const spans = exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  expect(spans.length).toBeGreaterThan(10);
  const everything = JSON.stringify([told, spans, printed]);
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect(everything).toContain('responses.create');
});
