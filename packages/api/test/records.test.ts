import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../src/testing.ts';

let api: TestApi;
let owner: string;

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.addOwner({ timezone: 'Europe/Berlin' });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Captures a thought and files it by hand. */
async function filed(text: string, category: string) {
  const captured = await api.mutate('capture.create', { text }, { owner });
  const fixed = await api.mutate('inbox.fix', { id: captured.data.entry.id, category }, { owner });
  expect(fixed.status).toBe(200);
  const { data } = await api.query('record.get', { id: fixed.data.entry.recordId }, { owner });
  return data.record;
}

describe('record.update', () => {
  test('changes what is named and nothing else', async () => {
    const record = await filed('pay the electricity bill by 2027-03-05', 'admin');
    expect(record.dueAt).not.toBeNull();
    const { data } = await api.mutate('record.update', { id: record.id, title: 'Pay the bill' }, { owner });
    expect(data.record).toMatchObject({
      title: 'Pay the bill',
      dueAt: record.dueAt,
      version: record.version + 1,
    });
  });

  test('merges fields, and null removes one', async () => {
    const record = await filed('renew the passport', 'admin');
    const added = await api.mutate(
      'record.update',
      { id: record.id, fields: { nextAction: 'Find the form' } },
      { owner },
    );
    expect(added.data.record.fields).toMatchObject({ nextAction: 'Find the form' });
    const removed = await api.mutate(
      'record.update',
      { id: record.id, fields: { nextAction: null } },
      { owner },
    );
    expect(removed.data.record.fields).not.toHaveProperty('nextAction');
  });

  test('refuses fields the drawer does not have', async () => {
    const record = await filed('an idea about maps', 'ideas');
    const answer = await api.mutate('record.update', { id: record.id, fields: { colour: 'red' } }, { owner });
    expect(answer.status).toBe(400);
    expect(answer.error.data.reason).toBe('validation_failed');
  });

  test('an edit of an older version is a conflict and changes nothing', async () => {
    const record = await filed('plan the offsite with the team', 'projects');
    await api.mutate('record.update', { id: record.id, title: 'Offsite' }, { owner });
    const late = await api.mutate(
      'record.update',
      { id: record.id, title: 'Late edit', expectedVersion: record.version },
      { owner },
    );
    expect(late.status).toBe(409);
    expect(late.error.data).toMatchObject({ reason: 'conflict', retryable: false });
    const { data } = await api.query('record.get', { id: record.id }, { owner });
    expect(data.record.title).toBe('Offsite');
  });
});

describe('record.archive and record.restore', () => {
  test('put away and bring back, and twice is once', async () => {
    const record = await filed('look into tide tables', 'ideas');
    const list = async (status?: string) => {
      const { data } = await api.query(
        'record.list',
        { category: 'ideas', ...(status ? { status } : {}) },
        { owner },
      );
      return data.items.map((item: { id: string }) => item.id);
    };
    const archived = await api.mutate('record.archive', { id: record.id }, { owner });
    expect(archived.data.record).toMatchObject({ status: 'archived', version: record.version + 1 });
    expect((await api.mutate('record.archive', { id: record.id }, { owner })).data.record.version).toBe(
      record.version + 1,
    );
    expect(await list()).not.toContain(record.id);
    expect(await list('archived')).toContain(record.id);
    const restored = await api.mutate('record.restore', { id: record.id }, { owner });
    expect(restored.data.record).toMatchObject({ status: 'open', archivedAt: null });
    expect(await list()).toContain(record.id);
  });
});

describe('lists', () => {
  test('page through everything exactly once', async () => {
    const reader = await api.addOwner();
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const { data } = await api.mutate('capture.create', { text: `thought number ${n}` }, { owner: reader });
      ids.push(data.entry.id);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await api.query(
        'inbox.list',
        { limit: 3, ...(cursor ? { cursor } : {}) },
        { owner: reader },
      );
      seen.push(...page.data.items.map((item: { id: string }) => item.id));
      cursor = page.data.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids.reverse());
  });

  test.each(['nonsense', '', 'MjAyNg'])('a made-up cursor %j is refused', async (cursor) => {
    const answer = await api.query('inbox.list', { cursor }, { owner });
    expect(answer.status).toBe(400);
  });
});
