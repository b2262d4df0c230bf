import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crashAt, createWorld, type RecordLike, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ timezone: 'Europe/Berlin' });
});
afterAll(() => world[Symbol.asyncDispose]());

const propose = async (kind: string, params: object, more: object = {}) => {
  const { data, error } = await world.mutate('action.propose', { kind, params, ...more });
  expect(error).toBeUndefined();
  return data.action.id as string;
};
const act = (verb: string, id: string) => world.mutate(`action.${verb}`, { id });
const view = async (id: string) => {
  const { data } = await world.query('action.list', { limit: 100 });
  return data.items.find((item: { id: string }) => item.id === id);
};
/** Everything that an action may change, but for what says when and how often. */
const snapshot = async () => {
  const { kysely } = world.api.database;
  const own = <Row extends { ownerId: string }>(row: Row) => row.ownerId === world.owner;
  const records = (await kysely.selectFrom('Record').selectAll().orderBy('id').execute()).filter(own);
  const links = (await kysely.selectFrom('Relationship').selectAll().orderBy('id').execute()).filter(own);
  const entries = (await kysely.selectFrom('InboxEntry').selectAll().orderBy('id').execute()).filter(own);
  const messages = (await kysely.selectFrom('OutboxMessage').selectAll().orderBy('id').execute()).filter(own);
  return {
    records: records.map(({ version: _v, updatedAt: _u, ...row }) => row),
    links,
    entries,
    messages,
  };
};

interface Case {
  readonly kind: string;
  readonly params: (records: readonly [RecordLike, RecordLike]) => object;
  readonly points: readonly string[];
  readonly outside?: boolean;
}
const common = ['action.after-perform', 'action.before-commit'];
const cases: Case[] = [
  {
    kind: 'create',
    params: () => ({ category: 'people', title: 'Ada Lovelace', fields: { followUp: 'Send the notes' } }),
    points: ['action.create.after-record', ...common],
  },
  {
    kind: 'update',
    params: ([one]) => ({
      recordId: one.id,
      title: 'Another title',
      status: 'done',
      dueAt: '2027-05-05T08:00:00Z',
    }),
    points: ['action.update.after-record', ...common],
  },
  {
    kind: 'delete',
    params: ([one]) => ({ recordId: one.id }),
    points: ['action.delete.after-record', ...common],
  },
  {
    kind: 'link',
    params: ([one, other]) => ({ fromId: one.id, toId: other.id, kind: 'mentions', reason: 'They said so' }),
    points: ['action.link.after-relationship', ...common],
  },
  {
    kind: 'notify',
    params: () => ({ text: 'Remember the milk', channel: '#home' }),
    points: ['action.send.after-outbox', ...common],
    outside: true,
  },
  {
    kind: 'schedule',
    params: () => ({ title: 'Call Ada', startsAt: '2027-05-05T08:00:00Z' }),
    points: ['action.send.after-outbox', ...common],
    outside: true,
  },
];

const twoRecords = async (): Promise<[RecordLike, RecordLike]> => {
  const one = await world.addRecord('renew the passport on 2027-03-03', 'admin');
  const other = await world.addRecord('met Grace at the fair', 'people');
  // An older link, so that deleting and linking have something to put back.
  const link = await propose('link', { fromId: other.id, toId: one.id, kind: 'related' });
  await act('execute', link);
  return [one, other];
};

