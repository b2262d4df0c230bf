import type { FaultPoints } from '@ballast/reliability';
import { expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../src/testing.ts';
import { type ConnectedWorld, createConnectedWorld } from './world.ts';

const ada = 'ada@example.com';
const tokens = { accessToken: `ya29.${ada}`, refreshToken: `1//${ada}` };

/** An owner whose calendar is connected, and what stands in it. */
async function createMirrored(options: Parameters<typeof createConnectedWorld>[0] = {}) {
  const world = await createConnectedWorld(options);
  await world.mutate('integration.connect', { vendor: 'google_calendar', ...tokens });
  await world.runJobs();
  return {
    world,
    events: () => [...(calendarOf(world)?.events.values() ?? [])],
    live: () =>
      [...(calendarOf(world)?.events.values() ?? [])].filter(({ status }) => status !== 'cancelled'),
    record: (id: string) => world.query('record.get', { id }).then(({ data }) => data.record),
    /** A dated record that its event stands for. */
    dated: async (title: string, dueAt = '2027-05-05T09:00:00.000Z') => {
      const { data } = await world.mutate('capture.create', { text: title });
      const fixed = await world.mutate('inbox.fix', { id: data.entry.id, category: 'projects' });
      const id = fixed.data.entry.recordId as string;
      await world.mutate('record.update', { id, title, dueAt, dueAllDay: false });
      await world.runJobs();
      return id;
    },
    rows: async (sql: string) => (await world.api.database.pool.query(sql)).rows,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

function calendarOf({ simulator }: ConnectedWorld) {
  return simulator.vendors.calendar.calendars.calendar(ada, 'primary');
}

/** What a person does in the calendar itself. */
function byHand(
  world: ConnectedWorld,
  id: string,
  fields: object,
  status: 'confirmed' | 'cancelled' = 'confirmed',
) {
  const calendar = calendarOf(world);
  const event = calendar?.events.get(id);
  if (!calendar || !event) throw new Error(`There is no event ${id}.`);
  return world.simulator.vendors.calendar.calendars.write(
    calendar,
    id,
    { ...event.fields, ...fields },
    status,
  );
}

const at = (dateTime: string) => ({ dateTime });

test('a dated record becomes one event, which follows its changes, its archival and its return', async () => {
  await using mirrored = await createMirrored();
  const id = await mirrored.dated('Renew the lease');
  expect(mirrored.events()).toMatchObject([
    { fields: { summary: 'Renew the lease', start: at('2027-05-05T09:00:00.000Z') } },
  ]);
  const { world } = mirrored;
  // What a person adds there stays theirs.
  byHand(world, mirrored.events()[0]?.id ?? '', { location: 'Bank', end: at('2027-05-05T11:00:00Z') });
  await world.mutate('record.update', { id, title: 'Renew the long lease', dueAt: '2027-05-06T09:00:00Z' });
  await world.runJobs();
  expect(mirrored.events()).toMatchObject([
    {
      fields: {
        ...{ summary: 'Renew the long lease', location: 'Bank' },
        ...{ start: at('2027-05-06T09:00:00.000Z'), end: at('2027-05-06T11:00:00.000Z') },
      },
    },
  ]);
  await world.mutate('record.update', { id, dueAt: '2027-05-06T22:00:00Z', dueAllDay: true });
  await world.runJobs();
  expect(mirrored.events()[0]?.fields['start']).toEqual({ date: '2027-05-06' });
  await world.mutate('record.archive', { id });
  await world.runJobs();
  expect(mirrored.events()).toMatchObject([{ status: 'cancelled' }]);
  await world.mutate('record.restore', { id });
  await world.runJobs();
  expect(mirrored.events()).toMatchObject([{ status: 'confirmed' }]);
  expect(await mirrored.rows(`SELECT kept FROM "RecordConflict"`)).toEqual([]);
});

test('nothing is sent for what has no date, and nothing for an owner without a calendar', async () => {
  await using mirrored = await createMirrored();
  const { world } = mirrored;
  await world.mutate('capture.create', { text: 'an idea: paint the shed' });
  const other = await world.api.addOwner();
  const { data } = await world.mutate('capture.create', { text: 'pay rent on 2027-05-05' }, other);
  await world.mutate('inbox.fix', { id: data.entry.id, category: 'admin' }, other);
  await world.runJobs();
  expect(mirrored.events()).toEqual([]);
  expect(await mirrored.rows(`SELECT 1 FROM "OutboxMessage" WHERE operation LIKE 'record.%'`)).toEqual([]);
});

test('what was dated before the calendar was connected is caught up with, and only once', async () => {
  await using mirrored = await createMirrored();
  const { world } = mirrored;
  await world.mutate('integration.disconnect', { vendor: 'google_calendar' });
  const id = await mirrored.dated('Before', '2100-01-01T09:00:00Z');
  await mirrored.dated('Long ago', '2020-01-01T09:00:00Z');
  expect(mirrored.events()).toEqual([]);
  await world.mutate('integration.connect', { vendor: 'google_calendar', ...tokens });
  await world.runJobs();
  expect(mirrored.events()).toMatchObject([{ fields: { summary: 'Before' } }]);
  // Connected anew after that, the same person meets the same event.
  await world.mutate('integration.disconnect', { vendor: 'google_calendar' });
  await world.mutate('record.update', { id, title: 'Before, renamed' });
  await world.mutate('integration.connect', { vendor: 'google_calendar', ...tokens });
  await world.runJobs();
  expect(mirrored.events()).toMatchObject([{ fields: { summary: 'Before, renamed' } }]);
});

test('edited on both sides at once: the later edit holds, and both versions are kept', async () => {
  await using mirrored = await createMirrored();
  const { world } = mirrored;
  for (const later of ['theirs', 'ours'] as const) {
    const id = await mirrored.dated(`Meet ${later}`);
    const event = mirrored.live().find(({ fields }) => fields['summary'] === `Meet ${later}`);
    const ours = () => world.mutate('record.update', { id, dueAt: '2027-06-01T09:00:00Z' });
    const theirs = () =>
      byHand(world, event?.id ?? '', { start: at('2027-07-01T09:00:00Z'), end: at('2027-07-01T10:00:00Z') });
    if (later === 'theirs') await ours();
    theirs();
    if (later === 'ours') await ours();
    await world.runJobs();
    const dueAt = later === 'ours' ? '2027-06-01T09:00:00.000Z' : '2027-07-01T09:00:00.000Z';
    expect(await mirrored.record(id)).toMatchObject({ dueAt });
    const start = mirrored.live().find((one) => one.id === event?.id)?.fields['start'] as {
      dateTime: string;
    };
    expect(Date.parse(start.dateTime)).toBe(Date.parse(dueAt));
    expect(
      await mirrored.rows(`SELECT kept, ours->>'dueAt' AS ours, theirs->'content'->>'starts' AS theirs
      FROM "RecordConflict" WHERE "recordId" = '${id}'`),
    ).toEqual([{ kept: later, ours: '2027-06-01T09:00:00.000Z', theirs: '2027-07-01T09:00:00.000Z' }]);
  }
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
  await using mirrored = await createMirrored();
  const { world } = mirrored;
  const id = await mirrored.dated('Crash');
  await world.mutate('record.update', { id, title: 'Crashed' });
  await using dying = await dyingAt(world, point);
  await runDelivery(world, dying);
  // The record moves on before anybody comes back to the message: what was written must be known for ours.
  await world.mutate('record.update', { id, title: 'Moved on' });
  await passTime(world);
  await world.runJobs();
  await passTime(world);
  await world.runJobs();
  expect(mirrored.events()).toMatchObject([{ fields: { summary: 'Moved on' } }]);
  expect(await mirrored.record(id)).toMatchObject({ title: 'Moved on' });
  expect(await mirrored.rows(`SELECT kept FROM "RecordConflict"`)).toEqual([]);
  const behind = `SELECT 1 FROM "RecordLink" AS l JOIN "Record" AS r ON r.id = l."recordId" WHERE l.version <> r.version`;
  expect(await mirrored.rows(behind)).toEqual([]);
});

function dyingAt(world: ConnectedWorld, point: string): Promise<TestApi> {
  let dead = false;
  const faults: FaultPoints = {
    hit: async (name) => {
      // Whoever is dead passes no later point either, whatever was caught in between.
      dead ||= name === point;
      if (dead) throw new Error(`crashed at ${point}`);
    },
  };
  return startTestApi({ database: world.api.database, abroad: world.abroad, faults });
}

/** Delivers the newest message with an instance that dies. */
async function runDelivery(world: ConnectedWorld, api: TestApi) {
  const { rows } = await world.api.database.pool.query(
    `SELECT id FROM "OutboxMessage" WHERE status = 'pending' ORDER BY id DESC LIMIT 1`,
  );
  const { status } = await api.mutate('outbox.deliver', { messageId: rows[0].id }, { service: true });
  expect(status).toBe(500);
}

/** As if all waiting were over: delays, and the leases of workers that died. */
async function passTime(world: ConnectedWorld) {
  const { pool } = world.api.database;
  await pool.query(`UPDATE "OutboxMessage" SET "leaseExpiresAt" = "leaseExpiresAt" - interval '1 hour'`);
  await pool.query(`UPDATE "RecordLink" SET "writingUntil" = "writingUntil" - interval '1 hour'`);
  await world.hurry();
}
