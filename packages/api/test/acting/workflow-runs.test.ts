import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const manual = { type: 'manual' };
const create = async (actions: unknown[], trigger: object = manual) => {
  const { data, error } = await world.mutate('workflow.create', { name: 'A workflow', trigger, actions });
  expect(error).toBeUndefined();
  return data.workflow.id as string;
};
const trigger = (workflowId: string, with_: object = {}) =>
  world.mutate('workflow.trigger', { workflowId, trigger: with_ });
const task = { type: 'create_task', params: { title: 'Do it' } };
const slack = { type: 'slack_message', params: { channel: '#general', text: 'Hello {{trigger.name}}' } };
const titled = async (title: string) =>
  world.api.database.kysely.selectFrom('Record').selectAll().where('title', '=', title).execute();

describe('one execution a trigger', () => {
  test('I2 ten equal triggers at once, keys in any order: one execution, one message', async () => {
    const id = await create([{ type: 'create_task', params: { title: 'From {{trigger.name}}' } }, slack]);
    const spellings = [
      { name: 'storm', nested: { b: 1, a: [1, 2] }, count: 1e2 },
      { nested: { a: [1, 2], b: 1.0 }, count: 100, name: 'st\u006frm' },
    ];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => trigger(id, spellings[n % 2] ?? {})),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(({ data }) => data.execution.id)).size).toBe(1);
    expect(answers.filter(({ data }) => !data.replayed)).toHaveLength(1);
    await world.runJobs();
    expect(await titled('From storm')).toHaveLength(1);
    const sent = world.outlet.effects.filter(({ payload }) => JSON.stringify(payload).includes('storm'));
    expect(sent).toHaveLength(1);
    const { data } = await world.query('workflow.execution', { id: answers[0]?.data.execution.id });
    expect(data.execution).toMatchObject({
      status: 'succeeded',
      steps: [{ status: 'succeeded' }, { status: 'succeeded', result: { externalRef: 'ref-0' } }],
    });
  });

  test('the list and the workflow itself say how it ran last', async () => {
    const id = await create([task]);
    const lastRun = async () => {
      const { data } = await world.query('workflow.list', { limit: 100 });
      const listed = data.items.find((item: { id: string }) => item.id === id).lastRun;
      expect((await world.query('workflow.get', { id })).data.workflow.lastRun).toEqual(listed);
      return listed;
    };
    expect(await lastRun()).toBeNull();
    await trigger(id, { n: 1 });
    const { data } = await trigger(id, { n: 2 });
    const { startedAt, finishedAt } = data.execution;
    expect(await lastRun()).toEqual({
      id: data.execution.id,
      status: 'succeeded',
      startedAt,
      finishedAt,
    });
  });

  test('I10 a run names the record it is about, unless it is another’s or gone', async () => {
    const id = await create([task]);
    const mine = await world.addRecord('Paint the fence', 'projects');
    const { title, category } = mine;
    const itemOf = async (itemId: unknown) => (await trigger(id, { itemId })).data.execution.item;
    expect(await itemOf(mine.id)).toEqual({ id: mine.id, title, category });
    const stranger = { owner: await world.api.addOwner() };
    const captured = await world.api.mutate('capture.create', { text: 'Not yours' }, stranger);
    const filed = await world.api.mutate(
      'inbox.fix',
      { id: captured.data.entry.id, category: 'ideas' },
      stranger,
    );
    expect(await itemOf(filed.data.entry.recordId)).toBeNull();
    expect(await itemOf('no id at all')).toBeNull();
    expect(await itemOf(undefined)).toBeNull();
  });

  test('another trigger, or the same one of another workflow, is another execution', async () => {
    const [one, other] = [await create([task]), await create([task])];
    const answers = [
      await trigger(one, { n: 1 }),
      await trigger(one, { n: 2 }),
      await trigger(other, { n: 1 }),
    ];
    expect(answers.map(({ data }) => data.replayed)).toEqual([false, false, false]);
    expect(new Set(answers.map(({ data }) => data.execution.idempotencyKey)).size).toBe(3);
  });

  test('after its window, by the database’s clock, the same trigger runs again and both stay recorded', async () => {
    const id = await create([task]);
    const first = await trigger(id, { again: true });
    const move = async (ago: string) =>
      world.api.database.pool.query(
        `UPDATE "WorkflowExecution" SET "startedAt" = now() - $1::interval WHERE id = $2`,
        [ago, first.data.execution.id],
      );
    await move('59 minutes');
    expect((await trigger(id, { again: true })).data.replayed).toBe(true);
    await move('61 minutes');
    const second = await trigger(id, { again: true });
    expect(second.data.replayed).toBe(false);
    expect(second.data.execution.id).not.toBe(first.data.execution.id);
    expect((await trigger(id, { again: true })).data.execution.id).toBe(second.data.execution.id);
    const { data } = await world.query('workflow.executions', { workflowId: id });
    expect(data.items.map((item: { id: string }) => item.id).sort()).toEqual(
      [first.data.execution.id, second.data.execution.id].sort(),
    );
  });

  test('I2 ten at once after the window: one new execution', async () => {
    const id = await create([task]);
    const first = await trigger(id, { late: true });
    await world.api.database.pool.query(
      `UPDATE "WorkflowExecution" SET "startedAt" = now() - interval '2 hours' WHERE id = $1`,
      [first.data.execution.id],
    );
    const answers = await Promise.all(Array.from({ length: 10 }, () => trigger(id, { late: true })));
    const ids = new Set(answers.map(({ data }) => data.execution.id));
    expect(ids.size).toBe(1);
    expect(ids.has(first.data.execution.id)).toBe(false);
  });

  test('while it runs elsewhere a duplicate waits, and then is a typed 409', async () => {
    const id = await create([task]);
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    await using slow = await world.withFaults({
      hit: async (name) => {
        if (name !== 'workflow.before-commit') return;
        reached.resolve();
        await held.promise;
      },
    });
    const input = { workflowId: id, trigger: { slow: true } };
    const running = slow.mutate('workflow.trigger', input, { owner: world.owner });
    await reached.promise;
    const impatient = await world.api.mutate('workflow.trigger', input, {
      owner: world.owner,
      headers: { 'x-request-timeout-ms': '600' },
    });
    expect(impatient.status).toBe(409);
    expect(impatient.error.data).toMatchObject({ reason: 'idempotency_in_progress', retryable: true });
    const patient = world.mutate('workflow.trigger', input);
    held.resolve();
    const [first, second] = [await running, await patient];
    expect(first.data.replayed).toBe(false);
    expect(second.data).toMatchObject({ replayed: true, execution: { status: 'succeeded' } });
    expect(second.data.execution.id).toBe(first.data.execution.id);
  });

  test('a trigger that is no JSON we can name is refused', async () => {
    const id = await create([task]);
    expect((await trigger(id, { big: 'x'.repeat(20_000) })).error.message).toMatch(/16 KB/);
    expect((await trigger(id, { half: '\ud800' })).status).toBe(400);
  });
});

