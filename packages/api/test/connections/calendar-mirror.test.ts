import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, calendarOf, from } from './calendar-world.ts';
import { createGoogleWorld, dyingAt, type GoogleWorld } from './google-world.ts';

let google: GoogleWorld;
beforeAll(async () => {
  google = await createGoogleWorld('handleCalendar');
});
afterAll(() => google[Symbol.asyncDispose]());

const connected = async (timezone = 'UTC') =>
  calendarOf(google, await google.addPerson('google_calendar', {}, timezone));

test('a dated record becomes one event, which follows its changes, its archival and its return', async () => {
  const one = await connected();
  const id = await one.dated('Renew the lease');
  expect(one.events()).toMatchObject([
    { fields: { summary: 'Renew the lease', start: at('2027-05-05T09:00:00.000Z') } },
  ]);
  // What a person adds there stays theirs.
  one.byHand(one.titled('Renew the lease').id, { location: 'Bank', end: at('2027-05-05T11:00:00Z') });
  await one.mutate('record.update', { id, title: 'Renew the long lease', dueAt: '2027-05-06T09:00:00Z' });
  await google.world.runJobs();
  expect(one.events()).toMatchObject([
    {
      fields: {
        ...{ summary: 'Renew the long lease', location: 'Bank' },
        ...{ start: at('2027-05-06T09:00:00.000Z'), end: at('2027-05-06T11:00:00.000Z') },
      },
    },
  ]);
  await one.mutate('record.update', { id, dueAt: '2027-05-06T22:00:00Z', dueAllDay: true });
  await google.world.runJobs();
  expect(one.events()[0]?.fields['start']).toEqual({ date: '2027-05-06' });
  await one.mutate('record.archive', { id });
  await google.world.runJobs();
  expect(one.events()).toMatchObject([{ status: 'cancelled' }]);
  await one.mutate('record.restore', { id });
  await google.world.runJobs();
  expect(one.events()).toMatchObject([{ status: 'confirmed' }]);
  expect(await one.conflicts()).toEqual([]);
});

test('nothing is sent for what has no date, and nothing for somebody without a calendar', async () => {
  const one = await connected();
  await one.mutate('capture.create', { text: 'an idea: paint the shed' });
  const other = await google.world.api.addOwner();
  const { data } = await google.world.mutate('capture.create', { text: 'pay rent on 2027-05-05' }, other);
  await google.world.mutate('inbox.fix', { id: data.entry.id, category: 'admin' }, other);
  await google.world.runJobs();
  expect(one.events()).toEqual([]);
  expect(await google.rows(`SELECT 1 FROM "OutboxMessage" WHERE "ownerId" = $1`, [other])).toEqual([]);
});

test('what was dated before the calendar was connected is caught up with, and only once', async () => {
  const person = await google.addPerson('google_calendar');
  const one = calendarOf(google, person);
  const disconnect = () => one.mutate('integration.disconnect', { vendor: 'google_calendar' });
  const connect = async () => {
    await one.mutate('integration.connect', { vendor: 'google_calendar', ...person.tokens });
    await google.world.runJobs();
  };
  await disconnect();
  const id = await one.dated('Before', '2100-01-01T09:00:00Z');
  await one.dated('Long ago', '2020-01-01T09:00:00Z');
  expect(one.events()).toEqual([]);
  await connect();
  expect(one.events()).toMatchObject([{ fields: { summary: 'Before' } }]);
  // Connected anew after that, the same person meets the same event.
  await disconnect();
  await one.mutate('record.update', { id, title: 'Before, renamed' });
  await connect();
  expect(one.events()).toMatchObject([{ fields: { summary: 'Before, renamed' } }]);
});

test('a record that is deleted takes its event along, and taking that back brings it back', async () => {
  const one = await connected();
  const id = await one.dated('Delete me');
  const params = { recordId: id };
  const { data } = await one.mutate('action.propose', { kind: 'delete', params });
  await one.mutate('action.approve', { id: data.action.id });
  const done = await one.mutate('action.execute', { id: data.action.id });
  expect(done.data?.action.status ?? done.text).toBe('executed');
  await google.world.runJobs();
  expect(one.events()).toMatchObject([{ status: 'cancelled' }]);
  await one.mutate('action.rollback', { id: data.action.id });
  await google.world.runJobs();
  expect(one.live()).toMatchObject([{ fields: { summary: 'Delete me' } }]);
  expect(await one.conflicts()).toEqual([]);
});

