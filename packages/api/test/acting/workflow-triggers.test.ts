import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxDepth, maxPerHour } from '../../src/services/workflow/limits.ts';
import { crashAt, createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ timezone: 'Europe/Berlin' });
});
afterAll(() => world[Symbol.asyncDispose]());

const create = async (trigger: object, actions: unknown[], more: object = {}) => {
  const { data, error } = await world.mutate('workflow.create', { name: 'Watch', trigger, actions, ...more });
  expect(error).toBeUndefined();
  return data.workflow.id as string;
};
const runsOf = async (workflowId: string) => {
  const { data } = await world.query('workflow.executions', { workflowId });
  return data.items as {
    id: string;
    status: string;
    error: string | null;
    stoppedBy: string | null;
    depth: number;
    trigger: Record<string, unknown>;
  }[];
};
const note = { type: 'create_task', params: { title: 'Noted: {{item.title}}' } };
const remove = (id: string) => world.mutate('workflow.delete', { id });
const titled = async (title: string) =>
  world.api.database.kysely.selectFrom('Record').selectAll().where('title', '=', title).execute();

describe('set off by items', () => {
  test('each type by its own event, within the category and conditions', async () => {
    const ids = {
      created: await create({ type: 'item_created', category: 'projects' }, [note]),
      updated: await create({ type: 'item_updated', category: 'projects' }, [note]),
      moved: await create({ type: 'status_changed', category: 'projects' }, [note]),
      picky: await create(
        {
          type: 'item_updated',
          conditions: [{ field: 'item.title', operator: 'contains', value: 'ROOF' }],
        },
        [note],
      ),
      off: await create({ type: 'item_created' }, [note], { enabled: false }),
    };
    const counts = async () => {
      const runs = await Promise.all(Object.values(ids).map(runsOf));
      return Object.fromEntries(Object.keys(ids).map((name, n) => [name, runs[n]?.length]));
    };
    const record = await world.addRecord('build a shed', 'projects');
    expect(await counts()).toEqual({ created: 1, updated: 0, moved: 0, picky: 0, off: 0 });
    await world.mutate('record.update', { id: record.id, title: 'Build a shed with a roof' });
    expect(await counts()).toEqual({ created: 1, updated: 1, moved: 0, picky: 1, off: 0 });
    await world.mutate('record.update', { id: record.id, title: 'Build a shed with a roof' });
    expect(await counts()).toEqual({ created: 1, updated: 1, moved: 0, picky: 1, off: 0 });
    await world.mutate('record.update', { id: record.id, status: 'done' });
    expect(await counts()).toEqual({ created: 1, updated: 2, moved: 1, picky: 2, off: 0 });
    await world.mutate('record.archive', { id: record.id });
    expect(await counts()).toEqual({ created: 1, updated: 3, moved: 2, picky: 3, off: 0 });
    await world.runJobs();
    const [run] = await runsOf(ids.created);
    expect(run).toMatchObject({
      status: 'succeeded',
      trigger: { type: 'item_created', itemId: record.id, version: 1 },
    });
    for (const id of Object.values(ids)) await remove(id);
  });

  test('I4 a change that is rolled back sets nothing off; one that commits runs once', async () => {
    const id = await create({ type: 'item_updated', category: 'ideas' }, [note]);
    const record = await world.addRecord('an odd idea', 'ideas');
    const jobs = async () =>
      (await world.api.database.pool.query('SELECT FROM graphile_worker.jobs')).rowCount;
    const before = [await jobs(), await world.count('WorkflowExecution'), await world.count('WorkflowStep')];
    const action = await world.mutate('action.propose', {
      kind: 'update',
      params: { recordId: record.id, title: 'Odder' },
    });
    await using dying = await world.withFaults(crashAt('action.before-commit'));
    const input = { id: action.data.action.id };
    expect((await dying.mutate('action.execute', input, { owner: world.owner })).status).toBe(500);
    expect([await jobs(), await world.count('WorkflowExecution'), await world.count('WorkflowStep')]).toEqual(
      before,
    );
    await world.mutate('action.execute', input);
    await world.runJobs();
    await world.runJobs();
    expect(await runsOf(id)).toHaveLength(1);
    expect(await titled('Noted: Odder')).toHaveLength(1);
    await remove(id);
  });
});

