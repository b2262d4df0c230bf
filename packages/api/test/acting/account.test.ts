import { expect, test } from 'vitest';
import { createWorld } from './world.ts';

const acting = [
  'Workflow',
  'WorkflowExecution',
  'WorkflowStep',
  'AgentAction',
  'OutboxMessage',
  'Relationship',
] as const;

test('what acts for a person is theirs to take along, and is gone with them; I10 another’s stays', async () => {
  await using world = await createWorld();
  const other = await world.api.addOwner();
  for (const owner of [world.owner, other]) {
    const as = { owner };
    const { data } = await world.api.mutate(
      'workflow.create',
      {
        name: 'Kept',
        trigger: { type: 'manual' },
        actions: [{ type: 'slack_message', params: { text: `Words of ${owner}` } }],
      },
      as,
    );
    await world.api.mutate('workflow.trigger', { workflowId: data.workflow.id }, as);
    const ids: string[] = [];
    for (const title of ['One', 'Two']) {
      const params = { category: 'ideas', title };
      const proposed = await world.api.mutate('action.propose', { kind: 'create', params }, as);
      await world.api.mutate('action.execute', { id: proposed.data.action.id }, as);
      const { data: list } = await world.api.query('record.list', {}, as);
      ids.push(list.items[0].id);
    }
    const params = { fromId: ids[0], toId: ids[1], kind: 'related' };
    const link = await world.api.mutate('action.propose', { kind: 'link', params }, as);
    await world.api.mutate('action.execute', { id: link.data.action.id }, as);
  }
  const { data, text } = await world.query('account.export');
  for (const table of acting) expect(data.tables[table].length, table).toBeGreaterThan(0);
  expect(text).toContain(`Words of ${world.owner}`);
  expect(text).not.toContain(`Words of ${other}`);

  const before = await Promise.all(acting.map((table) => world.count(table)));
  const deleted = await world.mutate('account.delete', {});
  expect(deleted.data).toEqual({ deleted: true });
  const after = await Promise.all(acting.map((table) => world.count(table)));
  expect(after).toEqual(before.map((count) => count / 2));
  // Their jobs find nothing to do.
  const { rows } = await world.api.database.pool.query<{ id: string }>(
    `SELECT payload->>'messageId' AS id FROM graphile_worker._private_jobs WHERE payload->>'messageId' IS NOT NULL`,
  );
  const answers = await Promise.all(
    rows.map(({ id }) => world.api.mutate('outbox.deliver', { messageId: id }, { service: true })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  expect(world.outlet.effects).toMatchObject([{ ownerId: other }]);
});
