import { createTestDatabase, type TestDatabase } from '@ballast/db/testing';
import { telemetryAttributes as names } from '@ballast/reliability';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Collector, type ReceivedSpan, startCollector } from './collector.ts';
import { cronSecret, spawnApps } from './spawn-apps.ts';

const text = 'Call Zephyrine about the xylophone by Friday';
const owner = 'owner-of-a-thought';
const key = 'thought-key-1';
const headers = { 'content-type': 'application/json', 'x-test-owner': owner, 'idempotency-key': key };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function addOwner({ database }: TestDatabase): Promise<void> {
  await database.kysely
    .insertInto('User')
    .values({ id: owner, name: 'Ana', email: 'ana@example.test', timezone: 'UTC' })
    .execute();
}

const capture = (url: string) =>
  fetch(`${url}/capture.create`, {
    method: 'POST',
    headers: { ...headers, traceparent },
    body: JSON.stringify({ text }),
  });

/** Waits for what another process does; no outcome depends on how long. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 90_000, interval: 50 });

async function filedAndRecorded({ database }: TestDatabase): Promise<void> {
  await eventually(async () => {
    const runs = await database.kysely.selectFrom('JobRun').select('task').execute();
    expect(runs.map(({ task }) => task)).toContain('classify');
  });
}

describe('with a collector', () => {
  let testDatabase: TestDatabase;
  let collector: Collector;
  let spans: ReceivedSpan[];
  let metrics: string;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    await addOwner(testDatabase);
    collector = await startCollector();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
    await using apps = await spawnApps(testDatabase.url, env);
    expect((await capture(apps.url)).headers.get('x-trace-id')).toBe(traceparent.slice(3, 35));
    expect((await capture(apps.url)).headers.get('idempotency-replayed')).toBe('true');
    await filedAndRecorded(testDatabase);
    metrics = await apps.metrics();
    await apps.stop();
    ({ spans } = collector);
  });
  afterAll(async () => {
    await collector[Symbol.asyncDispose]();
    await testDatabase[Symbol.asyncDispose]();
  });

  const attribute = (span: ReceivedSpan | undefined, name: string) => {
    const value = span?.attributes.find((one) => one.key === name)?.value;
    return value?.stringValue ?? value?.intValue ?? value?.doubleValue;
  };
  const childrenOf = (parent: ReceivedSpan | undefined) =>
    spans.filter(
      ({ traceId, parentSpanId }) => traceId === parent?.traceId && parentSpanId === parent.spanId,
    );
  const only = (found: ReceivedSpan[], name: string) => {
    const matching = found.filter((span) => span.name === name);
    expect(matching.map((span) => span.name)).toEqual([name]);
    return matching[0];
  };
  /** The first of the two captures: the one that acted. */
  const capturing = () => {
    const servers = spans.filter(
      (span) => span.name === 'POST /api/trpc' && span.parentSpanId === 'b7ad6b7169203331',
    );
    return servers.sort((a, b) => a.startTimeUnixNano - b.startTimeUnixNano);
  };

  test("a capture is one tree under the caller's span: door, procedure, claim, transaction, SQL", () => {
    const [first] = capturing();
    const procedure = only(childrenOf(first), 'capture.create');
    expect(attribute(procedure, names.procedureReason)).toBe('ok');
    expect(attribute(procedure, names.userId)).toBe(owner);
    expect(Number(attribute(procedure, names.deadlineRemainingMs))).toBeGreaterThan(0);
    const idempotency = only(childrenOf(procedure), 'idempotency');
    expect(attribute(idempotency, names.idempotencyOutcome)).toBe('fresh');
    const transaction = only(childrenOf(idempotency), 'transaction');
    expect(attribute(transaction, names.transactionOutcome)).toBe('committed');
    const statements = childrenOf(transaction).map((span) => span.name);
    expect(statements).toContain('INSERT InboxEntry');
    expect(statements[0]).toBe('BEGIN');
    expect(statements).toContain('COMMIT');
  });

  test('the repeat is a second branch of the same trace, answered from the store', () => {
    const [, second] = capturing();
    const idempotency = only(childrenOf(only(childrenOf(second), 'capture.create')), 'idempotency');
    expect(attribute(idempotency, names.idempotencyOutcome)).toBe('replayed');
  });

  test('the job runs in a trace of its own in the other process, linked to the transaction that enqueued it', () => {
    const job = spans.find((span) => span.name === 'process classify');
    expect(job?.service).toBe('cron');
    expect(job?.parentSpanId ?? '').toBe('');
    expect(attribute(job, names.jobAttempt)).toBeDefined();
    expect(Number(attribute(job, names.jobLagMs))).toBeGreaterThanOrEqual(0);
    const [first] = capturing();
    const enqueuing = spans.find((span) => span.spanId === job?.links[0]?.spanId);
    expect(job?.links[0]?.traceId).toBe(first?.traceId);
    expect(enqueuing?.name).toBe('transaction');
    const calls = childrenOf(job);
    expect(calls.map(({ name, service }) => [name, service])).toEqual(
      Array(2).fill(['POST /api/trpc', 'web']),
    );
    const called = calls.flatMap(childrenOf);
    only(called, 'job.record');
    const procedure = only(called, 'inbox.classify');
    expect(childrenOf(procedure).map((span) => span.name)).toContain('idempotency');
  });

  test('I11: no captured text, key or secret is in what was exported, and every attribute is in the table', () => {
    const sent = collector.texts.join('\n');
    for (const value of [
      text,
      'Zephyrine',
      'xylophone',
      key,
      cronSecret,
      'ana@example.test',
      new URL(testDatabase.url).password,
    ]) {
      if (value !== '') expect(sent.includes(value), value).toBe(false);
    }
    const known = new Set<string>(Object.values(names));
    const used = new Set(spans.flatMap((span) => span.attributes.map((one) => one.key)));
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
  });

  test('the web process counts calls, replays and the lag of jobs', () => {
    expect(metrics).toMatch(/rpc_server_call_duration\w*_count\{[^}]*rpc_method="capture.create"[^}]*\} 2/);
    expect(metrics).toMatch(
      /ballast_idempotency_calls\w*\{[^}]*ballast_idempotency_outcome="replayed"[^}]*\} 1/,
    );
    expect(metrics).toMatch(/ballast_job_lag\w*_count\{[^}]*messaging_destination_name="classify"[^}]*\} 1/);
  });
});

