import { describe, expect, test } from 'vitest';
import {
  type CallContext,
  createDoor,
  defineOperation,
  doorSettings,
  fetchWithin,
  isIntegrationError,
  outcomeOf,
} from '../src/index.ts';
import { createDoorBench, turn, until } from './door-bench.ts';
import { answer, reset, stallBody, stallHeaders, startScript } from './scripted-server.ts';

const read = defineOperation({
  vendor: 'acme',
  name: 'things.read',
  timeoutClass: 'integration',
  repeat: 'safe',
});
const post = defineOperation({
  vendor: 'acme',
  name: 'things.post',
  timeoutClass: 'integration',
  repeat: 'after-lookup',
});

class HttpError extends Error {
  readonly status: number;
  readonly headers: Headers;
  constructor(response: Response) {
    super('An answer that quotes a secret: xoxb-very-secret');
    this.status = response.status;
    this.headers = response.headers;
  }
}

/** What a vendor's client does: one request, its body read, an error for a bad status. */
const get = (url: string) => async (attempt: { readonly signal: AbortSignal }) => {
  const response = await fetchWithin(attempt.signal)(url);
  const body = await response.json();
  if (!response.ok) throw new HttpError(response);
  return body as unknown;
};

const codeOf = (error: { readonly code: string }) => error.code;
const ok = answer(200, { ok: true });
const within = (bench: ReturnType<typeof createDoorBench>, budgetMs?: number): CallContext => ({
  credential: 'one',
  ownerId: 'owner1',
  deadline: bench.deadline(budgetMs),
});

