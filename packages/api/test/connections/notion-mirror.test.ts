import type { FaultPoints } from '@ballast/reliability';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApi } from '../../src/testing.ts';
import { createNotionWorld, notionToken, typed } from './notion-world.ts';

let notion: Awaited<ReturnType<typeof createNotionWorld>>;
beforeAll(async () => {
  notion = await createNotionWorld();
});
afterAll(() => notion[Symbol.asyncDispose]());
beforeEach(() => notion.world.simulator.clearFaults());

const conflictsOf = (id: string) =>
  notion.rows(
    `SELECT kept, ours->>'title' AS ours, theirs->'content'->>'title' AS theirs FROM "RecordConflict"
     WHERE "recordId" = $1`,
    [id],
  );

/** As if all waiting were over: delays, and the leases of workers that died. */
async function passTime() {
  await notion.rows(`UPDATE "OutboxMessage" SET "leaseExpiresAt" = "leaseExpiresAt" - interval '1 hour'`);
  await notion.rows(`UPDATE "RecordLink" SET "writingUntil" = "writingUntil" - interval '1 hour'`);
  await notion.world.hurry();
}

test('each drawer has its database; a record becomes one page, and its page follows it there and back', async () => {
  const { world } = notion;
  const { dataSources } = await notion.settings();
  const id = await notion.filed('Renew the lease');
  expect(notion.says(id)).toMatchObject({
    ...{ title: 'Renew the lease', status: 'Open', due: null, dataSourceId: dataSources['projects'] },
  });
  await world.mutate('record.update', {
    ...{ id, title: 'Renew the long lease', status: 'done', fields: { nextAction: 'Ring the bank' } },
    ...{ dueAt: '2027-05-05T00:00:00.000Z', dueAllDay: true },
  });
  await world.runJobs();
  expect(notion.says(id)).toMatchObject({
    ...{ title: 'Renew the long lease', status: 'Done', due: '2027-05-05', notes: 'Ring the bank' },
  });
  await world.mutate('record.archive', { id });
  await world.runJobs();
  expect(notion.pagesOf(id)).toMatchObject([{ in_trash: true }]);
  await world.mutate('record.restore', { id });
  await world.runJobs();
  expect(notion.pagesOf(id)).toMatchObject([{ in_trash: false }]);
  expect(await conflictsOf(id)).toEqual([]);
});

test('a record that moves to another drawer has its page in that one’s database, and in no other', async () => {
  const { world } = notion;
  const { dataSources } = await notion.settings();
  const { data } = await world.mutate('capture.create', { text: 'A library in the waiting room' });
  const first = await world.mutate('inbox.fix', { id: data.entry.id, category: 'projects' });
  await world.runJobs();
  await world.mutate('inbox.fix', { id: data.entry.id, category: 'ideas' });
  // Its page is made there, and the answer to that is lost.
  world.simulator.faults([{ vendor: 'notion', route: 'pages.create', fault: 'reset-after-effect' }]);
  await world.runJobs();
  await passTime();
  await world.runJobs();
  const id = first.data.entry.recordId as string;
  expect(notion.says(id).dataSourceId).toBe(dataSources['ideas']);
  expect(notion.pagesOf(id).filter(({ in_trash }) => !in_trash)).toHaveLength(1);
  await notion.sync();
  expect(await notion.record(id)).toMatchObject({ category: 'ideas' });
  expect(await conflictsOf(id)).toEqual([]);
});

