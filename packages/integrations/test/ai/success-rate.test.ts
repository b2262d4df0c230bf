import { expect, test } from 'vitest';
import { createAiBench } from './ai-bench.ts';

const calls = 1_000;
const target = 0.99;

test('with 20 % transient faults more than 99 % of 1 000 thoughts are filed by a model, and I6 holds', async () => {
  await using bench = await createAiBench();
  bench.simulator.faults([
    {
      rate: 0.2,
      seed: 7,
      fault: [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 503 },
        { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
        'reset-before-effect',
        'reset-after-effect',
        'malformed',
        'truncated',
      ],
    },
  ]);
  const by: Record<string, number> = { openai: 0, anthropic: 0, local: 0 };
  for (let index = 0; index < calls; index++) {
    using deadline = bench.deadline();
    const input = { text: `pay bill number ${index} by Friday`, timezone: 'UTC', nowMs: bench.runtime.now() };
    const { value } = await bench.drive(bench.ai.classify(input, { deadline }));
    const provider = value?.provider ?? 'none';
    by[provider] = (by[provider] ?? 0) + 1;
  }
  const answered = (by['openai'] ?? 0) + (by['anthropic'] ?? 0);
  expect(answered / calls, JSON.stringify(by)).toBeGreaterThan(target);
  const attempts = bench.records.reduce((sum, record) => sum + record.attempts, 0);
  expect(bench.simulator.journal()).toHaveLength(attempts);
  expect(attempts).toBeGreaterThan(calls * 1.15);
  expect(bench.records.every((record) => record.attempts <= 4)).toBe(true);
  expect(bench.runtime.pendingTimers()).toBe(0);
}, 120_000);