describe('loop protection', () => {
  test('a workflow that sets itself off is stopped, and says so', async () => {
    const id = await create({ type: 'item_created', category: 'admin' }, [
      { type: 'create_task', params: { title: 'Again {{item.version}}' } },
    ]);
    await world.addRecord('start it off', 'admin');
    await world.runJobs();
    const runs = await runsOf(id);
    expect(runs.map((run) => run.depth)).toEqual(
      Array.from({ length: maxDepth + 2 }, (_, n) => maxDepth + 1 - n),
    );
    expect(runs[0]).toMatchObject({
      status: 'failed',
      stoppedBy: 'depth',
      error: expect.stringMatching(/set each other off 5 times in a row/),
    });
    expect(runs.slice(1).every((run) => run.status === 'succeeded')).toBe(true);
    await remove(id);
  });

  test('two that set each other off for ever are stopped; one that changes nothing stops by itself', async () => {
    const ping = await create(
      {
        type: 'status_changed',
        category: 'ideas',
        conditions: [{ field: 'status', operator: 'equals', value: 'done' }],
      },
      [{ type: 'update_record', params: { status: 'open' } }],
    );
    const pong = await create(
      {
        type: 'status_changed',
        category: 'ideas',
        conditions: [{ field: 'status', operator: 'equals', value: 'open' }],
      },
      [{ type: 'update_record', params: { status: 'done' } }],
    );
    const settled = await create({ type: 'item_updated', category: 'people' }, [
      { type: 'update_record', params: { status: 'done' } },
    ]);
    const idea = await world.addRecord('ping or pong', 'ideas');
    await world.mutate('record.update', { id: idea.id, status: 'done' });
    await world.runJobs();
    const runs = [...(await runsOf(ping)), ...(await runsOf(pong))];
    expect(runs.filter((run) => run.status === 'succeeded')).toHaveLength(maxDepth + 1);
    expect(runs.filter((run) => run.stoppedBy === 'depth')).toHaveLength(1);
    const person = await world.addRecord('met Linus at the fair', 'people');
    await world.mutate('record.update', { id: person.id, title: 'Linus' });
    await world.runJobs();
    expect((await runsOf(settled)).map((run) => run.stoppedBy)).toEqual([null, null]);
    for (const id of [ping, pong, settled]) await remove(id);
  });

  test('one that runs too often is held back, says so, and a known trigger is still answered', async () => {
    const id = await create({ type: 'manual' }, [{ type: 'create_task', params: { title: 'Often' } }]);
    const first = await world.mutate('workflow.trigger', { workflowId: id, trigger: { n: 0 } });
    await world.api.database.pool.query(
      `INSERT INTO "WorkflowExecution" (id, "ownerId", "workflowId", trigger, status)
       SELECT gen_random_uuid(), $1, $2, '{}', 'succeeded' FROM generate_series(2, $3)`,
      [world.owner, id, maxPerHour],
    );
    const { data } = await world.mutate('workflow.trigger', { workflowId: id, trigger: { n: 1 } });
    expect(data.execution).toMatchObject({
      status: 'failed',
      stoppedBy: 'rate',
      steps: [],
      error: expect.stringMatching(/200 times within an hour/),
    });
    const again = await world.mutate('workflow.trigger', { workflowId: id, trigger: { n: 0 } });
    expect(again.data).toMatchObject({ replayed: true, execution: { id: first.data.execution.id } });
    await remove(id);
  });
});

describe('set off by the clock', () => {
  const due = (id: string) =>
    world.api.database.pool.query(
      `UPDATE "Workflow" SET "nextRunAt" = date_trunc('minute', now()) - interval '3 days' WHERE id = $1`,
      [id],
    );
  const tick = (api = world.api) => api.mutate('workflow.fireDue', {}, { service: true });

  test('I2 five schedulers at once: one run, missed ones become one, and the next date stands', async () => {
    const id = await create({ type: 'scheduled', schedule: '0 9 * * mon' }, [
      { type: 'create_task', params: { title: 'Weekly of {{today}}' } },
    ]);
    expect((await tick()).data).toEqual({ fired: 0, failed: 0 });
    await due(id);
    const reports = await Promise.all(Array.from({ length: 5 }, () => tick()));
    expect(reports.reduce((sum, { data }) => sum + data.fired, 0)).toBe(1);
    await world.runJobs();
    const runs = await runsOf(id);
    expect(runs).toMatchObject([{ status: 'succeeded', trigger: { type: 'scheduled' } }]);
    const { data } = await world.query('workflow.get', { id });
    const next = new Date(data.workflow.nextRunAt);
    expect(next.getTime()).toBeGreaterThan(Date.now());
    expect(
      next.toLocaleString('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit' }),
    ).toMatch(/Mon.*09/);
    await world.mutate('account.update', { timezone: 'Asia/Tokyo' });
    const moved = await world.query('workflow.get', { id });
    expect(new Date(moved.data.workflow.nextRunAt).getUTCHours()).toBe(0);
    await world.mutate('account.update', { timezone: 'Europe/Berlin' });
    await remove(id);
  });

  test.each(['workflow.fire-due.after-claim', 'workflow.fire-due.before-commit'])(
    'I4 a tick that dies at %s leaves it due; the next one fires it once',
    async (point) => {
      const id = await create({ type: 'scheduled', schedule: '*/5 * * * *' }, [
        { type: 'create_task', params: { title: `Due ${point}` } },
      ]);
      await due(id);
      await using dying = await world.withFaults(crashAt(point));
      expect((await tick(dying)).data).toEqual({ fired: 0, failed: 1 });
      expect(await runsOf(id)).toEqual([]);
      expect((await tick()).data).toEqual({ fired: 1, failed: 0 });
      await world.runJobs();
      expect(await titled(`Due ${point}`)).toHaveLength(1);
      await remove(id);
    },
  );

  test('one that is switched off is not due', async () => {
    const id = await create({ type: 'scheduled', schedule: '* * * * *' }, [
      { type: 'create_task', params: { title: 'Off' } },
    ]);
    await world.mutate('workflow.update', { id, enabled: false });
    const { data } = await world.query('workflow.get', { id });
    expect(data.workflow.nextRunAt).toBeNull();
    expect((await tick()).data.fired).toBe(0);
    expect((await world.mutate('workflow.trigger', { workflowId: id })).status).toBe(409);
    await remove(id);
  });
});
