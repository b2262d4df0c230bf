import { describe, expect, test } from 'vitest';
import { shareMs } from '../../src/ai/providers.ts';
import { classifyLocally, createAi, createDoor, defaultAiEnv, doorSettings } from '../../src/index.ts';
import { until } from '../door-bench.ts';
import { type AiBench, createAiBench } from './ai-bench.ts';

const nowMs = Date.UTC(2026, 10, 25);
const input = { text: 'pay the electricity bill by Friday', timezone: 'Europe/Berlin', nowMs };
const noRetries = { door: { settings: { ...doorSettings(), maxRetries: 0 } } };
const facts = {
  date: '2026-11-25',
  timezone: 'UTC',
  nowMs,
  received: [{ category: 'admin', status: 'filed', text: 'pay the rent', title: 'Pay the rent' }],
  needsReview: [],
  nextActions: [],
} as const;

const counts = (bench: AiBench) => [bench.seen('openai').length, bench.seen('anthropic').length];
const down = (vendor: 'openai' | 'anthropic', times = 1_000) =>
  ({ vendor, times, fault: { kind: 'status', status: 500 } }) as const;

describe('who is asked', () => {
  test('OpenAI first, and nobody else when it answers', async () => {
    await using bench = await createAiBench();
    using deadline = bench.deadline();
    const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
    expect(value).toMatchObject({
      category: 'admin',
      provider: 'openai',
      model: 'gpt-5-mini',
      promptVersion: 'classify-1',
      degraded: false,
      inputTokens: expect.any(Number),
    });
    expect(counts(bench)).toEqual([1, 0]);
  });

  test('then Anthropic, when OpenAI has used up its repeats', async () => {
    await using bench = await createAiBench();
    bench.simulator.faults([down('openai')]);
    using deadline = bench.deadline();
    const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
    expect(value).toMatchObject({ provider: 'anthropic', degraded: false });
    expect(counts(bench)).toEqual([4, 1]);
    expect(value?.latencyMs).toBeGreaterThanOrEqual(3_500);
  });

  test('then the rules, and the result says that it is worth doing again', async () => {
    await using bench = await createAiBench(noRetries);
    bench.simulator.faults([down('openai'), down('anthropic')]);
    using deadline = bench.deadline();
    const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
    const { latencyMs: _, ...rest } = value ?? {};
    expect(rest).toEqual({
      ...classifyLocally(input),
      promptVersion: null,
      inputTokens: null,
      outputTokens: null,
      degraded: true,
    });
    expect(counts(bench)).toEqual([1, 1]);
  });

  test.each(['refusal', 'length', 'off-schema', 'not-json'] as const)(
    'an answer that is no use (%s) is one attempt, and the next one’s turn; the breaker does not count it',
    async (answer) => {
      await using bench = await createAiBench();
      bench.simulator.faults([{ vendor: 'openai', times: 100, fault: { kind: 'answer', answer } }]);
      for (let index = 1; index <= 10; index++) {
        using deadline = bench.deadline();
        const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
        expect(value).toMatchObject({ provider: 'anthropic', degraded: false });
        expect(counts(bench)).toEqual([index, index]);
      }
      expect(bench.ai.available()).toBe(true);
    },
  );

  test('nobody whose breaker is open: the answer comes at once, and again from the first after its cooldown', async () => {
    await using bench = await createAiBench(noRetries);
    bench.simulator.faults([down('openai', 5)]);
    const classify = async () => {
      using deadline = bench.deadline();
      return (await bench.settle(bench.ai.classify(input, { deadline }))).value;
    };
    for (let index = 0; index < 5; index++) expect((await classify())?.provider).toBe('anthropic');
    expect((await classify())?.provider).toBe('anthropic');
    expect(counts(bench)).toEqual([5, 6]);
    expect(bench.door.states().map(({ vendor, breaker }) => [vendor, breaker])).toEqual([
      ['openai', 'open'],
      ['anthropic', 'closed'],
    ]);
    expect(bench.ai.available()).toBe(true);
    await bench.runtime.advance(30_000);
    expect((await classify())?.provider).toBe('openai');
  });

  test('with both breakers open the rules answer without a request, and nobody is available', async () => {
    await using bench = await createAiBench(noRetries);
    bench.simulator.faults([down('openai'), down('anthropic')]);
    for (let index = 0; index < 5; index++) {
      using deadline = bench.deadline();
      await bench.settle(bench.ai.classify(input, { deadline }));
    }
    expect(bench.ai.available()).toBe(false);
    using deadline = bench.deadline();
    const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
    expect(value).toMatchObject({ provider: 'local', degraded: true });
    expect(counts(bench)).toEqual([5, 5]);
  });

  test.each([
    [['anthropic', 'openai', 'local'], 'anthropic', false],
    [['local', 'openai'], 'local', false],
    [['anthropic'], 'anthropic', false],
  ] as const)('AI_PROVIDERS=%s: %s', async (order, provider, degraded) => {
    await using bench = await createAiBench({ env: { AI_PROVIDERS: [...order] } });
    using deadline = bench.deadline();
    const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
    expect(value).toMatchObject({ provider, degraded });
  });

  test('no key: the rules, nothing to do again, nobody to wait for', async () => {
    const bench = createDoor();
    const ai = createAi({ door: bench, env: defaultAiEnv() });
    expect(ai.providers).toEqual([{ provider: 'local', model: 'rules-1' }]);
    expect(ai.available()).toBe(false);
  });
});

