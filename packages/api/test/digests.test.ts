import { randomUUID } from 'node:crypto';
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

describe('a digest for Slack', () => {
  test('I9 is one message, written with it, however many make it at once; none unless wanted and connected', async () => {
    const [owner, without] = [await api.addOwner(), await api.addOwner()];
    for (const ownerId of [owner, without]) {
      await api.mutate('account.update', { digestToSlack: true }, { owner: ownerId });
    }
    await api.database.kysely
      .insertInto('Integration')
      .values({ id: randomUUID(), ownerId: owner, vendor: 'slack', updatedAt: new Date() })
      .execute();
    await api.mutate('capture.create', { text: 'call <the> bank & ask' }, { owner });
    await Promise.all(
      Array.from({ length: 6 }, () =>
        api.mutate('digest.generateDaily', { ownerId: owner }, { service: true }),
      ),
    );
    await api.mutate('digest.generateDaily', {}, { owner: without });
    const messages = await api.database.kysely.selectFrom('OutboxMessage').selectAll().execute();
    expect(messages).toMatchObject([
      {
        ...{ ownerId: owner, vendor: 'slack', operation: 'message.post', status: 'pending' },
        dedupeId: expect.stringMatching(/^digest:daily:\d{4}-\d{2}-\d{2}$/),
        payload: { channel: null, text: expect.stringContaining('*Came in:*') },
      },
    ]);
    expect(JSON.stringify(messages[0]?.payload)).toContain('call <the> bank & ask');
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

  test('makes what is due by each owner’s clock, catches up on what was missed, and nothing from before they came', async () => {
    const runtime = createTestRuntime({ startMs: Date.parse('2026-11-29T18:30:00Z') });
    await using sunday = await startTestApi({ runtime });
    const [berlin, auckland, , newcomer] = [
      await sunday.addOwner({ timezone: 'Europe/Berlin' }), // Sunday 19:30
      await sunday.addOwner({ timezone: 'Pacific/Auckland' }), // Monday 07:30: Sunday's was missed
      await sunday.addOwner({ timezone: 'America/Los_Angeles' }), // Sunday 10:30: the one of the week before
      await sunday.addOwner({ timezone: 'America/Los_Angeles' }),
    ];
    await sunday.database.kysely
      .updateTable('User')
      .set({ createdAt: new Date('2026-11-01T00:00:00Z') })
      .where('id', '!=', newcomer)
      .execute();
    await sunday.database.kysely
      .updateTable('User')
      .set({ createdAt: new Date('2026-11-24T00:00:00Z') })
      .where('id', '=', newcomer)
      .execute();
    const tick = () =>
      sunday.mutate('digest.generateAll', { kind: 'weekly', fromLocalHour: 17 }, { service: true });
    expect((await tick()).data).toEqual({ created: 3, existing: 0, skipped: 1, failed: 0 });
    expect((await tick()).data).toEqual({ created: 0, existing: 3, skipped: 1, failed: 0 });
    const rows = await sunday.database.kysely
      .selectFrom('Digest')
      .select(['ownerId', 'periodKey'])
      .orderBy('ownerId')
      .execute();
    expect(rows.map(({ periodKey }) => periodKey)).toEqual(['2026-W48', '2026-W48', '2026-W47']);
    expect(rows.map(({ ownerId }) => ownerId).slice(0, 2)).toEqual([berlin, auckland]);
  });

  test('I9 overlapping ticks, the person and the service at once: one digest an owner, the same for all', async () => {
    await using together = await startTestApi();
    const owners = await Promise.all(
      ['UTC', 'Asia/Tokyo', 'America/New_York'].map((timezone) => together.addOwner({ timezone })),
    );
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, (_, n) =>
        together.mutate(
          'digest.generateAll',
          { kind: 'daily' },
          { service: true, headers: { 'idempotency-key': `tick-${n}` } },
        ),
      ),
      ...owners.flatMap((owner) => [
        together.mutate('digest.generateDaily', {}, { owner }),
        together.mutate('digest.generateDaily', { ownerId: owner }, { service: true }),
      ]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const rows = await together.database.kysely.selectFrom('Digest').select(['id', 'ownerId']).execute();
    expect(rows.map(({ ownerId }) => ownerId).sort()).toEqual([...owners].sort());
    const asked = answers.slice(4).map(({ data }) => data.digest.id);
    expect(new Set(asked)).toEqual(new Set(rows.map(({ id }) => id)));
    const made = answers.reduce((sum, { data }) => sum + (data.created === true ? 1 : data.created || 0), 0);
    expect(made).toBe(owners.length);
  });
});