describe('I6 attempts on the wire', () => {
  test.each([
    ['500', answer(500, {}), 4, [500, 1_000, 2_000], 'dependency_unavailable'],
    ['a reset connection', reset, 4, [500, 1_000, 2_000], 'dependency_unavailable'],
    ['429 without a wait', answer(429, {}), 4, [1_000, 2_000, 4_000], 'dependency_rate_limited'],
    [
      '429 with seconds',
      answer(429, {}, { 'retry-after': '7' }),
      4,
      [7_000, 7_000, 7_000],
      'dependency_rate_limited',
    ],
    ['429 for too long', answer(429, {}, { 'retry-after': '11' }), 1, [], 'dependency_rate_limited'],
    ['a garbled body', answer(200, '{"half":'), 4, [500, 1_000, 2_000], 'dependency_answer_unusable'],
    ['400', answer(400, {}), 1, [], 'dependency_refused'],
    ['401', answer(401, {}), 1, [], 'reconnect_needed'],
    ['402', answer(402, {}), 1, [], 'dependency_quota_exhausted'],
    ['404', answer(404, {}), 1, [], 'dependency_refused'],
  ] as const)('%s', async (_, step, attempts, leastWaits, code) => {
    await using vendor = await startScript(step);
    const bench = createDoorBench({ settings: { ...doorSettings(), breakerFailures: 100 } });
    const { error, waits } = await bench.drive(bench.door.call(read, within(bench), get(vendor.url)));
    expect(vendor.seen).toHaveLength(attempts);
    expect(error).toMatchObject({ code, vendor: 'acme', operation: 'things.read', attempts });
    expect(waits).toHaveLength(attempts - 1);
    for (const [index, leastMs] of leastWaits.entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(leastMs);
      expect(waits[index]).toBeLessThanOrEqual(leastMs * 2);
    }
    expect(bench.records).toMatchObject([
      { dependency: 'acme', attempts, errorCode: code, ownerId: 'owner1' },
    ]);
    expect(bench.runtime.pendingTimers()).toBe(1);
  });

  test('an asked-for wait that is too long fails at once and says when to come back', async () => {
    await using vendor = await startScript(answer(429, {}, { 'retry-after': '11' }));
    const bench = createDoorBench();
    const { error } = await bench.drive(bench.door.call(read, within(bench), get(vendor.url)));
    expect(error).toMatchObject({ retryAfterMs: 11_000, retryable: true, outcome: 'rejected' });
    expect(bench.records[0]).toMatchObject({ retryAfterMs: 11_000, outcome: 'rejected' });
  });

  test('so does one longer than what the caller has left', async () => {
    await using vendor = await startScript(answer(429, {}, { 'retry-after': '5' }));
    const bench = createDoorBench();
    const { error } = await bench.drive(bench.door.call(read, within(bench, 4_000), get(vendor.url)));
    expect(error).toMatchObject({ retryAfterMs: 5_000, reason: 'no_time_left' });
    expect(vendor.seen).toHaveLength(1);
  });

  test('a retry that succeeds is one success', async () => {
    await using vendor = await startScript(answer(503, {}), ok);
    const bench = createDoorBench();
    const { value, waits } = await bench.drive(bench.door.call(read, within(bench), get(vendor.url)));
    expect(value).toEqual({ ok: true });
    expect(waits).toHaveLength(1);
    expect(bench.records).toMatchObject([{ outcome: 'succeeded', attempts: 2, errorCode: undefined }]);
  });

  test('the vendor’s retry budget is shared by all its credentials', async () => {
    await using vendor = await startScript(answer(500, {}));
    const bench = createDoorBench();
    const caller = new AbortController();
    const deadline = bench.deadline(60_000, caller.signal);
    const calls = Array.from({ length: 20 }, (_, index) =>
      bench.door.call(read, { credential: `c${index}`, deadline }, get(vendor.url)).catch(codeOf),
    );
    // A new budget holds ten retries: half of those who fail together may repeat.
    await until(() => bench.lines.length === 20);
    caller.abort();
    const codes = await Promise.all(calls);
    expect(codes.filter((code) => code === 'retry_budget_exhausted')).toHaveLength(10);
    expect(codes.filter((code) => code === 'caller_left')).toHaveLength(10);
  });

  test('callers beyond the places and the queue are refused without a request', async () => {
    await using vendor = await startScript(stallHeaders);
    const bench = createDoorBench();
    const caller = new AbortController();
    const deadline = bench.deadline(60_000, caller.signal);
    const calls = Array.from({ length: 41 }, () =>
      bench.door.call(read, { credential: 'one', deadline }, get(vendor.url)).catch(codeOf),
    );
    expect(await calls.at(-1)).toBe('bulkhead_full');
    await until(() => vendor.seen.length === 8);
    expect(bench.door.state('acme', 'one')).toMatchObject({ running: 8, queued: 32 });
    caller.abort();
    await Promise.all(calls);
    expect(vendor.seen).toHaveLength(8);
  });
});

describe('I7 repeats', () => {
  test.each([
    ['reset after the request', reset],
    ['500', answer(500, {})],
  ] as const)('%s: an effect that may have happened is not repeated', async (_, step) => {
    await using vendor = await startScript(step);
    const bench = createDoorBench();
    const { error } = await bench.drive(bench.door.call(post, within(bench), get(vendor.url)));
    expect(vendor.seen).toHaveLength(1);
    expect(error).toMatchObject({ outcome: 'unknown', retryable: false, reason: 'unknown_outcome' });
    expect(bench.records).toMatchObject([{ outcome: 'unknown', attempts: 1 }]);
  });

  test('one that was refused is', async () => {
    await using vendor = await startScript(answer(429, {}, { 'retry-after': '1' }), ok);
    const bench = createDoorBench();
    const { value } = await bench.drive(bench.door.call(post, within(bench), get(vendor.url)));
    expect(value).toEqual({ ok: true });
    expect(vendor.seen).toHaveLength(2);
  });

  test('one that never left is', async () => {
    const gone = await startScript(ok);
    await gone[Symbol.asyncDispose]();
    const bench = createDoorBench();
    const { error, waits } = await bench.drive(bench.door.call(post, within(bench), get(gone.url)));
    expect(waits).toHaveLength(3);
    expect(error).toMatchObject({ outcome: 'not_sent', retryable: true, code: 'dependency_unavailable' });
  });
});