test('an event moved, renamed or deleted in the calendar changes its record, by a push and without one', async () => {
  const one = await connected('Europe/Berlin');
  const id = await one.dated('Dentist');
  const { id: eventId } = one.titled('Dentist');
  expect(
    await one.push({
      kind: 'edit',
      eventId,
      event: { ...from('2027-06-01T10:00:00Z'), summary: 'Dentist, X-ray' },
    }),
  ).toEqual([200]);
  expect(await google.world.runJobs()).toContain('sync 200');
  expect(await one.record(id)).toMatchObject({
    title: 'Dentist, X-ray',
    dueAt: '2027-06-01T10:00:00.000Z',
    dueAllDay: false,
  });
  one.byHand(eventId, { start: { date: '2027-06-02' }, end: { date: '2027-06-03' } });
  await one.sync();
  // A day begins where its owner is.
  expect(await one.record(id)).toMatchObject({ dueAt: '2027-06-01T22:00:00.000Z', dueAllDay: true });
  // What came from the calendar is not sent back to it.
  expect(await google.world.runJobs()).not.toContain('deliver 200');
  await one.push({ kind: 'delete', eventId });
  await google.world.runJobs();
  expect(await one.record(id)).toMatchObject({ title: 'Dentist, X-ray', dueAt: null, status: 'open' });
  await one.mutate('record.update', { id, dueAt: '2027-07-01T09:00:00Z', dueAllDay: false });
  await google.world.runJobs();
  expect(one.live()).toMatchObject([{ id: eventId, fields: { start: at('2027-07-01T09:00:00.000Z') } }]);
  expect(await one.conflicts()).toEqual([]);
});

test('I10 a push without the channel’s own token is 401; one of an ended connection does nothing', async () => {
  const one = await connected();
  const other = await connected();
  for (const signature of ['forged', 'missing'] as const) {
    expect(await one.push({ kind: 'notify', signature })).toEqual([401]);
  }
  // One owner's token opens nobody else's channel.
  const { channels } = google.world.simulator.vendors.calendar.calendars;
  const [mine, theirs] = [one, other].map(({ calendar }) =>
    [...channels.values()].find((channel) => channel.email === calendar.id),
  );
  const headers = { 'x-goog-channel-id': theirs?.id ?? '', 'x-goog-channel-token': mine?.token ?? '' };
  expect((await fetch(google.target, { method: 'POST', headers })).status).toBe(401);
  expect(await google.world.runJobs()).toEqual([]);
  await one.mutate('integration.disconnect', { vendor: 'google_calendar' });
  expect(await one.push({ kind: 'notify' })).toEqual([200]);
  expect(await other.push({ kind: 'notify', state: 'sync' })).toEqual([200]);
  expect(await google.world.runJobs()).toEqual([]);
});

test('a sync token Google has dropped (410): everything is compared, moves and deletions are found', async () => {
  const one = await connected();
  const [moved, gone, same] = [await one.dated('Moved'), await one.dated('Gone'), await one.dated('Same')];
  await one.sync();
  const before = await one.record(same);
  one.byHand(one.titled('Moved').id, from('2027-08-01T09:00:00Z'));
  one.byHand(one.titled('Gone').id, {}, 'cancelled');
  google.world.simulator.vendors.calendar.calendars.forgetSync(one.calendar);
  expect((await one.sync()).status).toBe(200);
  const refused = google.world.simulator
    .journal({ route: 'events.list' })
    .filter(({ status }) => status === 410);
  expect(refused).toHaveLength(1);
  expect(await one.record(moved)).toMatchObject({ dueAt: '2027-08-01T09:00:00.000Z' });
  expect(await one.record(gone)).toMatchObject({ dueAt: null });
  expect(await one.record(same)).toEqual(before);
});