describe('a failed execution', () => {
  const broken = [
    { type: 'create_task', params: { title: 'Never kept' } },
    { type: 'slack_message', params: { text: 'Never sent' } },
    { type: 'archive_record', params: { recordId: '{{trigger.gone}}' } },
    { type: 'create_task', params: { title: 'Never reached' } },
  ];
  const gone = { gone: '00000000-0000-7000-8000-000000000000' };

  test('I4 says at which step and why, and leaves nothing of the others', async () => {
    const id = await create(broken);
    const messages = await world.count('OutboxMessage');
    const { status, data } = await trigger(id, gone);
    expect(status).toBe(200);
    expect(data.execution).toMatchObject({
      status: 'failed',
      error: 'There is no such record.',
      steps: [
        { status: 'pending', error: 'Undone, because a later step failed.' },
        { status: 'pending', error: 'Undone, because a later step failed.' },
        { status: 'failed', error: 'There is no such record.' },
        { status: 'pending', error: null },
      ],
    });
    expect(data.execution.finishedAt).not.toBeNull();
    expect(await titled('Never kept')).toEqual([]);
    expect(await world.count('OutboxMessage')).toBe(messages);
  });

  test('does not block a new one, and can be run again as one that refers to it', async () => {
    const record = await world.addRecord('fix the gate', 'admin');
    const id = await create([
      { type: 'update_record', params: { recordId: '{{trigger.id}}', title: '{{trigger.title}}' } },
    ]);
    const failed = await trigger(id, { id: record.id });
    expect(failed.data.execution).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/title is empty/),
    });
    const again = await trigger(id, { id: record.id });
    expect(again.data.replayed).toBe(false);
    expect(again.data.execution.id).not.toBe(failed.data.execution.id);
    await world.mutate('workflow.update', {
      id,
      actions: [{ type: 'update_record', params: { recordId: '{{trigger.id}}', title: 'The gate' } }],
    });
    const rerun = await world.mutate('workflow.rerun', { executionId: failed.data.execution.id });
    expect(rerun.data).toMatchObject({
      replayed: false,
      execution: { status: 'succeeded', rerunOfId: failed.data.execution.id },
    });
    const twice = await world.mutate('workflow.rerun', { executionId: failed.data.execution.id });
    expect(twice.data).toMatchObject({ replayed: true, execution: { id: rerun.data.execution.id } });
    const { data } = await world.query('workflow.execution', { id: failed.data.execution.id });
    expect(data.execution).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/title is empty/),
    });
    const succeeded = await world.mutate('workflow.rerun', { executionId: rerun.data.execution.id });
    expect(succeeded.status).toBe(409);
  });
});