test('what is edited in Notion comes back: told of, and read when nobody told', async () => {
  const id = await notion.filed('Paint the shed');
  const page = notion.livePage(id);
  const told = await notion.edit(page.id, {
    Name: { title: typed('Paint the whole shed') },
    Notes: { rich_text: typed('Buy brushes') },
    Status: { select: { name: 'Done' } },
    Due: { date: { start: '2027-06-01' } },
  });
  expect(told).toEqual([200]);
  expect(await notion.world.runJobs()).toEqual(['sync 200']);
  expect(await notion.record(id)).toMatchObject({
    ...{ title: 'Paint the whole shed', status: 'done', dueAt: '2027-06-01T00:00:00.000Z', dueAllDay: true },
    fields: { nextAction: 'Buy brushes' },
  });
  expect(
    await notion.edit(page.id, { Name: { title: typed('Paint it red') } }, { signature: 'missing' }),
  ).toEqual([401]);
  expect(await notion.world.runJobs()).toEqual([]);
  await notion.sync();
  expect(await notion.record(id)).toMatchObject({ title: 'Paint it red' });
  // Reading it again changes nothing, and nothing is written back.
  const { version } = await notion.record(id);
  const writes = notion.world.simulator.journal({ vendor: 'notion', route: 'pages.update' }).length;
  await notion.sync();
  expect((await notion.record(id)).version).toBe(version);
  expect(notion.world.simulator.journal({ vendor: 'notion', route: 'pages.update' })).toHaveLength(writes);
});

test('a page put into the trash puts its record away, and taken out of it brings it back', async () => {
  const id = await notion.filed('Sell the piano');
  const page = notion.livePage(id);
  await notion.edit(page.id, {}, { inTrash: true });
  await notion.world.runJobs();
  expect(await notion.record(id)).toMatchObject({ status: 'archived' });
  await notion.edit(page.id, {}, { inTrash: false });
  await notion.world.runJobs();
  expect(await notion.record(id)).toMatchObject({ status: 'open' });
  // Nobody tells of this one.
  await notion.edit(page.id, {}, { inTrash: true, signature: 'missing' });
  await notion.sync();
  expect(await notion.record(id)).toMatchObject({ status: 'archived' });
});

test.each(['theirs', 'ours'] as const)(
  'edited on both sides at once, the later edit holds and both are kept: %s',
  async (later) => {
    const { world } = notion;
    const id = await notion.filed(`Meet ${later}`);
    const { id: pageId } = notion.livePage(id);
    await world.mutate('record.update', { id, title: 'Meet here' });
    if (later === 'theirs') {
      await notion.rows(`UPDATE "Record" SET "updatedAt" = now() - interval '10 minutes' WHERE id = $1`, [
        id,
      ]);
    }
    await notion.edit(pageId, { Name: { title: typed('Meet there') } }, { signature: 'missing' });
    await world.runJobs();
    const title = later === 'ours' ? 'Meet here' : 'Meet there';
    expect(await notion.record(id)).toMatchObject({ title });
    expect(notion.says(id).title).toBe(title);
    expect(await conflictsOf(id)).toEqual([{ kept: later, ours: 'Meet here', theirs: 'Meet there' }]);
    await notion.sync();
    expect(await conflictsOf(id)).toHaveLength(1);
  },
);

test('a status of a person’s own, an empty note and a title taken away spoil nothing here', async () => {
  const id = await notion.filed('An idea: a quiet room', 'ideas');
  const { id: pageId } = notion.livePage(id);
  const before = await notion.record(id);
  await notion.edit(pageId, {
    Name: { title: [] },
    Notes: { rich_text: [] },
    Status: { select: { name: 'Waiting for Bo' } },
  });
  expect(await notion.world.runJobs()).toEqual(['sync 200']);
  expect(await notion.record(id)).toMatchObject({
    title: before.title,
    status: 'open',
    fields: before.fields,
  });
});

test('connected again, by the same person, the pages of before are taken up instead of doubled', async () => {
  const { world } = notion;
  const id = await notion.filed('Before');
  await world.mutate('integration.disconnect', { vendor: 'notion' });
  await world.mutate('record.update', { id, title: 'Before, renamed' });
  await world.mutate('integration.connect', { vendor: 'notion', token: notionToken });
  await world.runJobs();
  expect(notion.pagesOf(id)).toHaveLength(1);
  expect(notion.says(id).title).toBe('Before, renamed');
  expect(await conflictsOf(id), 'nobody edited the page').toEqual([]);
});

