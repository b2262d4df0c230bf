import { newId } from '@ballast/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dependencies, DependencyState } from '../src/dependencies.ts';
import { startTestApi, type TestApi } from '../src/testing.ts';

const state: DependencyState = {
  vendor: 'slack',
  ownerId: undefined,
  breaker: 'open',
  failures: 5,
  retryAfterMs: 900,
  openUntilMs: 1_700_000_000_000,
  running: 0,
  queued: 0,
  retriesLeft: 3,
  lastSuccessAtMs: undefined,
  lastFailureAtMs: 1_700_000_000_000,
};
let states: DependencyState[] = [];
const dependencies: Dependencies = {
  settings: {
    timeoutMs: { ai: 30_000, integration: 15_000 },
    maxRetries: 3,
    retryInitialMs: 1_000,
    retryMaxMs: 10_000,
    breakerFailures: 5,
    breakerCooldownMs: 30_000,
  },
  states: () => states,
};

let api: TestApi;
let ana: string;
let bob: string;
beforeAll(async () => {
  api = await startTestApi({ dependencies });
  ana = await api.addOwner();
  bob = await api.addOwner();
});
afterAll(() => api[Symbol.asyncDispose]());

const ask = async (procedure: string, input: object | undefined, owner: string) => {
  const answer = await api.query(`reliability.${procedure}`, input, { owner });
  expect(answer.status, answer.text).toBe(200);
  return answer.data;
};

async function addCall(ownerId: string, dependency: string, outcome: string, durationMs = 10): Promise<void> {
  const facts = { operation: 'post', attempts: 1, traceId: null, errorCode: null, retryAfterMs: null };
  await api.database.kysely
    .insertInto('CallRecord')
    .values({ id: newId(), ownerId, dependency, outcome, durationMs, ...facts })
    .execute();
}

const targetOf = async (name: string) => {
  const { targets } = await ask('overview', undefined, ana);
  return targets.find((one: { name: string }) => one.name === name);
};

test('targets without calls are neither met nor missed; with calls they are counted', async () => {
  expect(await targetOf('ai_success')).toMatchObject({ value: null, met: null, of: 0 });
  for (let good = 0; good < 3; good += 1) await addCall(ana, 'openai', 'succeeded');
  expect(await targetOf('ai_success')).toMatchObject({ value: 1, met: true, of: 3 });
  await addCall(bob, 'anthropic', 'unknown');
  expect(await targetOf('ai_success')).toMatchObject({ value: 0.75, met: false, of: 4, scope: 'all' });
  expect(await targetOf('calls_past_their_limit')).toMatchObject({ value: 0, met: true });
  // Four attempts of 15 s and three waits of 10 s are 90 s.
  await addCall(ana, 'notion', 'succeeded', 92_000);
  expect(await targetOf('calls_past_their_limit')).toMatchObject({ value: 1, met: false });
  expect(await targetOf('pool_utilisation')).toMatchObject({ met: true, scope: 'process' });
});

test('I9: two executions of one trigger within the hour would be seen', async () => {
  const workflowId = newId();
  await api.database.kysely
    .insertInto('Workflow')
    .values({
      id: workflowId,
      ownerId: ana,
      name: 'One',
      triggerType: 'manual',
      trigger: '{}',
      actions: '[]',
      updatedAt: new Date(),
    })
    .execute();
  const execute = (trigger: string) =>
    api.database.kysely
      .insertInto('WorkflowExecution')
      .values({ id: newId(), ownerId: ana, workflowId, trigger, status: 'succeeded' })
      .execute();
  await execute('{"n":1}');
  await execute('{"n":2}');
  expect(await targetOf('duplicate_executions')).toMatchObject({ value: 0, met: true, of: 2 });
  await execute('{"n":2}');
  expect(await targetOf('duplicate_executions')).toMatchObject({ value: 1, met: false, of: 3 });
});

test("I10: calls are the owner's own, page by page", async () => {
  const first = await ask('calls', { limit: 3 }, ana);
  const second = await ask('calls', { limit: 3, cursor: first.nextCursor }, ana);
  expect(first.items).toHaveLength(3);
  expect(second.items).toHaveLength(1);
  expect(second.nextCursor).toBeNull();
  const bobs = await ask('calls', {}, bob);
  expect(bobs.items.map((one: { dependency: string }) => one.dependency)).toEqual(['anthropic']);
});

test("I10: a breaker under another owner's credential is not shown; a shared one names its process", async () => {
  states = [state, { ...state, vendor: 'notion', ownerId: ana }];
  const mine = await ask('breakers', undefined, ana);
  const theirs = await ask('breakers', undefined, bob);
  expect(mine.items).toHaveLength(2);
  expect(theirs.items).toMatchObject([{ dependency: 'slack', scope: 'shared', state: 'open', failures: 5 }]);
  expect(mine.processId).toBe((await ask('pool', undefined, bob)).processId);
});

test('policies say their limits and the longest a call can take', async () => {
  const { items } = await ask('policies', undefined, ana);
  expect(items).toMatchObject([
    { name: 'ai', timeoutMs: 30_000, worstCaseMs: 150_000 },
    { name: 'integration', timeoutMs: 15_000, worstCaseMs: 90_000 },
  ]);
});

