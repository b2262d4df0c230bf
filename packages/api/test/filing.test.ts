import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../src/testing.ts';

let api: TestApi;
let owner: string;

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.addOwner({ timezone: 'America/New_York' });
});
afterAll(() => api[Symbol.asyncDispose]());

const capture = async (text: string, more: object = {}) => {
  const { data } = await api.mutate('capture.create', { text, ...more }, { owner });
  return data.entry as { id: string };
};
const classify = (entryId: string) => api.mutate('inbox.classify', { entryId }, { service: true });
const rows = async (table: 'Record' | 'Classification' | 'Correction', entryId?: string) => {
  const all = await api.database.kysely.selectFrom(table).selectAll().where('ownerId', '=', owner).execute();
  return all.filter((row) => entryId === undefined || !('entryId' in row) || row.entryId === entryId);
};

describe('capture.create', () => {
  test('stores the thought and its job together', async () => {
    const entry = await capture('buy stamps');
    const { rows: jobs } = await api.database.pool.query(
      'SELECT task_identifier, key FROM graphile_worker.jobs WHERE key = $1',
      [`classify:${entry.id}`],
    );
    expect(jobs).toEqual([{ task_identifier: 'classify', key: `classify:${entry.id}` }]);
  });

  test('a repeated source and external id returns the first entry', async () => {
    const first = await capture('from the phone', { source: 'api', externalId: 'note-1' });
    const second = await capture('from the phone again', { source: 'api', externalId: 'note-1' });
    expect(second).toEqual(first);
    const other = await capture('another source', { source: 'shell', externalId: 'note-1' });
    expect(other.id).not.toBe(first.id);
  });
});

describe('inbox.classify', () => {
  test('files a clear thought with its date in the owner’s timezone', async () => {
    const entry = await capture('pay the electricity bill on 2027-03-05');
    const { data } = await classify(entry.id);
    expect(data.entry).toMatchObject({ status: 'filed', category: 'admin', provider: 'local' });
    const got = await api.query('inbox.get', { id: entry.id }, { owner });
    expect(got.data.record).toMatchObject({
      category: 'admin',
      dueAllDay: true,
      dueAt: '2027-03-05T05:00:00.000Z',
    });
    expect(got.data.classifications).toHaveLength(1);
    expect(got.data.classifications[0]).toMatchObject({ outcome: 'filed', provider: 'local' });
  });

  test('a second delivery of the job changes nothing', async () => {
    const entry = await capture('dentist on 2027-04-01 at 3pm');
    const first = await classify(entry.id);
    const second = await classify(entry.id);
    expect(second.data).toEqual(first.data);
    expect(await rows('Classification', entry.id)).toHaveLength(1);
  });

  test('what it is not sure of waits for review, without a record', async () => {
    const entry = await capture('hm');
    const { data } = await classify(entry.id);
    expect(data.entry).toMatchObject({ status: 'needs_review', recordId: null });
    expect(data.entry.confidence).toBeLessThan(0.6);
  });

  test('the person wins over the machine that was still thinking', async () => {
    const entry = await capture('the lighthouse project: call the architect, then get permits');
    const started = Promise.withResolvers<void>();
    const thinking = Promise.withResolvers<void>();
    await using slow = await startTestApi({
      database: api.database,
      thinker: {
        classify: async () => {
          started.resolve();
          await thinking.promise;
          return {
            category: 'ideas',
            confidence: 0.99,
            title: 'Wrong',
            fields: { oneLiner: 'Wrong' },
            dueAt: null,
            dueAllDay: false,
            people: [],
            provider: 'local',
            model: 'test',
            promptVersion: null,
            latencyMs: 1,
            inputTokens: null,
            outputTokens: null,
            degraded: false,
          };
        },
      },
    });
    const classifying = slow.mutate('inbox.classify', { entryId: entry.id }, { service: true });
    await started.promise;
    const fixed = await api.mutate('inbox.fix', { id: entry.id, category: 'projects' }, { owner });
    thinking.resolve();
    expect((await classifying).data.entry).toMatchObject({ status: 'fixed', category: 'projects' });
    expect(fixed.data.entry.recordId).not.toBeNull();
    const [audit] = await rows('Classification', entry.id);
    expect(audit).toMatchObject({ outcome: 'superseded' });
  });

  test('a classifier that fails leaves the thought, marked, and a retry files it', async () => {
    const entry = await capture('pay the water bill on 2027-05-05');
    await using broken = await startTestApi({
      database: api.database,
      thinker: { classify: () => Promise.reject(new Error('out of order')) },
    });
    const failed = await broken.mutate('inbox.classify', { entryId: entry.id }, { service: true });
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain('out of order');
    const seen = await api.query('inbox.get', { id: entry.id }, { owner });
    expect(seen.data.entry).toMatchObject({ status: 'failed', text: 'pay the water bill on 2027-05-05' });
    expect(seen.data.entry.error).toMatch(/try again/);
    expect((await api.mutate('inbox.retry', { id: entry.id }, { owner })).data.entry.status).toBe('received');
    expect((await classify(entry.id)).data.entry).toMatchObject({ status: 'filed', category: 'admin' });
  });
});

describe('inbox.fix', () => {
  test('moves the record and remembers the correction', async () => {
    const entry = await capture('pay the phone bill on 2027-06-01');
    const { data } = await classify(entry.id);
    const fixed = await api.mutate('inbox.fix', { id: entry.id, category: 'projects' }, { owner });
    expect(fixed.data.entry).toMatchObject({
      status: 'fixed',
      category: 'projects',
      recordId: data.entry.recordId,
    });
    const corrections = await rows('Correction', entry.id);
    expect(corrections).toMatchObject([{ fromCategory: 'admin', toCategory: 'projects' }]);
    const { data: moved } = await api.query('record.get', { id: data.entry.recordId }, { owner });
    expect(moved.record.category).toBe('projects');
    expect(moved.entries.map((one: { id: string }) => one.id)).toEqual([entry.id]);
  });

  test('confirming what was suggested files it and is no correction', async () => {
    const entry = await capture('hm hm');
    const { data } = await classify(entry.id);
    const fixed = await api.mutate('inbox.fix', { id: entry.id, category: data.entry.category }, { owner });
    expect(fixed.data.entry).toMatchObject({ status: 'fixed' });
    expect(fixed.data.entry.recordId).not.toBeNull();
    expect(await rows('Correction', entry.id)).toEqual([]);
  });

  test('a filed thought is not classified again', async () => {
    const entry = await capture('buy a ladder');
    await api.mutate('inbox.fix', { id: entry.id, category: 'admin' }, { owner });
    const answer = await api.mutate('inbox.retry', { id: entry.id }, { owner });
    expect(answer.status).toBe(409);
    expect(answer.error.data.reason).toBe('conflict');
  });
});
