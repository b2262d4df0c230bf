import { createTestDatabase } from '@ballast/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../src/testing.ts';
import { localThinker } from '../src/thinker.ts';

let api: TestApi;
let owner: string;

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.addOwner();
  await capture('Meeting notes: Zoë prefers *short* agendas & <b>bold</b> claims', owner);
  await capture('Pay the water bill by friday', owner);
  await capture('Idea: <script>alert(1)</script> as a band name', owner);
});
afterAll(() => api[Symbol.asyncDispose]());

async function capture(text: string, as: string): Promise<string> {
  const { data } = await api.mutate('capture.create', { text }, { owner: as });
  const { data: filed } = await api.mutate('inbox.classify', { entryId: data.entry.id }, { service: true });
  if (filed.entry.recordId !== null) return filed.entry.recordId;
  const { data: fixed } = await api.mutate(
    'inbox.fix',
    { id: data.entry.id, category: 'ideas' },
    { owner: as },
  );
  return fixed.entry.recordId;
}

const search = (query: string, more: object = {}, as = owner) =>
  api.query('search.query', { query, ...more }, { owner: as });

describe('search.query', () => {
  test('finds by stem, beginning, misspelling and without accents, and marks the match', async () => {
    for (const query of ['meetings', 'meet', 'agenda', 'zoe', 'Zoë', 'meetng']) {
      const { data } = await search(query);
      expect(data.mode).toBe('text');
      expect(data.items[0]?.title, query).toMatch(/^Meeting/);
      expect(data.items[0]?.snippet, query).toMatch(/\*\*\S+\*\*/);
    }
  });

  test('its only asterisks are marks, and text is text', async () => {
    const { data } = await search('agendas');
    expect(data.items[0].snippet).toBe('Meeting notes: Zoë prefers ∗short∗ **agendas** & <b>bold</b> claims');
    const script = await search('band name');
    expect(script.data.items[0].snippet).toContain('<script>alert(1)</script> as a **band** **name**');
  });

  test.each(['!!!', '&|!():*<->', "'; DROP TABLE", '🦆', 'the', 'a:*b', '\\', '…', 'x'.repeat(500)])(
    'answers odd searches (%j)',
    async (query) => {
      const { status, data } = await search(query);
      expect(status).toBe(200);
      expect(Array.isArray(data.items)).toBe(true);
    },
  );

  test.each([
    { query: '' },
    { query: '   ' },
    { query: 'x'.repeat(501) },
    { query: 'x', limit: 0 },
    { query: 'x', category: 'nowhere' },
    { query: 'x', from: 'yesterday' },
    { query: 'x', more: 1 },
  ])('refuses %j', async (input) => {
    const { status, error } = await api.query('search.query', input, { owner });
    expect(status).toBe(400);
    expect(error.data.reason).toBe('validation_failed');
  });

  test('keeps to the category and the limit', async () => {
    const { data } = await search('pay water bill', { category: 'ideas' });
    expect(data.items).toEqual([]);
    expect((await search('pay water bill', { category: 'admin' })).data.items).toHaveLength(1);
    expect((await search('the pay meeting idea', { limit: 1 })).data.items).toHaveLength(1);
  });

  test('keeps to when it was made, says when that was and when it is due', async () => {
    const [bill] = (await search('water bill')).data.items;
    expect(bill).toMatchObject({ dueAllDay: true, dueAt: expect.stringMatching(/Z$/) });
    const justAfter = new Date(Date.parse(bill.createdAt) + 1).toISOString();
    for (const query of ['water bill', 'watter']) {
      expect((await search(query, { from: bill.createdAt, to: justAfter })).data.items, query).toHaveLength(
        1,
      );
      expect((await search(query, { from: justAfter })).data.items, query).toEqual([]);
      expect((await search(query, { to: bill.createdAt })).data.items, query).toEqual([]);
    }
  });

  test('finds what waits for review or is on its way too, for its owner only, until it is filed', async () => {
    const asker = await api.addOwner();
    const { data } = await api.mutate(
      'capture.create',
      { text: 'Promised Sarah the photos of the *lake*' },
      { owner: asker },
    );
    const expected = [
      {
        entryId: data.entry.id,
        snippet: '**Promised** **Sarah** the photos of the ∗lake∗',
        createdAt: data.entry.createdAt,
      },
    ];
    const question = 'what did I promise Sarah?';
    expect((await search(question, {}, asker)).data).toMatchObject({ items: [], unfiled: expected });
    expect((await search('promi', {}, asker)).data.unfiled, 'by a beginning').toHaveLength(1);
    expect((await search('promised Tom', {}, asker)).data.unfiled, 'not by some of its words').toEqual([]);
    expect((await search(question, { category: 'people' }, asker)).data.unfiled).toEqual([]);
    expect((await search(question)).data.unfiled, 'I10').toEqual([]);
    const { data: answer } = await api.query('search.answer', { question }, { owner: asker });
    expect(answer).toMatchObject({ lines: [], unfiled: expected });
    await api.mutate('inbox.fix', { id: data.entry.id, category: 'admin' }, { owner: asker });
    expect((await search(question, {}, asker)).data).toMatchObject({
      items: [{ category: 'admin' }],
      unfiled: [],
    });
  });

  test('follows edits, moves between drawers and archiving', async () => {
    const id = await capture('Buy a quince tree', owner);
    await api.mutate('record.update', { id, title: 'Buy a medlar tree' }, { owner });
    expect((await search('medlar')).data.items[0].recordId).toBe(id);
    await api.mutate('record.archive', { id }, { owner });
    expect((await search('medlar')).data.items).toEqual([]);
    await api.mutate('record.restore', { id }, { owner });
    expect((await search('medlar')).data.items).toHaveLength(1);
  });

  test('I10 nobody finds what is another owner’s, by words, misspelling or meaning', async () => {
    const other = await api.addOwner();
    for (const query of ['meeting', 'meetng', 'water', 'zoe']) {
      expect((await search(query, {}, other)).data.items).toEqual([]);
    }
  });

  test('words are looked up while the provider thinks, and no connection waits for it', async () => {
    const read = Promise.withResolvers<void>();
    const told = (event: { type: string; name?: string }) => {
      if (event.type === 'transaction' && event.name === 'search.query') read.resolve();
    };
    await using own = await createTestDatabase({ onEvent: told });
    const inUse: number[] = [];
    await using thinking = await startTestApi({
      database: own.database,
      thinker: {
        ...localThinker,
        embed: async () => {
          await read.promise;
          inUse.push(own.database.gauges().inUse);
          return { model: 'slow', latencyMs: 0, inputTokens: 0, vectors: [[1, 0]] };
        },
      },
    });
    const { data } = await thinking.query(
      'search.query',
      { query: 'x' },
      { owner: await thinking.addOwner() },
    );
    expect(data.mode).toBe('hybrid');
    expect(inUse).toEqual([0]);
  });

  test('goes on by words when the provider fails', async () => {
    await using failing = await startTestApi({
      database: api.database,
      thinker: { ...localThinker, embed: () => Promise.reject(new Error('away')) },
    });
    const { data } = await failing.query('search.query', { query: 'water bill' }, { owner });
    expect(data.mode).toBe('text');
    expect(data.items).toHaveLength(1);
  });
});
