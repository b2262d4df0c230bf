import { expect, test } from 'vitest';
import type { FaultInput } from '../../simulator/control/fault-schema.ts';
import { createAi, defaultAiEnv, deliverMessage, isIntegrationError, outcomeOf } from '../../src/index.ts';
import { driveThrough } from './drive.ts';
import { createVendorBench, type VendorBench } from './vendor-bench.ts';

/** What passes by itself: one request in five meets one of these. */
const weather: readonly FaultInput[] = [
  { kind: 'status', status: 429, headers: { 'retry-after': '2' } },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, effect: true },
  { kind: 'status', status: 503 },
  'reset-before-effect',
  'reset-after-effect',
  'malformed',
  'truncated',
  'stall-headers',
  'stall-body',
];
const calls = 1_000;
/** The outbox makes this many attempts that count. */
const mostAttempts = 10;

const payloads = {
  'slack message.post': (n: number) => ({ text: `Thought ${n}`, channel: 'C0INBOX001' }),
  'notion page.create': (n: number) => ({ title: `Thought ${n}`, content: 'Body', recordId: null }),
  'google_calendar event.put': (n: number) => ({
    title: `Thought ${n}`,
    startsAt: '2026-03-02T10:00:00.000Z',
    endsAt: '2026-03-02T11:00:00.000Z',
    allDay: false,
    timezone: 'UTC',
    description: null,
  }),
  'gmail draft.create': (n: number) => ({ to: 'sarah@example.com', subject: `Thought ${n}`, body: 'Body' }),
};
const kinds = Object.keys(payloads) as (keyof typeof payloads)[];

/** One message as the outbox delivers it: again until it is there, looked up once it may be. */
async function post(bench: VendorBench, kind: keyof typeof payloads, n: number): Promise<boolean> {
  const [vendor = '', operation = ''] = kind.split(' ');
  let uncertain = false;
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const message = { vendor, operation, payload: payloads[kind](n), dedupeId: `step:${n}`, uncertain };
    const work = deliverMessage({
      vendors: bench.vendors,
      message,
      credentials: bench.accountOf(vendor),
      context: bench.context(),
    });
    const { error } = await driveThrough(bench.door, bench.simulator, work);
    if (error === undefined) return true;
    uncertain ||= outcomeOf(error) === 'unknown';
    const toldMs = isIntegrationError(error) ? (error.retryAfterMs ?? 0) : 0;
    await bench.door.runtime.advance(Math.max(2_500 * 2 ** (attempt - 1), toldMs));
  }
  return false;
}

/** How often each thing is at the vendors, by what it was made from. */
function copies({ simulator }: VendorBench): Map<string, number> {
  const { slack, notion, gmail, calendar } = simulator.state();
  const found = JSON.stringify([slack, notion, gmail, calendar]).matchAll(
    /"(?:text|summary|subject)":"Thought (\d+)"|"content":"Thought (\d+)"/g,
  );
  const counts = new Map<string, number>();
  for (const [, plain, notions] of found) {
    const name = plain ?? notions ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

test(`I2 in weather that takes every fifth request, ${calls} messages arrive once each`, {
  timeout: 120_000,
}, async () => {
  await using bench = await createVendorBench();
  bench.simulator.faults([{ rate: 0.2, seed: 7, fault: [...weather] }]);
  let arrived = 0;
  for (let n = 0; n < calls; n++) {
    const kind = kinds[n % kinds.length];
    if (kind !== undefined && (await post(bench, kind, n))) arrived += 1;
    await bench.door.runtime.advance(1_000);
  }
  const journal = bench.simulator.journal();
  const faulty = journal.filter(({ fault }) => fault !== null).length / journal.length;
  const counts = [...copies(bench).values()];
  const duplicates = counts.filter((count) => count > 1).length;
  process.stdout.write(
    `weather: ${journal.length} requests, ${(faulty * 100).toFixed(1)} % of them faulty; ${arrived} of ${calls} messages arrived, ${counts.length} are there, ${duplicates} more than once\n`,
  );
  expect(faulty).toBeGreaterThan(0.15);
  expect(arrived / calls).toBeGreaterThan(0.95);
  expect(duplicates).toBe(0);
  expect(counts.length).toBeGreaterThanOrEqual(arrived);
});

test(`in the same weather, ${calls} thoughts are filed by a model`, { timeout: 120_000 }, async () => {
  await using bench = await createVendorBench();
  const { simulator, door } = bench;
  const env = {
    ...defaultAiEnv(),
    OPENAI_API_KEY: 'sk-weather-openai',
    OPENAI_BASE_URL: `${simulator.url}/openai/v1`,
    ANTHROPIC_API_KEY: 'sk-ant-weather',
    ANTHROPIC_BASE_URL: `${simulator.url}/anthropic`,
  };
  const ai = createAi({ door: door.door, env, runtime: door.runtime });
  simulator.faults([{ rate: 0.2, seed: 7, fault: [...weather] }]);
  const by = { openai: 0, anthropic: 0, local: 0 };
  for (let n = 0; n < calls; n++) {
    const input = { text: `Call Sarah about offer ${n}`, timezone: 'UTC', nowMs: door.runtime.now() };
    const { value } = await driveThrough(
      door,
      simulator,
      ai.classify(input, { deadline: door.deadline(120_000) }),
    );
    if (value !== undefined) by[value.provider] += 1;
    await door.runtime.advance(1_000);
  }
  const share = (by.openai + by.anthropic) / calls;
  process.stdout.write(
    `weather: ${by.openai} filed by OpenAI, ${by.anthropic} by Anthropic, ${by.local} by the rules: ${(share * 100).toFixed(2)} % by a model\n`,
  );
  expect(share).toBeGreaterThan(0.99);
  expect(by.openai + by.anthropic + by.local).toBe(calls);
});