describe('steps', () => {
  test('each changes what it says, and later ones see what earlier ones did', async () => {
    const record = await world.addRecord('paint the fence', 'projects');
    const id = await create([
      {
        type: 'update_record',
        params: { title: 'Painted: {{item.title}}', status: 'done', dueAt: '2027-03-01' },
      },
      {
        type: 'create_record',
        params: {
          category: 'people',
          title: 'Painter of {{item.title}}',
          fields: { context: 'Met at {{trigger.place}}' },
        },
      },
      { type: 'create_task', params: { title: 'Thank them', dueAt: '+3d' } },
      { type: 'archive_record', params: {} },
    ]);
    const { data } = await trigger(id, { itemId: record.id, place: 'the market' });
    expect(data.execution).toMatchObject({ status: 'succeeded', error: null });
    const { data: after } = await world.query('record.get', { id: record.id });
    expect(after.record).toMatchObject({
      title: `Painted: ${record.title}`,
      status: 'archived',
      dueAt: '2027-03-01T00:00:00.000Z',
      dueAllDay: true,
    });
    const [painter] = await titled(`Painter of Painted: ${record.title}`);
    expect(painter).toMatchObject({ category: 'people', fields: { context: 'Met at the market' } });
    const [thanks] = await titled('Thank them');
    expect(thanks).toMatchObject({ category: 'admin', dueAllDay: true });
  });

  test('an item’s own braces are text, not a template', async () => {
    const record = await world.addRecord('write {{trigger.secret}} down', 'ideas');
    const id = await create([{ type: 'create_task', params: { title: 'About {{item.title}}' } }]);
    const { data } = await trigger(id, { itemId: record.id, secret: 'spilled' });
    expect(data.execution.status).toBe('succeeded');
    expect(await titled(`About ${record.title}`)).toHaveLength(1);
    expect(record.title).toContain('{{trigger.secret}}');
  });

  test('all four vendors get what they need, written in the execution’s transaction', async () => {
    const record = await world.addRecord('sign the lease on 2027-04-01', 'admin');
    const id = await create([
      { type: 'slack_message', params: { text: 'About {{item.title}}' } },
      { type: 'notion_page', params: { title: '{{item.title}}', content: 'Filed as {{item.category}}' } },
      { type: 'calendar_event', params: { title: '{{item.title}}', startsAt: '{{item.dueAt}}' } },
      {
        type: 'email_draft',
        params: { to: 'a@example.test', subject: '{{item.title}}', body: 'Today is {{today}}' },
      },
    ]);
    const { data } = await trigger(id, { itemId: record.id });
    expect(data.execution).toMatchObject({ status: 'running', steps: Array(4).fill({ status: 'pending' }) });
    const before = world.outlet.effects.length;
    await world.runJobs();
    expect(world.outlet.effects.slice(before)).toMatchObject([
      {
        vendor: 'slack',
        operation: 'message.post',
        payload: { channel: null, text: `About ${record.title}` },
      },
      {
        vendor: 'notion',
        operation: 'page.create',
        payload: { recordId: record.id, content: 'Filed as admin' },
      },
      {
        vendor: 'google_calendar',
        operation: 'event.put',
        payload: { allDay: true, startsAt: record.dueAt },
      },
      { vendor: 'gmail', operation: 'draft.create', payload: { to: 'a@example.test' } },
    ]);
    const { data: after } = await world.query('workflow.execution', { id: data.execution.id });
    expect(after.execution.status).toBe('succeeded');
  });

  test('a step abroad that fails is the execution’s failure; an unknown one keeps it running and blocks a second', async () => {
    const id = await create([slack]);
    const failing = await trigger(id, { name: 'refused' });
    world.outlet.plan('refused');
    await world.runJobs();
    const { data: failed } = await world.query('workflow.execution', { id: failing.data.execution.id });
    expect(failed.execution).toMatchObject({ status: 'failed', steps: [{ status: 'failed' }] });
    expect(failed.execution.error).toMatch(/Slack refused it \(channel_not_found\)/);

    const unsure = await trigger(id, { name: 'unsure' });
    world.outlet.plan('cannot-tell', 'cannot-tell');
    await world.runJobs();
    await world.api.database.pool.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`);
    await world.api.database.pool.query(
      `UPDATE "OutboxMessage" SET "availableAt" = now() WHERE status = 'pending'`,
    );
    await world.runJobs();
    const { data: unknown } = await world.query('workflow.execution', { id: unsure.data.execution.id });
    expect(unknown.execution).toMatchObject({ status: 'running', steps: [{ status: 'unknown' }] });
    const blocked = await trigger(id, { name: 'unsure' });
    expect(blocked.data).toMatchObject({ replayed: true, execution: { id: unsure.data.execution.id } });
    await world.mutate('outbox.resolve', {
      id: unknown.execution.steps[0].messageId,
      resolution: 'arrived',
    });
    const { data: told } = await world.query('workflow.execution', { id: unsure.data.execution.id });
    expect(told.execution).toMatchObject({ status: 'succeeded', steps: [{ status: 'succeeded' }] });
  });
});
