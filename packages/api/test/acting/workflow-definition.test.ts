import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const task = (title: string) => ({ type: 'create_task', params: { title } });
const create = (definition: object) =>
  world.mutate('workflow.create', {
    name: 'A workflow',
    trigger: { type: 'manual' },
    actions: [task('x')],
    ...definition,
  });

describe('what makes no sense is refused, saying where and what is known', () => {
  const refused: [string, object, RegExp][] = [
    ['no name', { name: ' ' }, /name.*empty/s],
    ['an unknown trigger', { trigger: { type: 'full_moon' } }, /choose item_created, item_updated/],
    ['an unknown key of the trigger', { trigger: { type: 'manual', colour: 'red' } }, /colour/],
    ['no action', { actions: [] }, /at least one action/],
    ['too many', { actions: Array(21).fill(task('x')) }, /At most 20 actions/],
    [
      'an unknown action',
      { actions: [{ type: 'launch', params: {} }] },
      /choose update_record, archive_record/,
    ],
    [
      'a misspelt parameter',
      { actions: [{ type: 'slack_message', params: { test: 'x' } }] },
      /actions\.0\.params\.text/,
    ],
    [
      'an unknown field',
      { actions: [task('{{item.titel}}')] },
      /actions\.0\.params\.title: \{\{item\.titel\}\} is not known\. Known are item\.id, item\.title/,
    ],
    [
      'a field of another category',
      { trigger: { type: 'item_created', category: 'ideas' }, actions: [task('{{item.fields.followUp}}')] },
      /is not known.*item\.fields\.oneLiner/s,
    ],
    ['half a template', { actions: [task('{{item.title')] }, /no partner/],
    [
      'a template deep inside',
      {
        actions: [
          {
            type: 'create_record',
            params: { category: 'people', title: 'x', fields: { context: '{{nobody}}' } },
          },
        ],
      },
      /actions\.0\.params\.fields\.context/,
    ],
    [
      'an unknown condition field',
      {
        trigger: {
          type: 'item_created',
          conditions: [{ field: 'colour', operator: 'equals', value: 'red' }],
        },
      },
      /conditions\.0\.field: "colour" is not a field/,
    ],
    [
      'an unknown operator',
      { trigger: { type: 'item_created', conditions: [{ field: 'title', operator: 'like', value: 'x' }] } },
      /choose equals, not_equals/,
    ],
    [
      'an operator without its value',
      { trigger: { type: 'item_created', conditions: [{ field: 'title', operator: 'contains' }] } },
      /needs a value/,
    ],
    [
      'too many conditions',
      {
        trigger: {
          type: 'item_created',
          conditions: Array(21).fill({ field: 'title', operator: 'is_empty' }),
        },
      },
      /At most 20 conditions/,
    ],
    ['a schedule that is none', { trigger: { type: 'scheduled', schedule: 'soon' } }, /five fields/],
    [
      'a minute that does not exist',
      { trigger: { type: 'scheduled', schedule: '61 * * * *' } },
      /minute is 0 to 59, not "61"/,
    ],
    ['a date that never comes', { trigger: { type: 'scheduled', schedule: '0 0 30 2 *' } }, /never comes/],
    ['no schedule', { trigger: { type: 'scheduled' } }, /say when/],
    [
      'a schedule where there is none',
      { trigger: { type: 'manual', schedule: '* * * * *' } },
      /only a workflow of type scheduled/,
    ],
    [
      'an item on a schedule',
      { trigger: { type: 'scheduled', schedule: '0 9 * * *' }, actions: [task('{{item.title}}')] },
      /a scheduled workflow has no item/,
    ],
    [
      'no record on a schedule',
      { trigger: { type: 'scheduled', schedule: '0 9 * * *' }, actions: [{ type: 'archive_record' }] },
      /say which record/,
    ],
    ['a change of nothing', { actions: [{ type: 'update_record', params: {} }] }, /Say what is to change/],
    ['an endless text', { actions: [task('x'.repeat(501))] }, /at most 500/],
  ];
  test.each(refused)('%s', async (_name, definition, message) => {
    const answer = await create(definition);
    expect(answer.status).toBe(400);
    expect(answer.error.data.reason).toBe('validation_failed');
    expect(answer.error.message).toMatch(message);
    expect(await world.count('Workflow')).toBe(0);
  });
});