describe.each(cases)('$kind', ({ kind, params, points, outside }) => {
  test('is executed once and taken back: the data are as before', async () => {
    const records = await twoRecords();
    const before = await snapshot();
    const id = await propose(kind, params(records), { reason: 'Because', proposedBy: 'ai' });
    if (outside) {
      const early = await act('execute', id);
      expect(early.status).toBe(409);
      expect(early.error.message).toMatch(/needs your approval/);
      expect((await view(id)).status).toBe('proposed');
    }
    await act('approve', id);
    expect(await snapshot()).toEqual(before);
    const executed = await act('execute', id);
    expect(executed.data.action).toMatchObject({ status: 'executed', error: null });
    const after = await snapshot();
    expect(after).not.toEqual(before);
    await act('execute', id);
    expect(await snapshot()).toEqual(after);
    const undone = await act('rollback', id);
    expect(undone.data.action.status).toBe('rolled_back');
    expect(await snapshot()).toEqual(before);
    await act('rollback', id);
    expect(await snapshot()).toEqual(before);
    expect((await act('execute', id)).status).toBe(409);
    expect(
      undone.data.action.audit.map(({ from, to, by }: Record<string, string>) => [from, to, by]),
    ).toEqual([
      [null, 'proposed', 'ai'],
      ['proposed', 'approved', 'person'],
      ['approved', 'executed', 'person'],
      ['executed', 'rolled_back', 'person'],
    ]);
  });

  test.each(points)('I4 fails at %s and leaves nothing; executed again it is whole', async (point) => {
    const records = await twoRecords();
    const id = await propose(kind, params(records));
    await act('approve', id);
    const before = await snapshot();
    const jobs = async () =>
      (await world.api.database.pool.query('SELECT FROM graphile_worker.jobs')).rowCount;
    const jobsBefore = await jobs();
    await using dying = await world.withFaults(crashAt(point));
    expect((await dying.mutate('action.execute', { id }, { owner: world.owner })).status).toBe(500);
    expect(await snapshot()).toEqual(before);
    expect(await jobs()).toBe(jobsBefore);
    expect((await view(id)).status).toBe('approved');
    expect((await act('execute', id)).data.action.status).toBe('executed');
    for (const undoPoint of ['action.after-undo', 'action.before-rollback-commit']) {
      const whole = await snapshot();
      await using stopped = await world.withFaults(crashAt(undoPoint));
      expect((await stopped.mutate('action.rollback', { id }, { owner: world.owner })).status).toBe(500);
      expect(await snapshot()).toEqual(whole);
    }
    await act('rollback', id);
    expect(await snapshot()).toEqual(before);
  });
});

describe('what stands in the way', () => {
  test('a record changed meanwhile is not undone over its owner’s head', async () => {
    const [one] = await twoRecords();
    const id = await propose('update', { recordId: one.id, title: 'By the machine' });
    await act('execute', id);
    await world.mutate('record.update', { id: one.id, fields: { nextAction: 'By hand' } });
    const answer = await act('rollback', id);
    expect(answer.status).toBe(409);
    expect(answer.error.message).toMatch(/changed after this \(version \d+ then, \d+ now\)/);
    const { data } = await world.query('record.get', { id: one.id });
    expect(data.record).toMatchObject({ title: 'By the machine', fields: { nextAction: 'By hand' } });
    expect((await view(id)).status).toBe('executed');
  });

  test('a record that is gone, or moved on since the proposal: failed, with the reason and the audit', async () => {
    const [one] = await twoRecords();
    const stale = await propose('update', { recordId: one.id, title: 'Stale', expectedVersion: one.version });
    await world.mutate('record.update', { id: one.id, title: 'Moved on' });
    expect((await act('execute', stale)).status).toBe(409);
    expect(await view(stale)).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/since this was proposed/),
    });
    const late = await propose('update', { recordId: one.id, title: 'Too late' });
    const removal = await propose('delete', { recordId: one.id });
    await act('execute', removal);
    expect((await act('execute', late)).status).toBe(404);
    const failed = await view(late);
    expect(failed).toMatchObject({ status: 'failed', error: 'There is no such record.' });
    expect(failed.audit.map((entry: { to: string }) => entry.to)).toEqual(['proposed', 'failed']);
    await act('rollback', removal);
    expect((await act('execute', late)).data.action.status).toBe('executed');
  });

  test('a message that has left can’t be taken back; one that could not be delivered makes the action failed', async () => {
    const id = await propose('notify', { text: 'On its way' });
    await act('approve', id);
    await act('execute', id);
    await world.runJobs();
    const answer = await act('rollback', id);
    expect(answer.status).toBe(409);
    expect(answer.error.message).toMatch(/has left for Slack/);
    const refused = await propose('notify', { text: 'Nobody wants it' });
    await act('approve', refused);
    await act('execute', refused);
    world.outlet.plan('refused');
    await world.runJobs();
    expect(await view(refused)).toMatchObject({
      status: 'failed',
      error: 'Slack refused it (channel_not_found).',
    });
    expect((await act('execute', refused)).error.message).toMatch(/Send that message again/);
    const { data } = await world.query('outbox.list', { status: 'failed' });
    const message = data.items.find((item: { actionId: string }) => item.actionId === refused);
    await world.mutate('outbox.resolve', { id: message.id, resolution: 'send_again' });
    await world.runJobs();
    const mended = await view(refused);
    expect(mended.status).toBe('executed');
    expect(mended.audit.at(-1)).toMatchObject({ from: 'failed', to: 'executed', by: 'delivery' });
  });

  test('rejected stays rejected; decided twice is one decision', async () => {
    const id = await propose('create', { category: 'ideas', title: 'Paint it blue' });
    await act('reject', id);
    await act('reject', id);
    expect((await act('approve', id)).status).toBe(409);
    expect((await act('execute', id)).status).toBe(409);
    expect((await act('rollback', id)).status).toBe(409);
    expect((await view(id)).audit).toHaveLength(2);
  });

  test('ten at once execute it once', async () => {
    const id = await propose('create', { category: 'ideas', title: 'Only once' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => act('execute', id)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const made = await world.api.database.kysely
      .selectFrom('Record')
      .select('id')
      .where('title', '=', 'Only once')
      .execute();
    expect(made).toHaveLength(1);
    expect((await view(id)).audit).toHaveLength(2);
  });
});

