import { describe, expect, test } from 'vitest';
import type { RuleInput } from '../../simulator/index.ts';
import { classifyQuestion } from '../../src/ai/classify.ts';
import type { ModelClient } from '../../src/ai/model.ts';
import { createAnthropicClient } from '../../src/anthropic/client.ts';
import { doorSettings } from '../../src/index.ts';
import { createOpenAiClient } from '../../src/openai/client.ts';
import { until } from '../door-bench.ts';
import { type AiBench, createAiBench, keys } from './ai-bench.ts';

type Vendor = 'openai' | 'anthropic';
type Fault = RuleInput['fault'];

const text = 'pay the electricity bill by Friday';
const question = () => classifyQuestion({ text, timezone: 'UTC', nowMs: Date.UTC(2026, 10, 25) });
/** A breaker that stays closed for the whole matrix. */
const patient = { door: { settings: { ...doorSettings(), breakerFailures: 1_000 } } };

function clientOf(bench: AiBench, vendor: Vendor): ModelClient {
  const { door, simulator } = bench;
  if (vendor === 'openai')
    return createOpenAiClient({
      door,
      apiKey: keys.openai,
      baseUrl: `${simulator.url}/openai/v1`,
      model: 'gpt-5-mini',
      embeddingModel: 'text-embedding-3-small',
    });
  return createAnthropicClient({
    door,
    apiKey: keys.anthropic,
    baseUrl: `${simulator.url}/anthropic`,
    model: 'claude-haiku-4-5',
  });
}

const ladder = [500, 1_000, 2_000];
const limited = [1_000, 2_000, 4_000];

/** Fault, attempts on the wire, least waits between them in ms, code. */
const shared: readonly (readonly [string, Fault, number, readonly number[], string])[] = [
  ['500', { kind: 'status', status: 500 }, 4, ladder, 'dependency_unavailable'],
  ['502 with HTML', { kind: 'status', status: 502 }, 4, ladder, 'dependency_unavailable'],
  ['503', { kind: 'status', status: 503 }, 4, ladder, 'dependency_unavailable'],
  ['504', { kind: 'status', status: 504 }, 4, ladder, 'dependency_unavailable'],
  ['429', { kind: 'status', status: 429, body: {} }, 4, limited, 'dependency_rate_limited'],
  ['reset before', 'reset-before-effect', 4, ladder, 'dependency_unavailable'],
  ['reset after', 'reset-after-effect', 4, ladder, 'dependency_unavailable'],
  ['stalled headers', 'stall-headers', 3, ladder.slice(0, 2), 'deadline_exceeded'],
  ['stalled body', 'stall-body', 3, ladder.slice(0, 2), 'deadline_exceeded'],
  ['malformed', 'malformed', 4, ladder, 'dependency_answer_unusable'],
  ['truncated', 'truncated', 4, ladder, 'dependency_'],
  ['400', { kind: 'status', status: 400 }, 1, [], 'dependency_refused'],
  ['401', { kind: 'status', status: 401 }, 1, [], 'reconnect_needed'],
  ['403', { kind: 'status', status: 403 }, 1, [], 'dependency_refused'],
  ['404', { kind: 'status', status: 404 }, 1, [], 'dependency_refused'],
  ['413', { kind: 'status', status: 413 }, 1, [], 'dependency_refused'],
  ['a refusal', { kind: 'answer', answer: 'refusal' }, 1, [], 'dependency_answer_unusable'],
  ['a cut answer', { kind: 'answer', answer: 'length' }, 1, [], 'dependency_answer_unusable'],
  ['an answer off the schema', { kind: 'answer', answer: 'off-schema' }, 1, [], 'dependency_answer_unusable'],
  ['an answer that is no JSON', { kind: 'answer', answer: 'not-json' }, 1, [], 'dependency_answer_unusable'],
];
const own: Readonly<Record<Vendor, typeof shared>> = {
  openai: [
    ['408', { preset: 'openai.request_timeout' }, 4, ladder, 'dependency_unavailable'],
    ['409', { preset: 'openai.conflict' }, 4, ladder, 'dependency_unavailable'],
    [
      '429 in ms',
      { preset: 'openai.rate_limit_exceeded' },
      4,
      [1_800, 2_000, 4_000],
      'dependency_rate_limited',
    ],
    [
      '429 with a date',
      { preset: 'openai.rate_limit_http_date' },
      4,
      [2_000, 2_000, 4_000],
      'dependency_rate_limited',
    ],
    ['429 for long', { preset: 'openai.rate_limit_long' }, 1, [], 'dependency_rate_limited'],
    ['429 slow down', { preset: 'openai.slow_down' }, 4, [5_000, 5_000, 5_000], 'dependency_rate_limited'],
    ['429 quota', { preset: 'openai.insufficient_quota' }, 1, [], 'dependency_quota_exhausted'],
    ['429 credit', { preset: 'openai.credit_balance_exhausted' }, 1, [], 'dependency_quota_exhausted'],
    ['429 spend limit', { preset: 'openai.spend_limit_exceeded' }, 1, [], 'dependency_quota_exhausted'],
  ],
  anthropic: [
    ['402', { preset: 'anthropic.billing_error' }, 1, [], 'dependency_quota_exhausted'],
    [
      '429 in seconds',
      { preset: 'anthropic.rate_limit_error' },
      4,
      [2_000, 2_000, 4_000],
      'dependency_rate_limited',
    ],
    [
      '429 with a date',
      { preset: 'anthropic.rate_limit_http_date' },
      4,
      [2_000, 2_000, 4_000],
      'dependency_rate_limited',
    ],
    ['429 for long', { preset: 'anthropic.rate_limit_long' }, 1, [], 'dependency_rate_limited'],
    [
      '429 spend limit',
      { preset: 'anthropic.enforced_spend_limit_reached' },
      1,
      [],
      'dependency_quota_exhausted',
    ],
    ['529', { preset: 'anthropic.overloaded_error' }, 4, ladder, 'dependency_unavailable'],
  ],
};

