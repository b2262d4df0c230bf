import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../src/testing.ts';

let api: TestApi;
let owner: string;

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.addOwner();
});
afterAll(() => api[Symbol.asyncDispose]());

const keyed = (key: string) => ({ owner, headers: { 'idempotency-key': key } });
const countOf = async (text: string) => {
  const rows = await api.database.kysely
    .selectFrom('InboxEntry')
    .select('id')
    .where('text', '=', text)
    .execute();
  return rows.length;
};

describe('a key on a mutation', () => {
  test('I3 the repeat is answered with the same bytes and is said to be one', async () => {
    const first = await api.mutate('capture.create', { text: 'once' }, keyed('once'));
    const second = await api.mutate('capture.create', { text: 'once' }, keyed('once'));
    expect(second.text).toBe(first.text);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await countOf('once')).toBe(1);
  });

  test('what is understood counts, not how it is spelt: key order, defaults, white space around the text', async () => {
    const first = await api.mutate('capture.create', { text: 'spelt', source: 'web' }, keyed('spelt'));
    const second = await api.mutate('capture.create', { source: 'web', text: '  spelt ' }, keyed('"spelt"'));
    const third = await api.mutate('capture.create', { text: 'spelt' }, keyed('spelt'));
    expect([second.text, third.text]).toEqual([first.text, first.text]);
  });

  test('other input under the same key is 422 and changes nothing', async () => {
    await api.mutate('capture.create', { text: 'mine' }, keyed('reused'));
    const answer = await api.mutate('capture.create', { text: 'not mine' }, keyed('reused'));
    expect(answer.status).toBe(422);
    expect(answer.error.data).toMatchObject({ reason: 'idempotency_key_reused', retryable: false });
    expect(await countOf('not mine')).toBe(0);
  });

  test('I10 two owners’ equal keys are two keys, and so are two procedures’', async () => {
    const other = await api.addOwner();
    await api.mutate('capture.create', { text: 'shared key' }, keyed('shared'));
    const theirs = await api.mutate(
      'capture.create',
      { text: 'shared key' },
      { ...keyed('shared'), owner: other },
    );
    expect(theirs.headers.get('idempotency-replayed')).toBeNull();
    const elsewhere = await api.mutate('account.update', { name: 'New name' }, keyed('shared'));
    expect(elsewhere.status).toBe(200);
  });

  test('a failure frees the key', async () => {
    const missing = { id: '00000000-0000-7000-8000-000000000000', category: 'ideas' };
    const first = await api.mutate('inbox.fix', missing, keyed('freed'));
    expect(first.status).toBe(404);
    const again = await api.mutate('inbox.fix', missing, keyed('freed'));
    expect(again.status).toBe(404);
    expect(again.headers.get('idempotency-replayed')).toBeNull();
  });

  test('I2 fifty at once over two engines: one effect, everyone the same answer or a typed 409', async () => {
    await using second = await startTestApi({ database: api.database });
    const calls = Array.from({ length: 50 }, (_, n) =>
      (n % 2 === 0 ? api : second).mutate('capture.create', { text: 'all at once' }, keyed('all-at-once')),
    );
    const answers = await Promise.all(calls);
    expect(await countOf('all at once')).toBe(1);
    const bodies = new Set(answers.filter((answer) => answer.status === 200).map((answer) => answer.text));
    expect(bodies.size).toBe(1);
    for (const answer of answers.filter((one) => one.status !== 200)) {
      expect(answer.error.data.reason).toBe('idempotency_in_progress');
    }
  });

  test('a call that runs elsewhere and outlasts the budget is 409 with Retry-After', async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const entry = await api.mutate('capture.create', { text: 'call the plumber on 2027-02-02' }, { owner });
    const { localThinker } = await import('../src/thinker.ts');
    await using slow = await startTestApi({
      database: api.database,
      thinker: {
        classify: async (input, context) => {
          started.resolve();
          await finish.promise;
          return localThinker.classify(input, context);
        },
      },
    });
    const input = { entryId: entry.data.entry.id };
    const as = { service: true, headers: { 'idempotency-key': 'slow-classify' } };
    const running = slow.mutate('inbox.classify', input, as);
    await started.promise;
    const impatient = await api.mutate('inbox.classify', input, {
      service: true,
      headers: { ...as.headers, 'x-request-timeout-ms': '300' },
    });
    expect(impatient.status).toBe(409);
    expect(impatient.error.data).toMatchObject({ reason: 'idempotency_in_progress', retryable: true });
    expect(Number(impatient.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    finish.resolve();
    const answer = await running;
    expect(answer.status).toBe(200);
    expect((await api.mutate('inbox.classify', input, as)).text).toBe(answer.text);
  });
});
