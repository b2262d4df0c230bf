import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crashAt, createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const actions = [
  { type: 'create_task', params: { title: 'Task of {{trigger.n}}' } },
  { type: 'slack_message', params: { text: 'Message of {{trigger.n}}' } },
  { type: 'update_record', params: { title: 'Item of {{trigger.n}}' } },
  { type: 'calendar_event', params: { title: 'Event of {{trigger.n}}', startsAt: '+1h' } },
];

/** Before and after every step, around the claim and the commit, and at every point of each delivery. */
const runPoints = [
  ...['workflow.before-claim', 'workflow.before-claim-commit', 'workflow.after-claim'],
  ...actions.flatMap((_, n) => [`workflow.before-step-${n}`, `workflow.after-step-${n}`]),
  'workflow.before-commit',
];
const deliveryPoints = [
  'outbox.before-claim-commit',
  'outbox.before-send',
  'outbox.after-send',
  'outbox.after-settle-message',
  'outbox.before-settle-commit',
];

const database = () => world.api.database;
const effectsOf = async (n: string) => {
  const records = await database()
    .kysely.selectFrom('Record')
    .select('title')
    .where('title', 'like', `% of ${n}`)
    .orderBy('title')
    .execute();
  const sent = world.outlet.effects.map(({ payload }) => payload as { text?: string; title?: string });
  return [
    ...records.map((record) => record.title),
    ...sent.flatMap(({ text, title }) => [text ?? title ?? '']).filter((name) => name.endsWith(` of ${n}`)),
  ].sort();
};
const all = (n: string) => [`Event of ${n}`, `Item of ${n}`, `Message of ${n}`, `Task of ${n}`];
const create = async () => {
  const answer = await world.mutate('workflow.create', {
    name: 'Crashing',
    trigger: { type: 'manual' },
    actions,
  });
  return answer.data.workflow.id as string;
};
/** As if all waiting were over: delays, and the leases of workers that died. */
const passTime = async () => {
  await database().pool.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
  await database().pool.query(
    `UPDATE "OutboxMessage" SET "availableAt" = now(), "leaseExpiresAt" = "leaseExpiresAt" - interval '1 hour'
     WHERE status IN ('pending', 'delivering')`,
  );
};
const execution = async (workflowId: string) => {
  const { data } = await world.query('workflow.executions', { workflowId });
  expect(data.items).toHaveLength(1);
  return data.items[0];
};

describe('I2 a crash anywhere, then the jobs go on: no step’s effect twice, none missing', () => {
  test.each(runPoints)('%s', async (point) => {
    const item = await world.addRecord(`crash ${point}`, 'projects');
    const workflowId = await create();
    const input = { workflowId, trigger: { itemId: item.id, n: point } };
    await using dying = await world.withFaults(crashAt(point));
    expect((await dying.mutate('workflow.trigger', input, { owner: world.owner })).status).toBe(500);
    // I4: its transaction left nothing.
    expect(await effectsOf(point)).toEqual([]);
    const claimed = !point.startsWith('workflow.before-claim');
    if (!claimed) {
      expect((await world.query('workflow.executions', { workflowId })).data.items).toEqual([]);
      await world.mutate('workflow.trigger', input);
    }
    await passTime();
    await world.runJobs();
    expect(await effectsOf(point)).toEqual(all(point));
    expect(await execution(workflowId)).toMatchObject({
      status: 'succeeded',
      steps: Array(4).fill({ status: 'succeeded' }),
    });
    // Delivered once more, as at-least-once jobs are: nothing more happens.
    const { id } = await execution(workflowId);
    await world.api.mutate('workflow.run', { executionId: id }, { service: true });
    const repeat = await world.mutate('workflow.trigger', input);
    expect(repeat.data).toMatchObject({ replayed: true, execution: { id } });
    await world.runJobs();
    expect(await effectsOf(point)).toEqual(all(point));
  });

  test.each(deliveryPoints)('%s', async (point) => {
    const item = await world.addRecord(`crash ${point}`, 'projects');
    const workflowId = await create();
    await world.mutate('workflow.trigger', { workflowId, trigger: { itemId: item.id, n: point } });
    const messages = await database()
      .kysely.selectFrom('OutboxMessage')
      .select('id')
      .where('status', '=', 'pending')
      .execute();
    expect(messages).toHaveLength(2);
    await using dying = await world.withFaults(crashAt(point));
    for (const { id } of messages) {
      expect((await dying.mutate('outbox.deliver', { messageId: id }, { service: true })).status).toBe(500);
    }
    expect((await execution(workflowId)).status).toBe('running');
    await passTime();
    await world.runJobs();
    await passTime();
    await world.runJobs();
    expect(await effectsOf(point)).toEqual(all(point));
    expect(await execution(workflowId)).toMatchObject({ status: 'succeeded' });
  });

  test('one that is killed at its last attempt is called failed, not running for ever', async () => {
    const workflowId = await create();
    await using dying = await world.withFaults(crashAt('workflow.before-step-1'));
    await dying.mutate('workflow.trigger', { workflowId, trigger: { n: 'last' } }, { owner: world.owner });
    const { id } = await execution(workflowId);
    const answer = await dying.mutate(
      'workflow.run',
      { executionId: id, lastAttempt: true },
      { service: true },
    );
    expect(answer.data.execution).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/Run it again/),
    });
    expect(await effectsOf('last')).toEqual([]);
  });
});