describe.each(['openai', 'anthropic'] as const)('I6 %s through its SDK', (vendor) => {
  test.each([...shared, ...own[vendor]])('%s', async (_, fault, attempts, leastWaits, code) => {
    await using bench = await createAiBench(patient);
    bench.simulator.faults([{ vendor, fault, times: 50 }]);
    using deadline = bench.deadline(80_000);
    const { error, waits } = await bench.settle(clientOf(bench, vendor).generate(question(), { deadline }));
    expect(error?.code).toMatch(code);
    const seen = bench.seen(vendor);
    expect(seen).toHaveLength(attempts);
    expect(new Set(seen.map(({ identity }) => identity)).size).toBe(1);
    expect(seen.every(({ sdkRetry }) => sdkRetry === 0 || sdkRetry === null)).toBe(true);
    expect(waits).toHaveLength(attempts - 1);
    for (const [index, leastMs] of leastWaits.entries()) expect(waits[index]).toBeGreaterThanOrEqual(leastMs);
    expect(bench.records).toMatchObject([{ dependency: vendor, attempts }]);
  });

  test('a good answer', async () => {
    await using bench = await createAiBench();
    using deadline = bench.deadline();
    const client = clientOf(bench, vendor);
    const { value } = await bench.settle(client.generate(question(), { deadline, ownerId: 'owner1' }));
    expect(value).toMatchObject({
      value: { category: 'admin' },
      model: client.model,
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
    });
    expect(bench.records).toMatchObject([{ outcome: 'succeeded', attempts: 1, ownerId: 'owner1' }]);
  });

  test('a dripping body is read to its end', async () => {
    await using bench = await createAiBench();
    bench.simulator.faults([{ vendor, fault: { kind: 'slow-body', everyMs: 1, bytes: 64 } }]);
    using deadline = bench.deadline();
    let done = false;
    const call = clientOf(bench, vendor)
      .generate(question(), { deadline })
      .finally(() => {
        done = true;
      });
    await until(() => bench.seen(vendor).length === 1);
    while (!done) await bench.runtime.advance(1);
    expect((await call).value.category).toBe('admin');
  });

  test.each<[string, Fault]>([
    ['headers', 'stall-headers'],
    ['a body', 'stall-body'],
  ])(
    'I7 a caller who leaves while waiting for %s closes the connection and is not asked for again',
    async (_, fault) => {
      await using bench = await createAiBench();
      bench.simulator.faults([{ vendor, fault, times: 10 }]);
      const caller = new AbortController();
      using deadline = bench.deadline(60_000, caller.signal);
      const call = clientOf(bench, vendor)
        .generate(question(), { deadline })
        .catch((error: unknown) => error);
      await until(() => bench.simulator.held() === 1);
      const leftMs = performance.now();
      caller.abort();
      expect(await call).toMatchObject({ code: 'caller_left' });
      await until(() => bench.simulator.held() === 0);
      expect(performance.now() - leftMs).toBeLessThan(50);
      await bench.runtime.advance(60_000);
      expect(bench.seen(vendor)).toHaveLength(1);
      expect(bench.runtime.pendingTimers()).toBe(0);
    },
  );
});
