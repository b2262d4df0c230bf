import { createTestRuntime } from '@ballast/reliability/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../src/testing.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const words = (markdown: string) => markdown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

describe('digest.generateDaily', () => {
  test('an empty day says so in one line', async () => {
    const owner = await api.addOwner();
    const { data } = await api.mutate('digest.generateDaily', {}, { owner });
    expect(data.created).toBe(true);
    expect(data.digest.content.trim().split('\n')).toHaveLength(1);
  });

  test('tells what came in, what is next, what waits, in at most 150 words', async () => {
    const owner = await api.addOwner();
    for (let n = 0; n < 30; n += 1) {
      const text = `pay invoice number ${n} of the very long named supplier company on 2027-01-${String((n % 28) + 1).padStart(2, '0')}`;
      const { data } = await api.mutate('capture.create', { text }, { owner });
      await api.mutate('inbox.classify', { entryId: data.entry.id }, { service: true });
    }
    const { data: unclear } = await api.mutate('capture.create', { text: 'hm' }, { owner });
    await api.mutate('inbox.classify', { entryId: unclear.entry.id }, { service: true });
    const { data } = await api.mutate('digest.generateDaily', {}, { owner });
    expect(words(data.digest.content)).toBeLessThanOrEqual(150);
    expect(data.digest.content).toMatch(/invoice number 0\b/);
    expect(data.digest.content).toMatch(/review/i);
  });

  test('I9 ten at once make one, and everyone gets it', async () => {
    const owner = await api.addOwner();
    await api.mutate('capture.create', { text: 'call the bank' }, { owner });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        n % 2 === 0
          ? api.mutate('digest.generateDaily', {}, { owner })
          : api.mutate(
              'digest.generateDaily',
              { ownerId: owner },
              { service: true, headers: { 'idempotency-key': `tick-${n % 4}` } },
            ),
      ),
    );
    expect(new Set(answers.map((answer) => answer.data.digest.id)).size).toBe(1);
    const stored = await api.database.kysely
      .selectFrom('Digest')
      .selectAll()
      .where('ownerId', '=', owner)
      .execute();
    expect(stored).toHaveLength(1);
  });

  test("nobody makes or gets another owner's", async () => {
    const owner = await api.addOwner();
    const other = await api.addOwner();
    expect((await api.mutate('digest.generateDaily', { ownerId: other }, { owner })).status).toBe(404);
    const { data } = await api.mutate('digest.generateDaily', {}, { owner: other });
    expect((await api.query('digest.get', { id: data.digest.id }, { owner })).status).toBe(404);
    expect((await api.mutate('digest.generateDaily', {}, { service: true })).status).toBe(400);
  });
});

describe('digest.generateAll', () => {
  test('makes everyone’s, counts what was there, and one owner’s failure is theirs alone', async () => {
    const runtime = createTestRuntime({ startMs: Date.parse('2026-11-29T18:30:00Z') });
    await using sunday = await startTestApi({ runtime });
    const [berlin, , broken] = [
      await sunday.addOwner({ timezone: 'Europe/Berlin' }),
      await sunday.addOwner({ timezone: 'Pacific/Auckland' }),
      await sunday.addOwner({ timezone: 'UTC' }),
    ];
    await sunday.database.kysely
      .updateTable('User')
      .set({ timezone: 'Mars/Olympus' })
      .where('id', '=', broken)
      .execute();
    await sunday.mutate('digest.generateDaily', { ownerId: berlin }, { service: true });
    const first = await sunday.mutate('digest.generateAll', { kind: 'daily' }, { service: true });
    expect(first.data).toEqual({ created: 1, existing: 1, skipped: 0, failed: 1 });
    const second = await sunday.mutate('digest.generateAll', { kind: 'daily' }, { service: true });
    expect(second.data).toEqual({ created: 0, existing: 2, skipped: 0, failed: 1 });
    const keys = await sunday.database.kysely
      .selectFrom('Digest')
      .select('periodKey')
      .orderBy('periodKey')
      .execute();
    expect(keys.map((row) => row.periodKey)).toEqual(['2026-11-29', '2026-11-30']);
  });

  test('skips owners whose hour has not come', async () => {
    const runtime = createTestRuntime({ startMs: Date.parse('2026-11-29T18:30:00Z') });
    await using sunday = await startTestApi({ runtime });
    await sunday.addOwner({ timezone: 'Europe/Berlin' }); // Sunday 19:30
    await sunday.addOwner({ timezone: 'Pacific/Auckland' }); // Monday 07:30
    await sunday.addOwner({ timezone: 'America/Los_Angeles' }); // Sunday 10:30
    const weekly = await sunday.mutate(
      'digest.generateAll',
      { kind: 'weekly', fromLocalHour: 17 },
      { service: true },
    );
    expect(weekly.data).toEqual({ created: 1, existing: 0, skipped: 2, failed: 0 });
    const row = await sunday.database.kysely.selectFrom('Digest').selectAll().executeTakeFirstOrThrow();
    expect(row.periodKey).toBe('2026-W48');
  });
});