describe('proposing', () => {
  const refused: [string, object, RegExp][] = [
    [
      'an unknown kind',
      { kind: 'explode', params: {} },
      /choose create, update, delete, link, notify, schedule/,
    ],
    ['an unknown parameter', { kind: 'notify', params: { text: 'x', colour: 'red' } }, /params.*colour/s],
    ['a missing one', { kind: 'schedule', params: { title: 'When?' } }, /params\.startsAt/],
    [
      'no change at all',
      { kind: 'update', params: { recordId: '00000000-0000-7000-8000-000000000000' } },
      /Say what/,
    ],
  ];
  test.each(refused)('%s is refused', async (_name, input, message) => {
    const answer = await world.mutate('action.propose', input);
    expect(answer.status).toBe(400);
    expect(answer.error.message).toMatch(message);
  });

  test('what the person allowed for a kind is approved by itself', async () => {
    await world.mutate('account.update', { autoApprove: ['notify'] });
    expect((await world.query('account.get')).data.autoApprove).toEqual(['notify']);
    const allowed = await propose('notify', { text: 'Allowed' });
    expect(await view(allowed)).toMatchObject({ status: 'approved' });
    expect((await view(allowed)).audit.at(-1)).toMatchObject({ to: 'approved', by: 'auto-approval' });
    expect((await act('execute', allowed)).data.action.status).toBe('executed');
    const other = await propose('schedule', { title: 'Not allowed', startsAt: '2027-05-05T08:00:00Z' });
    expect((await act('execute', other)).status).toBe(409);
    await world.mutate('account.update', { autoApprove: [] });
  });

  test('the list names the records an action speaks of, also one that it deleted', async () => {
    const [one, other] = await twoRecords();
    const linking = await propose('link', { fromId: one.id, toId: other.id, kind: 'belongs_to' });
    const subject = ({ id, title, category }: RecordLike) => ({ id, title, category, there: true });
    expect((await view(linking)).subjects).toEqual([subject(one), subject(other)]);
    const making = await propose('create', { category: 'ideas', title: 'Named once it is there' });
    expect((await view(making)).subjects).toEqual([]);
    await act('execute', making);
    expect((await view(making)).subjects).toMatchObject([{ title: 'Named once it is there', there: true }]);
    const deleting = await propose('delete', { recordId: one.id });
    await act('execute', deleting);
    expect((await view(deleting)).subjects).toEqual([{ ...subject(one), there: false }]);
    expect((await view(linking)).subjects).toEqual([subject(other)]);
  });

  test('what waits for a word is counted: proposed and approved, not what is decided', async () => {
    const waiting = async () => (await world.query('action.waiting')).data;
    const before = await waiting();
    const id = await propose('create', { category: 'ideas', title: 'Counted' });
    const rejected = await propose('create', { category: 'ideas', title: 'Not this' });
    expect(await waiting()).toEqual({ ...before, actions: before.actions + 2 });
    await act('approve', id);
    await act('reject', rejected);
    expect(await waiting()).toEqual({ ...before, actions: before.actions + 1 });
    await act('execute', id);
    expect(await waiting()).toEqual(before);
  });

  test('I10 another owner’s records and actions are none', async () => {
    const [one] = await twoRecords();
    const stranger = { owner: await world.api.addOwner() };
    const id = await propose('update', { recordId: one.id, title: 'Mine' });
    for (const verb of ['approve', 'reject', 'execute', 'rollback']) {
      expect((await world.api.mutate(`action.${verb}`, { id }, stranger)).status).toBe(404);
    }
    expect((await world.api.query('action.list', {}, stranger)).data.items).toEqual([]);
    expect((await world.api.query('action.waiting', {}, stranger)).data).toEqual({ actions: 0, messages: 0 });
    const params = { recordId: one.id, title: 'Stolen' };
    expect((await world.api.mutate('action.propose', { kind: 'update', params }, stranger)).status).toBe(404);
  });
});