describe('timeouts', () => {
  test.each([
    ['headers', stallHeaders],
    ['body', stallBody],
  ] as const)('a stalled %s ends with the attempt and closes the connection', async (_, step) => {
    await using vendor = await startScript(step);
    const bench = createDoorBench();
    const call = bench.door.call(post, within(bench), get(vendor.url));
    const ended = bench.drive(call);
    await until(() => vendor.seen[0] !== undefined && vendor.open() === 1);
    await turn();
    await bench.runtime.advance(14_999);
    expect(vendor.seen[0]?.cutOff).toBe(false);
    await bench.runtime.advance(1);
    expect((await ended).error).toMatchObject({ code: 'attempt_timeout', outcome: 'unknown' });
    await until(() => vendor.open() === 0);
    expect(bench.lines.map(({ message }) => message)).toEqual(['call timed out', 'call was given up']);
  });

  test('an attempt gets less when less remains', async () => {
    await using vendor = await startScript(stallBody);
    const bench = createDoorBench();
    const ended = bench.drive(bench.door.call(read, within(bench, 2_000), get(vendor.url)));
    await until(() => vendor.seen.length === 1);
    await bench.runtime.advance(2_000);
    const { error } = await ended;
    expect([error.code, outcomeOf(error)]).toEqual(['deadline_exceeded', 'unknown']);
    await until(() => vendor.open() === 0);
  });
});

describe('I7 nothing goes on after the caller left', () => {
  test.each([
    ['while waiting for headers', stallHeaders],
    ['while reading the body', stallBody],
  ] as const)('%s', async (_, step) => {
    await using vendor = await startScript(step);
    const bench = createDoorBench();
    const caller = new AbortController();
    const call = bench.door.call(
      read,
      { credential: 'one', deadline: bench.deadline(60_000, caller.signal) },
      get(vendor.url),
    );
    const ended = bench.drive(call);
    await until(() => vendor.seen.length === 1);
    const leftMs = performance.now();
    caller.abort();
    expect((await ended).error).toMatchObject({ code: 'caller_left' });
    await until(() => vendor.open() === 0);
    expect(performance.now() - leftMs).toBeLessThan(50);
    await bench.runtime.advance(60_000);
    expect(vendor.seen).toHaveLength(1);
    expect(bench.door.states()).toMatchObject([{ failures: 0, running: 0 }]);
  });

  test('while waiting between attempts', async () => {
    await using vendor = await startScript(answer(500, {}));
    const bench = createDoorBench();
    const caller = new AbortController();
    const call = bench.door.call(
      read,
      { credential: 'one', deadline: bench.deadline(60_000, caller.signal) },
      get(vendor.url),
    );
    const ended = call.catch((error: unknown) => error);
    await until(() => bench.lines.length === 1);
    caller.abort();
    expect(await ended).toMatchObject({ code: 'caller_left' });
    await bench.runtime.advance(60_000);
    expect(vendor.seen).toHaveLength(1);
    expect(bench.runtime.pendingTimers()).toBe(0);
  });

  test('before it began', async () => {
    await using vendor = await startScript(ok);
    const bench = createDoorBench();
    const deadline = bench.deadline(60_000, AbortSignal.abort());
    const { error } = await bench.drive(
      bench.door.call(post, { credential: 'one', deadline }, get(vendor.url)),
    );
    expect(error).toMatchObject({ code: 'caller_left' });
    expect(outcomeOf(error)).toBe('not_sent');
    expect(vendor.seen).toHaveLength(0);
  });
});

