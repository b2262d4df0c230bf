import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../index.ts';
import { rejection } from './clients.ts';
import { calendarClient } from './google-clients.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const calendarId = 'primary';
const dentist = {
  id: 'abc0123456789',
  summary: 'Dentist',
  start: { dateTime: '2026-03-02T10:00:00Z' },
  end: { dateTime: '2026-03-02T11:00:00Z' },
};

function insert(event: object = dentist) {
  return calendarClient(simulator).events.insert({ calendarId, requestBody: event });
}

function list(syncToken?: string | null) {
  return calendarClient(simulator).events.list({ calendarId, ...(syncToken ? { syncToken } : {}) });
}

describe('Google Calendar', () => {
  it('takes a client id once: a repeat answers duplicate, and there is one event', async () => {
    await insert();
    const repeat = await rejection(insert());
    expect(repeat).toMatchObject({
      status: 409,
      response: { data: { error: { errors: [{ reason: 'duplicate' }] } } },
    });
    expect((await list()).data.items).toMatchObject([
      { id: dentist.id, summary: 'Dentist', status: 'confirmed' },
    ]);
    expect(
      simulator.journal({ route: 'events.insert' }).map(({ attempt, tookEffect }) => [attempt, tookEffect]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it.each([
    [{ id: 'UPPER' }, 'invalid'],
    [{ id: 'wxyz1' }, 'invalid'],
    [{ end: undefined }, 'required'],
    [{ end: { date: '2026-03-03' } }, 'invalid'],
    [{ end: { dateTime: '2026-03-02T09:00:00Z' } }, 'timeRangeEmpty'],
  ])('refuses %j', async (flaw, reason) => {
    const refused = await rejection(insert({ ...dentist, ...flaw }));
    expect(refused).toMatchObject({ status: 400, response: { data: { error: { errors: [{ reason }] } } } });
  });

  it('lets only those write who know the version there is', async () => {
    const client = calendarClient(simulator);
    const { data: first } = await insert();
    const put = (etag: string, summary: string) =>
      client.events.update(
        { calendarId, eventId: dentist.id, requestBody: { ...dentist, summary } },
        { headers: { 'If-Match': etag } },
      );
    const { data: second } = await put(first.etag ?? '', 'Dentist at 10');
    expect(await rejection(put(first.etag ?? '', 'lost'))).toMatchObject({ status: 412 });
    const { data: now } = await client.events.get({ calendarId, eventId: dentist.id });
    expect(now).toMatchObject({ summary: 'Dentist at 10', etag: second.etag, sequence: 1 });
    const { data: patched } = await client.events.patch({
      calendarId,
      eventId: dentist.id,
      requestBody: { location: 'Here' },
    });
    expect(patched).toMatchObject({ summary: 'Dentist at 10', location: 'Here' });
  });

  it('tells by sync token what changed, deletions included, until the token is gone', async () => {
    const client = calendarClient(simulator);
    await insert();
    await insert({ ...dentist, id: 'second00' });
    const full = await list();
    expect((await list(full.data.nextSyncToken)).data.items).toEqual([]);
    await client.events.delete({ calendarId, eventId: dentist.id });
    expect(await rejection(client.events.delete({ calendarId, eventId: dentist.id }))).toMatchObject({
      status: 410,
    });
    const changed = await list(full.data.nextSyncToken);
    expect(changed.data.items).toMatchObject([{ id: dentist.id, status: 'cancelled' }]);
    expect((await list()).data.items).toHaveLength(1);
    const { calendars } = simulator.vendors.calendar;
    const own = calendars.calendar('ada@example.com', calendarId);
    if (own !== undefined) calendars.forgetSync(own);
    expect(await rejection(list(changed.data.nextSyncToken))).toMatchObject({ status: 410 });
    const anew = await list();
    expect((await list(anew.data.nextSyncToken)).data.items).toEqual([]);
  });

  it('pages, with the sync token on the last page only', async () => {
    for (const id of ['page00', 'page01', 'page02']) await insert({ ...dentist, id });
    const client = calendarClient(simulator);
    const { data: first } = await client.events.list({ calendarId, maxResults: 2 });
    expect(first).toMatchObject({ items: [{}, {}], nextPageToken: expect.any(String) });
    expect(first.nextSyncToken).toBeUndefined();
    await insert({ ...dentist, id: 'later0' });
    const { data: last } = await client.events.list({
      calendarId,
      maxResults: 2,
      pageToken: first.nextPageToken ?? '',
    });
    expect(last).toMatchObject({ nextSyncToken: expect.any(String) });
    const since = await list(last.nextSyncToken);
    expect(since.data.items?.map(({ id }) => id)).toContain('later0');
    const clash = client.events.list({
      calendarId,
      syncToken: last.nextSyncToken ?? '',
      timeMin: '2026-01-01T00:00:00Z',
    });
    expect(await rejection(clash)).toMatchObject({ status: 400 });
  });

  it('finds by private property and keeps the calendars of two people apart', async () => {
    await insert({ ...dentist, extendedProperties: { private: { entry: 'e1' } } });
    const find = (token: string, pair: string) =>
      calendarClient(simulator, token).events.list({ calendarId, privateExtendedProperty: [pair] });
    expect((await find('ya29.x', 'entry=e1')).data.items).toHaveLength(1);
    expect((await find('ya29.x', 'entry=e2')).data.items).toHaveLength(0);
    expect((await find('ya29.bob@example.com', 'entry=e1')).data.items).toHaveLength(0);
    const { data } = await calendarClient(simulator).calendarList.list();
    expect(data.items?.map(({ id, primary }) => [id, primary])).toEqual([
      ['ada@example.com', true],
      ['work.ada@example.com', undefined],
    ]);
  });

  it('opens a channel under a new id and closes it', async () => {
    const client = calendarClient(simulator);
    const requestBody = {
      id: 'channel-1',
      type: 'web_hook',
      address: 'https://app.example/hook',
      token: 't',
    };
    const { data } = await client.events.watch({ calendarId, requestBody });
    expect(await rejection(client.events.watch({ calendarId, requestBody }))).toMatchObject({ status: 400 });
    await client.channels.stop({ requestBody: { id: 'channel-1', resourceId: data.resourceId ?? '' } });
    expect(simulator.vendors.calendar.calendars.channels.size).toBe(0);
  });
});