test('is created, read, changed, listed and deleted with its history', async () => {
  const { data } = await create({ name: '  Mine ' });
  const { id } = data.workflow;
  expect(data.workflow).toMatchObject({ name: 'Mine', enabled: true, nextRunAt: null });
  await world.mutate('workflow.update', { id, name: 'Ours', enabled: false });
  const { data: got } = await world.query('workflow.get', { id });
  expect(got.workflow).toMatchObject({ name: 'Ours', enabled: false, actions: [task('x')] });
  const wrong = await world.mutate('workflow.update', { id, actions: [task('{{item.nothing}}')] });
  expect(wrong.status).toBe(400);
  await world.mutate('workflow.update', { id, enabled: true });
  await world.mutate('workflow.trigger', { workflowId: id });
  expect((await world.query('workflow.list')).data.items).toMatchObject([{ id, name: 'Ours' }]);
  await world.mutate('workflow.delete', { id });
  const gone = await world.query('workflow.get', { id });
  expect(gone.status).toBe(404);
  expect(await world.count('WorkflowExecution')).toBe(0);
});

test('I10 another owner’s workflows and runs are none', async () => {
  const { data } = await create({});
  const { id } = data.workflow;
  const run = await world.mutate('workflow.trigger', { workflowId: id });
  const stranger = { owner: await world.api.addOwner() };
  const refused = await Promise.all([
    world.api.query('workflow.get', { id }, stranger),
    world.api.query('workflow.executions', { workflowId: id }, stranger),
    world.api.query('workflow.execution', { id: run.data.execution.id }, stranger),
    world.api.mutate('workflow.update', { id, name: 'Stolen' }, stranger),
    world.api.mutate('workflow.trigger', { workflowId: id }, stranger),
    world.api.mutate('workflow.rerun', { executionId: run.data.execution.id }, stranger),
    world.api.mutate('workflow.delete', { id }, stranger),
  ]);
  expect(refused.map((answer) => answer.status)).toEqual(Array(7).fill(404));
  const record = await world.addRecord('mine alone', 'ideas');
  const theirs = await world.api.mutate(
    'workflow.create',
    {
      name: 'Reach',
      trigger: { type: 'manual' },
      actions: [{ type: 'update_record', params: { recordId: record.id, title: 'Reached' } }],
    },
    stranger,
  );
  const reach = await world.api.mutate('workflow.trigger', { workflowId: theirs.data.workflow.id }, stranger);
  expect(reach.data.execution).toMatchObject({ status: 'failed', error: 'There is no such record.' });
  const named = await world.api.mutate(
    'workflow.trigger',
    { workflowId: theirs.data.workflow.id, trigger: { itemId: record.id } },
    stranger,
  );
  expect(named.data.execution.status).toBe('failed');
  expect((await world.query('record.get', { id: record.id })).data.record.title).toBe(record.title);
});

test('every template can be created as it is, and does what it says', async () => {
  await using fresh = await createWorld();
  const { data } = await fresh.query('workflow.templates');
  expect(data.items.map((item: { id: string }) => item.id)).toEqual([
    'follow-up',
    'deadline-to-calendar',
    'project-done',
  ]);
  for (const { name, trigger, actions } of data.items) {
    const made = await fresh.mutate('workflow.create', { name, trigger, actions });
    expect(made.error).toBeUndefined();
  }
  const person = await fresh.addRecord('met Grace at the fair', 'people');
  expect(person.fields['followUp']).toBeUndefined();
  const bill = await fresh.addRecord('pay the plumber on 2027-02-02', 'admin');
  const project = await fresh.addRecord('build the shed', 'projects');
  await fresh.mutate('record.update', { id: project.id, status: 'done' });
  await fresh.runJobs();
  expect(fresh.outlet.effects.map(({ vendor, payload }) => [vendor, payload])).toMatchObject([
    ['google_calendar', { title: bill.title, startsAt: bill.dueAt, allDay: true }],
    ['slack', { text: `Done: ${project.title}` }],
  ]);
  const { data: after } = await fresh.query('record.get', { id: project.id });
  expect(after.record.status).toBe('archived');
  const lead = await fresh.mutate('action.propose', {
    kind: 'create',
    params: { category: 'people', title: 'Ada', fields: { name: 'Ada', followUp: 'Send the notes' } },
  });
  await fresh.mutate('action.execute', { id: lead.data.action.id });
  await fresh.runJobs();
  const { data: tasks } = await fresh.query('record.list', { category: 'admin' });
  expect(tasks.items.map((item: { title: string }) => item.title)).toContain('Ada: Send the notes');
});