describe('without a collector', () => {
  test("both processes' spans are kept, and the owner sees the capture and the job it led to", {
    timeout: 120_000,
  }, async () => {
    await using testDatabase = await createTestDatabase();
    await addOwner(testDatabase);
    await using apps = await spawnApps(testDatabase.url, {});
    await capture(apps.url);
    await filedAndRecorded(testDatabase);
    const traceId = traceparent.slice(3, 35);
    const ask = async (as: string, procedure: string, input: object) => {
      const query = encodeURIComponent(JSON.stringify(input));
      const response = await fetch(`${apps.url}/reliability.${procedure}?input=${query}`, {
        headers: { 'x-test-owner': as },
      });
      return { status: response.status, text: await response.text() };
    };
    await eventually(async () => {
      const followed = /"followedBy":\["([0-9a-f]{32})"\]/.exec(
        (await ask(owner, 'trace', { traceId })).text,
      );
      const job = await ask(owner, 'trace', { traceId: followed?.[1] ?? '' });
      expect(job.text).toContain('"name":"process classify","service":"cron"');
      expect(job.text).toContain('"name":"inbox.classify","service":"web"');
    });
    expect((await ask('somebody-else', 'trace', { traceId })).status).toBe(404);
    expect((await ask(owner, 'traces', {})).text).toContain(`"traceId":"${traceId}"`);
    await apps.stop();
  });
});