describe('I8 breakers', () => {
  const settings = { ...doorSettings(), maxRetries: 0 };
  const fail = async (bench: ReturnType<typeof createDoorBench>, url: string, credential: string) =>
    (await bench.drive(bench.door.call(read, { credential, deadline: bench.deadline() }, get(url)))).error;

  test('one opens after its failures, fails fast, and leaves other credentials and vendors alone', async () => {
    await using ill = await startScript(answer(500, {}));
    await using well = await startScript(ok);
    const bench = createDoorBench({ settings });
    for (let index = 0; index < 5; index++) await fail(bench, ill.url, 'ill');
    const startMs = performance.now();
    const error = await bench.door
      .call(read, { credential: 'ill', deadline: bench.deadline() }, get(ill.url))
      .catch((caught: unknown) => caught);
    expect(performance.now() - startMs).toBeLessThan(5);
    expect(error).toMatchObject({ code: 'circuit_open', outcome: 'not_sent', attempts: 0, retryable: true });
    expect(isIntegrationError(error, 'circuit_open') && error.retryAfterMs).toBe(30_000);
    expect(ill.seen).toHaveLength(5);
    expect(await fail(bench, well.url, 'other')).toBeUndefined();
    const elsewhere = { ...read, vendor: 'elsewhere' };
    expect(
      await bench.door.call(elsewhere, { credential: 'ill', deadline: bench.deadline() }, get(well.url)),
    ).toEqual({ ok: true });
    expect(bench.door.state('acme', 'ill')).toMatchObject({
      breaker: 'open',
      failures: 5,
      openUntilMs: bench.runtime.now() + 30_000,
    });
  });

  test('work resumes by itself after the cooldown', async () => {
    await using vendor = await startScript(...Array.from({ length: 5 }, () => answer(500, {})), ok);
    const bench = createDoorBench({ settings });
    for (let index = 0; index < 5; index++) await fail(bench, vendor.url, 'one');
    await bench.runtime.advance(30_000);
    expect(await fail(bench, vendor.url, 'one')).toBeUndefined();
    expect(bench.door.state('acme', 'one')).toMatchObject({ breaker: 'closed', failures: 0 });
  });

  test('refusals of what we asked for don’t open it', async () => {
    await using vendor = await startScript(answer(403, {}));
    const bench = createDoorBench({ settings });
    for (let index = 0; index < 20; index++) await fail(bench, vendor.url, 'one');
    expect(bench.door.state('acme', 'one')).toMatchObject({ breaker: 'closed', failures: 0 });
    expect(vendor.seen).toHaveLength(20);
  });

  test('their number is bounded, and an open one is kept before idle ones', async () => {
    await using ill = await startScript(answer(500, {}));
    await using well = await startScript(ok);
    const bench = createDoorBench({ settings, mostCredentials: 3 });
    for (let index = 0; index < 5; index++) await fail(bench, ill.url, 'ill');
    for (let index = 0; index < 10; index++) await fail(bench, well.url, `c${index}`);
    expect(bench.door.states().map(({ credential }) => credential)).toEqual(['ill', 'c8', 'c9']);
  });
});

test('I11 neither lines, records nor errors hold what the vendor said', async () => {
  await using vendor = await startScript(answer(500, { error: 'xoxb-very-secret' }));
  const bench = createDoorBench();
  const { error } = await bench.drive(bench.door.call(read, within(bench), get(vendor.url)));
  const told = JSON.stringify([bench.lines, bench.records, bench.door.states(), error, error.message]);
  expect(bench.lines.length).toBeGreaterThan(3);
  expect(`${told}${error.stack}${error.cause}`).not.toContain('very-secret');
});

test('a listener that throws does not fail the call', async () => {
  await using vendor = await startScript(ok);
  const bench = createDoorBench();
  const door = createDoor({
    runtime: bench.runtime,
    onCall: () => {
      throw new Error('no room');
    },
  });
  expect(await door.call(read, within(bench), get(vendor.url))).toEqual({ ok: true });
});