test.each(['delivery', 'sync'] as const)(
  'moved on both sides at once, met by a %s first: the later edit holds, and both versions are kept',
  async (first) => {
    const one = await connected();
    for (const later of ['theirs', 'ours'] as const) {
      const id = await one.dated(`Meet ${later}`);
      const { id: eventId } = one.titled(`Meet ${later}`);
      const ours = () => one.mutate('record.update', { id, dueAt: '2027-06-01T09:00:00Z' });
      if (later === 'theirs') await ours();
      one.byHand(eventId, from('2027-07-01T09:00:00Z'));
      if (later === 'ours') await ours();
      if (first === 'sync') await one.sync();
      await google.world.runJobs();
      if (first === 'delivery') await one.sync();
      const dueAt = later === 'ours' ? '2027-06-01T09:00:00.000Z' : '2027-07-01T09:00:00.000Z';
      expect(await one.record(id)).toMatchObject({ dueAt });
      const start = one.calendar.events.get(eventId)?.fields['start'] as { dateTime: string };
      expect(new Date(start.dateTime).toISOString()).toBe(dueAt);
      const { data } = await google.world.query('record.conflicts', { id }, one.owner);
      expect(data.items).toMatchObject([{ vendor: 'google_calendar', kept: later }]);
      expect((await one.conflicts()).at(-1)).toEqual({
        ...{ kept: later, ours: '2027-06-01T09:00:00.000Z', theirs: '2027-07-01T09:00:00.000Z' },
      });
    }
    expect(await one.conflicts()).toHaveLength(2);
    expect(await one.behind()).toEqual([]);
  },
);

