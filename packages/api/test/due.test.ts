import { createTestRuntime } from '@ballast/reliability/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../src/testing.ts';

const hourMs = 3_600_000;
// Friday 27 March 2026, 09:00 in Berlin: two days later its clocks change.
const startMs = Date.parse('2026-03-27T08:00:00Z');
const runtime = createTestRuntime({ startMs });
let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ runtime });
});
afterAll(() => api[Symbol.asyncDispose]());

async function file(owner: string, text: string, change: object = {}, category = 'admin'): Promise<string> {
  const { data } = await api.mutate('capture.create', { text }, { owner });
  const { data: fixed } = await api.mutate('inbox.fix', { id: data.entry.id, category }, { owner });
  const id = fixed.entry.recordId;
  if (Object.keys(change).length > 0) await api.mutate('record.update', { id, ...change }, { owner });
  return id;
}

const titles = async (owner: string, filter: object): Promise<string[]> =>
  (await api.query('record.list', filter, { owner })).data.items.map((item: { title: string }) => item.title);

describe('what recurs', () => {
  test('is open again with its next date once it is done, by the wall clock across the clock change', async () => {
    const owner = await api.addOwner({ timezone: 'Europe/Berlin' });
    const id = await file(owner, 'water the plants', {
      fields: { recurrence: 'FREQ=WEEKLY' },
      dueAt: '2026-03-27T09:30:00Z',
      dueAllDay: false,
    });
    const { data } = await api.mutate('record.update', { id, status: 'done' }, { owner });
    expect(data.record).toMatchObject({
      status: 'open',
      dueAt: '2026-04-03T08:30:00.000Z',
      lastCompletedAt: new Date(startMs).toISOString(),
      recurrence: 'FREQ=WEEKLY',
      fields: { dueDate: '2026-04-03' },
    });
  });

  test('is due for the first time on its next day when it names none', async () => {
    const owner = await api.addOwner({ timezone: 'Europe/Berlin' });
    const id = await file(owner, 'check the smoke alarm, monthly');
    const { data } = await api.query('record.get', { id }, { owner });
    expect(data.record.recurrence).toBe('FREQ=MONTHLY');
    expect(data.record.dueAllDay).toBe(true);
    expect(data.record.dueAt).not.toBeNull();
  });

  test('is done for good when its rule is taken away', async () => {
    const owner = await api.addOwner();
    const id = await file(owner, 'stretch', {
      fields: { recurrence: 'FREQ=DAILY' },
      dueAt: '2026-03-27T09:30:00Z',
    });
    const { data } = await api.mutate(
      'record.update',
      { id, fields: { recurrence: null }, status: 'done' },
      { owner },
    );
    expect(data.record).toMatchObject({ recurrence: null });
    const { data: done } = await api.mutate('record.update', { id, status: 'done' }, { owner });
    expect(done.record.status).toBe('done');
  });
});

describe('what is due', () => {
  test('shows on its day in the owner’s timezone, soonest first, in pages', async () => {
    const owner = await api.addOwner({ timezone: 'Europe/Berlin' });
    await file(owner, 'late', { dueAt: '2026-03-25T10:00:00Z', dueAllDay: false });
    await file(owner, 'tonight', { dueAt: '2026-03-27T22:30:00Z', dueAllDay: false });
    await file(owner, 'today', { dueAt: '2026-03-26T23:00:00Z', dueAllDay: true });
    await file(owner, 'tomorrow', { dueAt: '2026-03-27T23:30:00Z', dueAllDay: false });
    await file(owner, 'next month', { dueAt: '2026-04-27T10:00:00Z', dueAllDay: false });
    expect(await titles(owner, { due: 'today' })).toEqual(['Late', 'Today', 'Tonight']);
    expect(await titles(owner, { due: 'overdue' })).toEqual(['Late']);
    expect(await titles(owner, { due: 'week' })).toEqual(['Late', 'Today', 'Tonight', 'Tomorrow']);
    const first = await api.query('record.list', { due: 'week', limit: 2 }, { owner });
    expect(first.data.items).toHaveLength(2);
    expect(await titles(owner, { due: 'week', limit: 2, cursor: first.data.nextCursor })).toEqual([
      'Tonight',
      'Tomorrow',
    ]);
  });

  test('is told in the digest', async () => {
    const owner = await api.addOwner({ timezone: 'Europe/Berlin' });
    await file(owner, 'pay the gardener', { dueAt: '2026-03-27T14:00:00Z', dueAllDay: false });
    const { data } = await api.mutate('digest.generateDaily', {}, { owner });
    expect(data.digest.content).toContain('Pay the gardener: due today at 15:00');
  });
});