describe('time', () => {
  test.each([
    [120_000, 2, 108_000],
    [45_000, 2, 33_000],
    [20_000, 2, 9_000],
    [2_000, 2, 0],
    [45_000, 1, 43_000],
  ])('of %i ms with %i providers left the next one gets %i', (remainingMs, left, budgetMs) => {
    expect(shareMs(remainingMs, left)).toBe(budgetMs);
  });

  test('a stalled provider leaves the next one its time', async () => {
    await using bench = await createAiBench();
    bench.simulator.faults([{ vendor: 'openai', times: 10, fault: 'stall-body' }]);
    using deadline = bench.deadline(45_000);
    const { value } = await bench.settle(bench.ai.classify(input, { deadline }));
    expect(value).toMatchObject({ provider: 'anthropic', degraded: false });
    expect(deadline.remainingMs()).toBeGreaterThanOrEqual(10_000);
  });

  test('I7 a caller who leaves ends it: nobody is asked after that', async () => {
    await using bench = await createAiBench();
    bench.simulator.faults([{ vendor: 'openai', times: 10, fault: 'stall-headers' }]);
    const caller = new AbortController();
    using deadline = bench.deadline(45_000, caller.signal);
    const call = bench.ai.classify(input, { deadline }).catch((error: unknown) => error);
    await until(() => bench.simulator.held() === 1);
    caller.abort();
    expect(await call).toMatchObject({ code: 'caller_left' });
    await bench.runtime.advance(60_000);
    expect(counts(bench)).toEqual([1, 0]);
    expect(bench.runtime.pendingTimers()).toBe(0);
  });
});

describe('the other things a mind does', () => {
  test('a digest', async () => {
    await using bench = await createAiBench();
    using deadline = bench.deadline();
    const { value } = await bench.settle(bench.ai.writeDigest({ kind: 'daily', facts }, { deadline }));
    expect(value).toMatchObject({ provider: 'openai', promptVersion: 'digest-daily-1', degraded: false });
    expect(value?.content).toContain('rent');
  });

  test('an empty day asks nobody', async () => {
    await using bench = await createAiBench();
    using deadline = bench.deadline();
    const empty = { ...facts, received: [] };
    const { value } = await bench.settle(bench.ai.writeDigest({ kind: 'daily', facts: empty }, { deadline }));
    expect(value).toMatchObject({ provider: 'local', degraded: false });
    expect(counts(bench)).toEqual([0, 0]);
  });

  test('an intent, with its day', async () => {
    await using bench = await createAiBench();
    using deadline = bench.deadline();
    const asked = { text: 'what did I note about Sarah?', timezone: 'UTC', nowMs };
    const { value } = await bench.settle(bench.ai.detectIntent(asked, { deadline }));
    expect(value).toMatchObject({ intent: 'query', provider: 'openai', promptVersion: 'intent-1' });
  });

  test('the reason two notes belong together', async () => {
    await using bench = await createAiBench(noRetries);
    const pair = {
      from: { title: 'Call Sarah about the garden', text: 'call Sarah about the garden' },
      to: { title: 'Garden plan', text: 'the garden project with Sarah' },
      shared: ['Sarah', 'garden'],
    };
    using deadline = bench.deadline();
    const { value } = await bench.settle(bench.ai.relationReason(pair, { deadline }));
    expect(value?.reason.length).toBeGreaterThan(0);
    bench.simulator.faults([down('openai'), down('anthropic')]);
    const { value: local } = await bench.settle(bench.ai.relationReason(pair, { deadline }));
    expect(local).toMatchObject({ reason: 'Both mention Sarah, garden.', provider: 'local', degraded: true });
  });

  test('embeddings, in the order of the texts and in bounded requests', async () => {
    await using bench = await createAiBench();
    using deadline = bench.deadline();
    const texts = Array.from({ length: 300 }, (_, index) => `thought number ${index}`);
    const { value } = await bench.settle(bench.ai.embed(texts, { deadline }));
    expect(value?.vectors).toHaveLength(300);
    expect(value?.vectors.every((vector) => vector.length === 512)).toBe(true);
    const { value: one } = await bench.settle(bench.ai.embed(['thought number 299'], { deadline }));
    expect(one?.vectors[0]).toEqual(value?.vectors[299]);
    expect(bench.seen('openai')).toHaveLength(3);
  });

  test('no embeddings when their only provider fails or has no key', async () => {
    await using bench = await createAiBench(noRetries);
    bench.simulator.faults([down('openai')]);
    using deadline = bench.deadline();
    expect((await bench.settle(bench.ai.embed(['a'], { deadline }))).value).toBeUndefined();
    const without = createAi({ door: bench.door, env: defaultAiEnv() });
    expect(await without.embed(['a'], { deadline })).toBeUndefined();
  });
});