test('connected again, a page that somebody edited meanwhile is no page of before: both versions are kept', async () => {
  const { world } = notion;
  const id = await notion.filed('Before');
  const { id: pageId } = notion.livePage(id);
  await world.mutate('integration.disconnect', { vendor: 'notion' });
  await notion.edit(pageId, { Name: { title: typed('Edited there') } }, { signature: 'missing' });
  await world.mutate('record.update', { id, title: 'Edited here' });
  await world.mutate('integration.connect', { vendor: 'notion', token: notionToken });
  await world.runJobs();
  expect(await conflictsOf(id)).toEqual([{ kept: 'ours', ours: 'Edited here', theirs: 'Edited there' }]);
});

const crashPoints = ['outbox.before-send', 'mirror.before-write', 'mirror.after-write', 'outbox.after-send'];

test.each(crashPoints)('I7 a crash at %s: one page, up to date, and no edit invented', async (point) => {
  const { world } = notion;
  const { data } = await world.mutate('capture.create', { text: `Crash at ${point}` });
  const fixed = await world.mutate('inbox.fix', { id: data.entry.id, category: 'projects' });
  const id = fixed.data.entry.recordId as string;
  await using dying = await dyingAt(point);
  const [message] = await notion.rows(
    `SELECT id FROM "OutboxMessage" WHERE status = 'pending' AND vendor = 'notion' ORDER BY id DESC LIMIT 1`,
  );
  const died = await dying.mutate('outbox.deliver', { messageId: message.id }, { service: true });
  expect(died.status).toBe(500);
  await world.mutate('record.update', { id, title: 'Moved on' });
  for (let round = 0; round < 2; round += 1) {
    await passTime();
    await world.runJobs();
  }
  expect(notion.pagesOf(id)).toHaveLength(1);
  expect(notion.says(id).title).toBe('Moved on');
  expect(await conflictsOf(id)).toEqual([]);
});

function dyingAt(point: string) {
  let dead = false;
  const faults: FaultPoints = {
    hit: async (name) => {
      // Whoever is dead passes no later point either, whatever was caught in between.
      dead ||= name === point;
      if (dead) throw new Error(`crashed at ${point}`);
    },
  };
  const { api, abroad } = notion.world;
  return startTestApi({ database: api.database, abroad, faults });
}

test('the webhook’s token is taken once, unsigned, for the service alone; other strangers are refused', async () => {
  const { world, target } = notion;
  const sent = { vendor: 'notion', kind: 'verification', target } as const;
  const { deliveries } = await world.simulator.events(sent);
  expect(deliveries[0]?.status).toBe(200);
  expect((await world.query('integration.notionVerification', undefined)).status).toBe(403);
  const told = await world.api.query('integration.notionVerification', undefined, { service: true });
  expect(told.data).toEqual({ verificationToken: world.abroad.settings.notionWebhookSecret });
  const stored = JSON.stringify(await notion.rows(`SELECT * FROM "Verification"`));
  expect(stored).not.toContain(world.abroad.settings.notionWebhookSecret);

  const id = await notion.filed('Nobody’s business');
  const { id: pageId } = notion.livePage(id);
  for (const signature of ['forged', 'missing'] as const) {
    expect(await notion.edit(pageId, { Notes: { rich_text: typed('x') } }, { signature })).toEqual([401]);
  }
  expect((await fetch(target)).status).toBe(405);
  expect((await fetch(target, { method: 'POST', body: 'no json' })).status).toBe(401);
  expect(await world.runJobs()).toEqual([]);
});

test('I10 an edit in a workspace that several people share is each one’s own page alone', async () => {
  const { world } = notion;
  const other = await world.api.addOwner();
  const id = await notion.filed('Mine alone');
  await notion.edit(notion.livePage(id).id, { Name: { title: typed('Mine alone, renamed') } });
  await world.runJobs();
  expect(await notion.record(id)).toMatchObject({ title: 'Mine alone, renamed' });
  expect((await world.query('record.list', { category: 'projects' }, other)).data.items).toEqual([]);
});