describe('record.snooze', () => {
  test('takes it out of sight until its time, then it is open by itself', async () => {
    const owner = await api.addOwner();
    const id = await file(owner, 'renew the card', { dueAt: '2026-03-27T10:00:00Z' });
    const until = new Date(startMs + 24 * hourMs).toISOString();
    const { data } = await api.mutate('record.snooze', { id, until }, { owner });
    expect(data.record).toMatchObject({ status: 'snoozed', snoozedUntil: until });
    expect(await titles(owner, { due: 'today' })).toEqual([]);
    expect(await titles(owner, { status: 'open' })).toEqual([]);
    expect(await titles(owner, { status: 'snoozed' })).toEqual(['Renew the card']);
    runtime.stepWallClock(24 * hourMs);
    try {
      expect(await titles(owner, { status: 'open' })).toEqual(['Renew the card']);
      expect(await titles(owner, { status: 'snoozed' })).toEqual([]);
      expect(await titles(owner, { due: 'today' })).toEqual(['Renew the card']);
      expect((await api.query('record.get', { id }, { owner })).data.record.status).toBe('open');
    } finally {
      runtime.stepWallClock(-24 * hourMs);
    }
  });

  test('refuses the past, what is done, and another owner’s', async () => {
    const [owner, other] = [await api.addOwner(), await api.addOwner()];
    const id = await file(owner, 'renew the card');
    const until = new Date(startMs + hourMs).toISOString();
    expect((await api.mutate('record.snooze', { id, until }, { owner: other })).status).toBe(404);
    const past = new Date(startMs - hourMs).toISOString();
    expect((await api.mutate('record.snooze', { id, until: past }, { owner })).status).toBe(400);
    await api.mutate('record.update', { id, status: 'done' }, { owner });
    expect((await api.mutate('record.snooze', { id, until }, { owner })).status).toBe(409);
  });
});

describe('search.answer', () => {
  test('answers from records, with sources, and files nothing', async () => {
    const owner = await api.addOwner();
    const id = await file(owner, 'Promised Sarah to send her the photos of the lake');
    await file(owner, 'Buy lamp oil');
    const before = (await api.query('inbox.list', {}, { owner })).data.items.length;
    const { data } = await api.query('search.answer', { question: 'what did I promise Sarah?' }, { owner });
    expect(data.sources).toMatchObject([{ recordId: id, category: 'admin' }]);
    expect(data.lines).toMatchObject([
      { recordId: id, text: '**Promised** **Sarah** to send her the photos of the lake' },
    ]);
    expect((await api.query('inbox.list', {}, { owner })).data.items).toHaveLength(before);
    const { data: nothing } = await api.query('search.answer', { question: 'who was Xerxes?' }, { owner });
    expect(nothing).toEqual({ lines: [], sources: [], unfiled: [] });
  });

  test('knows what is due when it is asked for a day', async () => {
    const owner = await api.addOwner();
    await file(owner, 'pay the gardener', { dueAt: '2026-03-27T14:00:00Z' });
    await file(owner, 'call the vet', { dueAt: '2026-03-30T14:00:00Z' });
    const ask = async (question: string) =>
      (await api.query('search.answer', { question }, { owner })).data.sources.map(
        ({ title }: { title: string }) => title,
      );
    expect(await ask('what is due today?')).toEqual(['Pay the gardener']);
    expect(await ask("what's due on monday?")).toEqual(['Call the vet']);
    expect(await ask('what is due this week?')).toEqual(['Pay the gardener', 'Call the vet']);
    expect(await ask('anything overdue?')).toEqual([]);
  });
});