test('two deliveries of one record at once: one writes, the other waits for it', async () => {
  const one = await connected();
  const id = await one.dated('Twice');
  for (const title of ['Twice, first', 'Twice, then']) await one.mutate('record.update', { id, title });
  const waiting = await google.rows(
    `SELECT id FROM "OutboxMessage" WHERE status = 'pending' AND "ownerId" = $1`,
    [one.owner],
  );
  const before = google.world.simulator.journal({ route: 'events.patch' }).length;
  const answers = await Promise.all(
    waiting.map((message) =>
      google.world.api.mutate('outbox.deliver', { messageId: message['id'] }, { service: true }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await google.passTime();
  await google.world.runJobs();
  expect(one.live()).toMatchObject([{ fields: { summary: 'Twice, then' } }]);
  expect(google.world.simulator.journal({ route: 'events.patch' })).toHaveLength(before + 1);
  expect(await one.conflicts()).toEqual([]);
  expect(await one.behind()).toEqual([]);
});

test('a copy that was given up is written again by a later sync, without anybody asking', async () => {
  const one = await connected();
  google.world.simulator.faults([
    { vendor: 'calendar', route: 'events.insert', times: 1, fault: { kind: 'status', status: 400 } },
  ]);
  await one.dated('Refused');
  const sent = () =>
    google.rows(`SELECT status FROM "OutboxMessage" WHERE "ownerId" = $1 ORDER BY id`, [one.owner]);
  expect(await sent()).toEqual([{ status: 'failed' }]);
  await one.sync();
  await google.world.runJobs();
  expect(await sent()).toEqual([{ status: 'failed' }]);
  await google.rows(
    `UPDATE "OutboxMessage" SET "availableAt" = now() - interval '7 hours' WHERE "ownerId" = $1`,
    [one.owner],
  );
  await one.sync();
  await google.world.runJobs();
  expect(await sent()).toEqual([{ status: 'delivered' }]);
  expect(one.live()).toMatchObject([{ fields: { summary: 'Refused' } }]);
});

test('versions that may stay as they are are shown no more until that is taken back, and are still kept', async () => {
  const one = await connected();
  const id = await one.dated('Meet Bo');
  one.byHand(one.titled('Meet Bo').id, from('2027-07-01T09:00:00Z'));
  await one.mutate('record.update', { id, dueAt: '2027-06-01T09:00:00Z' });
  await google.world.runJobs();
  const shown = async () => (await google.world.query('record.conflicts', { id }, one.owner)).data.items;
  const [conflict] = await shown();
  const other = await google.world.api.addOwner();
  const dismiss = (input: object, owner: string) =>
    google.world.api.mutate('record.dismissConflict', { id: conflict.id, ...input }, { owner });
  expect((await dismiss({}, other)).status, 'I10').toBe(404);
  expect(await shown()).toEqual([conflict]);
  expect((await dismiss({}, one.owner)).data).toEqual({ id: conflict.id, dismissed: true });
  expect(await shown()).toEqual([]);
  expect(await one.conflicts()).toHaveLength(1);
  await dismiss({ dismissed: false }, one.owner);
  expect(await shown()).toEqual([conflict]);
});

test('I10 nobody else is told of a record’s conflicts', async () => {
  const one = await connected();
  const id = await one.dated('Private');
  const other = await google.world.api.addOwner();
  expect((await google.world.query('record.conflicts', { id }, other)).status).toBe(404);
});

const writePoints = [
  'outbox.before-send',
  'mirror.before-begin-commit',
  'mirror.before-write',
  'mirror.after-write',
  'outbox.after-send',
  'outbox.before-settle-commit',
];

test.each(writePoints)('a crash at %s: one event, up to date, and no edit invented', async (point) => {
  const one = await connected();
  const id = await one.dated('Crash');
  await one.mutate('record.update', { id, title: 'Crashed' });
  await using dying = await dyingAt(google, point);
  const [message] = await google.rows(
    `SELECT id FROM "OutboxMessage" WHERE status = 'pending' ORDER BY id DESC LIMIT 1`,
  );
  const died = await dying.mutate('outbox.deliver', { messageId: message?.['id'] }, { service: true });
  expect(died.status).toBe(500);
  // The record moves on before anybody comes back to the message: what was written must be known for ours.
  await one.mutate('record.update', { id, title: 'Moved on' });
  await one.sync();
  await google.passTime();
  await google.world.runJobs();
  await google.passTime();
  await google.world.runJobs();
  expect(one.events()).toMatchObject([{ fields: { summary: 'Moved on' } }]);
  expect(await one.record(id)).toMatchObject({ title: 'Moved on' });
  expect(await one.conflicts()).toEqual([]);
  expect(await one.behind()).toEqual([]);
});

const readPoints = [
  'mirror.before-take-commit',
  'calendar.after-take',
  'calendar.before-cursor',
  'sync.before-cursor-commit',
];

test.each(readPoints)('a crash at %s: every edit of the calendar arrives, once', async (point) => {
  const one = await connected();
  const ids = [await one.dated('First'), await one.dated('Second')];
  await one.sync();
  for (const title of ['First', 'Second']) one.byHand(one.titled(title).id, from('2027-09-01T09:00:00Z'));
  await using dying = await dyingAt(google, point);
  const died = await dying.mutate('integration.sync', { vendor: 'google_calendar' }, { owner: one.owner });
  expect(died.status).toBe(500);
  await one.sync();
  for (const id of ids) {
    expect(await one.record(id)).toMatchObject({ dueAt: '2027-09-01T09:00:00.000Z', version: 3 });
  }
  expect(await one.conflicts()).toEqual([]);
});

test('a channel is replaced before it ends, the new one opened before the old one is closed', async () => {
  const one = await connected();
  const { channels } = google.world.simulator.vendors.calendar.calendars;
  const own = () => [...channels.values()].filter(({ email }) => email === one.calendar.id);
  const [first] = own();
  expect(first?.id).toMatch(/^[0-9a-f-]{36}-[0-9a-f]{24}$/);
  await one.sync();
  expect(own()).toEqual([first]);
  await google.rows(
    `UPDATE "Integration" SET cursors = jsonb_set(cursors, '{channel,expiresAtMs}', '1') WHERE "accountRef" = $1`,
    [one.calendar.id],
  );
  await one.sync();
  expect(own()).toHaveLength(1);
  expect(own()[0]?.id).not.toBe(first?.id);
});