test('a replayed call is listed for its owner alone', async () => {
  const send = () =>
    api.mutate('capture.create', { text: 'Once' }, { owner: ana, headers: { 'idempotency-key': 'k|1' } });
  await send();
  await send();
  // Counts are written together about once a second.
  await expect
    .poll(() => ask('replays', { limit: 1 }, ana), { timeout: 5_000 })
    .toMatchObject({
      items: [{ procedure: 'capture.create', key: 'k|1', mode: 'atomic', replays: 1 }],
      nextCursor: null,
    });
  expect((await ask('replays', {}, bob)).items).toEqual([]);
});

const run = {
  task: 'classify',
  key: null,
  status: 'succeeded',
  attempt: 1,
  report: null,
  error: null,
  traceId: null,
  queuedAt: '2026-11-25T10:00:00.000Z',
  startedAt: '2026-11-25T10:00:02.000Z',
  finishedAt: '2026-11-25T10:00:03.500Z',
};

test("a job's run belongs to the owner of what it was about, and is recorded once a key", async () => {
  const { data } = await api.mutate('capture.create', { text: 'Whose run' }, { owner: ana });
  const input = { ...run, subject: { entryId: data.entry.id } };
  const as = { service: true, headers: { 'idempotency-key': 'job-run:1:1' } };
  const first = await api.mutate('job.record', input, as);
  expect(first.status, first.text).toBe(200);
  expect((await api.mutate('job.record', input, as)).text).toBe(first.text);
  const { items, backlog } = await ask('jobs', {}, ana);
  expect(items).toMatchObject([{ task: 'classify', lagMs: 2_000, durationMs: 1_500, attempt: 1 }]);
  expect((await ask('jobs', {}, bob)).items).toEqual([]);
  expect(backlog.waiting).toBeGreaterThanOrEqual(1);
  expect((await api.mutate('job.record', input, { owner: ana })).status).toBe(403);
});

test('ticks of the schedule are totals for everyone', async () => {
  const now = new Date().toISOString();
  const input = { ...run, task: 'purge', queuedAt: now, startedAt: now, finishedAt: now, subject: {} };
  await api.mutate('job.record', input, { service: true });
  expect((await ask('jobs', {}, bob)).ticks).toMatchObject([{ task: 'purge', succeeded: 1, failed: 0 }]);
});

const spanOf = (traceId: string, ownerId?: string) => ({
  traceId,
  spanId: newId().replaceAll('-', '').slice(16),
  name: 'x',
  startTimeUnixNano: '1764064800000000000',
  endTimeUnixNano: '1764064800250000000',
  attributes: [
    { key: 'secret.text', value: { stringValue: 'never kept' } },
    ...(ownerId === undefined ? [] : [{ key: 'user.id', value: { stringValue: ownerId } }]),
  ],
});
const receive = (...spans: object[]) =>
  api.api.receiveSpans({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

test("I10, I11: a trace is its owner's; another's span in it and attributes we don't know are left out", async () => {
  const traceId = 'a'.repeat(32);
  await receive(spanOf(traceId), spanOf(traceId, ana), spanOf(traceId, 'somebody'));
  const trace = await ask('trace', { traceId }, ana);
  expect(trace.spans).toHaveLength(2);
  expect(trace.durationMs).toBe(250);
  expect(JSON.stringify(trace)).not.toContain('never kept');
  expect((await api.query('reliability.trace', { traceId }, { owner: bob })).status).toBe(404);
  expect((await ask('traces', {}, ana)).items).toMatchObject([{ traceId, spans: 2, durationMs: 250 }]);
  expect((await ask('traces', {}, bob)).items).toEqual([]);
});

test('traces come page by page, and what is no OTLP is refused', async () => {
  await receive(spanOf('b'.repeat(32), bob), spanOf('c'.repeat(32), bob));
  const first = await ask('traces', { limit: 1 }, bob);
  const second = await ask('traces', { limit: 1, cursor: first.nextCursor }, bob);
  expect([...first.items, ...second.items].map((one: { traceId: string }) => one.traceId[0])).toEqual([
    'c',
    'b',
  ]);
  await expect(api.api.receiveSpans({ resourceSpans: 'x' })).rejects.toMatchObject({
    code: 'validation_failed',
  });
});

test('looking at the operations pages leaves no traces in the list, and reading can be left out of it', async () => {
  const carl = await api.addOwner();
  /** Spans of one trace, each begun a ms after the one before. */
  const named = (letter: string, ...names: string[]) =>
    names.map((name, ms) => ({
      ...spanOf(letter.repeat(32), carl),
      ...{ name, startTimeUnixNano: `1764064800${String(ms).padStart(3, '0')}000000` },
    }));
  await receive(
    // Looking up the session is a GET inside of every call.
    ...named('d', 'POST /api/trpc', 'GET /get-session', 'handler /get-session', 'capture.create'),
    ...named('e', 'GET /api/trpc', 'inbox.list'),
    ...named('f', 'GET /api/trpc', 'reliability.pool'),
    ...named('1', 'GET /', 'GET /get-session', 'handler /get-session'),
  );
  const namesOf = async (input: object) =>
    (await ask('traces', input, carl)).items.map((one: { name: string }) => one.name);
  expect(await namesOf({})).toEqual(['inbox.list', 'capture.create', 'GET /']);
  expect(await namesOf({ reads: false })).toEqual(['capture.create']);
});
