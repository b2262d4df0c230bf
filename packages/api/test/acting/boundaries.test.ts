import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crashAt, createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

/** Every row of every table and every job, as one digest a table: whatever a transaction leaves changes one of them. */
const wholeDatabase = async () => {
  const { pool } = world.api.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const digests: Record<string, string> = {};
  for (const name of [...tables.map((table) => table.name), 'graphile_worker._private_jobs']) {
    const { rows } = await pool.query<{ digest: string }>(
      `SELECT md5(coalesce(string_agg(row::text, E'\\n' ORDER BY row::text), '')) AS digest FROM ${name} AS row`,
    );
    digests[name] = rows[0]?.digest ?? '';
  }
  return digests;
};

const task = { type: 'create_task', params: { title: 'x' } };
const manual = { type: 'manual' };
let made = 0;
const workflow = async (trigger: object = manual, actions: unknown[] = [task]) => {
  made += 1;
  const { data } = await world.mutate('workflow.create', { name: `W${made}`, trigger, actions });
  return data.workflow.id as string;
};
const proposal = async () => {
  const params = { category: 'ideas', title: 'An idea' };
  return (await world.mutate('action.propose', { kind: 'create', params })).data.action.id as string;
};

/** The points of an atomic call with a key, between its effects and its commit. */
const atomic = ['after-effect', 'before-store-answer', 'before-commit'];

interface Operation {
  readonly path: string;
  readonly points: readonly string[];
  /** Sets the stage, and gives the input. */
  readonly prepare: () => Promise<object>;
}
const operations: Operation[] = [
  {
    path: 'workflow.create',
    points: atomic,
    prepare: async () => ({ name: 'New', trigger: manual, actions: [task] }),
  },
  {
    path: 'workflow.update',
    points: atomic,
    prepare: async () => ({ id: await workflow(), name: 'Renamed' }),
  },
  { path: 'workflow.delete', points: atomic, prepare: async () => ({ id: await workflow() }) },
  {
    path: 'workflow.rerun',
    points: ['workflow.before-claim-commit'],
    prepare: async () => {
      const workflowId = await workflow(manual, [{ type: 'archive_record', params: { recordId: 'none' } }]);
      const { data } = await world.mutate('workflow.trigger', { workflowId });
      expect(data.execution.status).toBe('failed');
      return { executionId: data.execution.id };
    },
  },
  {
    path: 'record.update',
    points: atomic,
    prepare: async () => {
      await workflow({ type: 'item_updated', category: 'projects' });
      const { id } = await world.addRecord(`paint fence number ${made}`, 'projects');
      return { id, title: 'Sets a workflow off' };
    },
  },
  {
    path: 'account.update',
    points: atomic,
    prepare: async () => {
      await workflow({ type: 'scheduled', schedule: '0 9 * * *' });
      return { timezone: 'Asia/Tokyo', autoApprove: ['link'] };
    },
  },
  {
    path: 'action.propose',
    points: atomic,
    prepare: async () => ({ kind: 'notify', params: { text: 'hello' } }),
  },
  {
    path: 'action.approve',
    points: ['action.after-decide', ...atomic],
    prepare: async () => ({ id: await proposal() }),
  },
  {
    path: 'action.reject',
    points: ['action.after-decide', ...atomic],
    prepare: async () => ({ id: await proposal() }),
  },
  {
    path: 'outbox.resolve',
    points: ['outbox.after-resolve', ...atomic],
    prepare: async () => {
      const workflowId = await workflow(manual, [{ type: 'slack_message', params: { text: 'hello' } }]);
      const { data } = await world.mutate('workflow.trigger', { workflowId });
      // What the case before had sent again would meet the refusal first.
      await world.api.database.pool.query(`DELETE FROM graphile_worker._private_jobs WHERE key <> $1`, [
        `deliver:${data.execution.steps[0].messageId}`,
      ]);
      world.outlet.plan('refused');
      await world.runJobs();
      const { data: run } = await world.query('workflow.execution', { id: data.execution.id });
      expect(run.execution.status).toBe('failed');
      return { id: run.execution.steps[0].messageId, resolution: 'send_again' };
    },
  },
];

const cases = operations.flatMap((operation) => operation.points.map((point) => ({ ...operation, point })));

describe('I4 a write that fails at any of its points leaves nothing at all', () => {
  test.each(cases)('$path at $point', async ({ path, point, prepare }) => {
    const input = await prepare();
    const before = await wholeDatabase();
    await using dying = await world.withFaults(crashAt(point));
    const key = { 'idempotency-key': `${path}-${point}` };
    // Leased calls claim their key in a commit of their own: without one there is only the write.
    const headers = path === 'workflow.rerun' ? {} : key;
    const failed = await dying.mutate(path, input, { owner: world.owner, headers });
    expect(failed.status).toBe(500);
    expect(await wholeDatabase()).toEqual(before);
    const done = await world.api.mutate(path, input, { owner: world.owner, headers });
    expect(done.error).toBeUndefined();
    expect(await wholeDatabase()).not.toEqual(before);
  });
});

test('every fault point of the services is armed by a test', () => {
  const read = (directory: URL): string =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(name, directory), 'utf8'))
      .join('\n');
  const source = read(new URL('../../src/services/', import.meta.url));
  const tests = ['./', '../connections/'].map((place) => read(new URL(place, import.meta.url))).join('\n');
  const points = [...source.matchAll(/faults\.hit\(\s*['`]([^'`]+)['`]/g)].map(([, name = '']) =>
    name.replace(/\$\{[^}]*\}/, ''),
  );
  expect(points.length).toBeGreaterThan(20);
  expect(points.filter((point) => !tests.includes(point))).toEqual([]);
});
