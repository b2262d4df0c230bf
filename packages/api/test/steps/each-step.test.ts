import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/testing.ts';
import { createListeningWorld } from '../connections/slack-world.ts';
import { slackToken } from '../connections/world.ts';
import { type StepFaults, watchSteps } from './step-faults.ts';

type Listening = Awaited<ReturnType<typeof createListeningWorld>>;

let listening: Listening;
let world: Listening['world'];
let faults: StepFaults;

beforeAll(async () => {
  listening = await createListeningWorld();
  world = listening.world;
  await world.mutate('account.update', { digestToSlack: true });
  await world.mutate('workflow.create', {
    ...{ name: 'Watch', trigger: { type: 'item_updated' } },
    actions: [{ type: 'create_task', params: { title: 'Noted' } }],
  });
  // The connections made so far are not watched: there are none of them from here on.
  await closeIdle();
  faults = await watchSteps(world.api.database);
});
afterAll(() => listening[Symbol.asyncDispose]());

/** Ends the connections that are open, so that the next ones are new. */
async function closeIdle(): Promise<void> {
  const { pool } = world.api.database;
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  for (const client of clients) client.release(true);
}

const sql = (text: string, values: unknown[] = []) => world.api.database.pool.query(text, values);
const service = (path: string, input: unknown) => world.api.mutate(path, input, { service: true });
/** As the person, with a key: the claim and the stored answer are steps of the transaction too. */
const keyed = (path: string) => (input: object) =>
  world.api.mutate(path, input, { owner: world.owner, headers: { 'idempotency-key': randomUUID() } });
const unkeyed = (path: string) => (input: object) => world.mutate(path, input);
const asService = (path: string) => (input: object) => service(path, input);

const capture = async (): Promise<string> => {
  const text = `call the bank about ${randomUUID()}`;
  return (await world.mutate('capture.create', { text })).data.entry.id;
};
const filed = async (): Promise<{ id: string; recordId: string }> => {
  const { data } = await service('inbox.classify', { entryId: await capture() });
  return data.entry;
};
const slack = { vendor: 'slack', token: slackToken, userId: 'U0ADA00001' };
const connected = async (): Promise<void> => {
  await world.mutate('integration.connect', slack);
};

interface Operation {
  /** As the first column of docs/transactions.md has it. */
  readonly name: string;
  /** The least number of statements that change something, or it is no multi-step write. */
  readonly writes: number;
  /** Sets the stage, and gives the input. */
  readonly prepare: () => Promise<object>;
  readonly call: (input: object) => Promise<Pick<Answer, 'status'>>;
}

const noDigest = async (): Promise<object> => {
  await connected();
  await sql('DELETE FROM "Digest"');
  await sql('DELETE FROM "OutboxMessage"');
  return {};
};

const operations: Operation[] = [
  {
    ...{ name: '`capture.create`', writes: 4, call: keyed('capture.create') },
    prepare: async () => ({ text: `remember ${randomUUID()}` }),
  },
  {
    ...{ name: '`inbox.classify`, settling', writes: 3, call: asService('inbox.classify') },
    prepare: async () => ({ entryId: await capture() }),
  },
  {
    ...{ name: '`inbox.fix`', writes: 5, call: keyed('inbox.fix') },
    prepare: async () => ({ id: (await filed()).id, category: 'ideas' }),
  },
  {
    ...{ name: '`inbox.retry`', writes: 4, call: keyed('inbox.retry') },
    prepare: async () => {
      const id = await capture();
      await sql(`UPDATE "InboxEntry" SET status = 'failed' WHERE id = $1`, [id]);
      return { id };
    },
  },
  // A workflow waits for such changes: its execution, its steps and its job are in the same transaction.
  {
    ...{ name: 'a record that sets workflows off', writes: 6, call: keyed('record.update') },
    prepare: async () => ({ id: (await filed()).recordId, title: `Title ${randomUUID()}` }),
  },
  {
    ...{ name: '`record.update`, `record.archive`', writes: 3, call: keyed('record.archive') },
    prepare: async () => ({ id: (await filed()).recordId }),
  },
  ...(['generateDaily', 'generateWeekly'] as const).map((verb) => ({
    ...{ name: '`digest.generateDaily`, `digest.generateWeekly`', writes: 3 },
    ...{ prepare: noDigest, call: unkeyed(`digest.${verb}`) },
  })),
  {
    ...{ name: '`integration.connect`', writes: 2, call: unkeyed('integration.connect') },
    prepare: async () => {
      await world.mutate('integration.disconnect', { vendor: 'slack' });
      return slack;
    },
  },
  {
    ...{ name: '`integration.configure`', writes: 3, call: keyed('integration.configure') },
    prepare: async () => {
      await connected();
      return { vendor: 'slack', receipts: false };
    },
  },
  {
    ...{ name: '`integration.disconnect`', writes: 1, call: unkeyed('integration.disconnect') },
    prepare: async () => {
      await connected();
      return { vendor: 'slack' };
    },
  },
  {
    ...{
      name: '`integration.syncAll`, a hundred connections',
      writes: 1,
      call: asService('integration.syncAll'),
    },
    prepare: async () => {
      await connected();
      await sql('DELETE FROM graphile_worker._private_jobs');
      return {};
    },
  },
  {
    ...{ name: 'a message or `/capture` from Slack', writes: 3 },
    prepare: async () => {
      await connected();
      return { text: `pay the bill ${randomUUID()}` };
    },
    call: async (input) => ({ status: (await listening.say(input))[0] ?? 0 }),
  },
  {
    ...{ name: '`inbound.process`', writes: 3, call: asService('inbound.process') },
    prepare: async () => {
      await connected();
      await listening.say({ text: `pay the bill ${randomUUID()}` });
      const { rows } = await sql(
        'SELECT id FROM "InboundEvent" WHERE payload IS NOT NULL ORDER BY id DESC LIMIT 1',
      );
      return { eventId: rows[0].id };
    },
  },
  {
    ...{ name: '`inbound.retry`', writes: 3, call: keyed('inbound.retry') },
    prepare: async () => {
      await connected();
      await listening.say({ text: `pay the bill ${randomUUID()}` });
      const { rows } = await sql(
        'SELECT id FROM "InboundEvent" WHERE payload IS NOT NULL ORDER BY id DESC LIMIT 1',
      );
      return { id: rows[0].id };
    },
  },
  {
    ...{ name: '`account.delete`', writes: 5 },
    prepare: async () => {
      const owner = await world.api.addOwner();
      await world.mutate('capture.create', { text: 'mine' }, owner);
      return { owner };
    },
    call: async ({ owner }: { owner?: string }) =>
      world.api.mutate(
        'account.delete',
        {},
        { owner: owner ?? '', headers: { 'idempotency-key': randomUUID() } },
      ),
  },
];

const changes = (statement: string): boolean => /\b(insert|update|delete|add_job|COMMIT)\b/i.test(statement);

describe('I4 a write whose steps fail one after the other leaves nothing at all', () => {
  test.each(operations)('$name', async ({ writes, prepare, call }) => {
    const first = await prepare();
    const steps = await faults.record(async () => expect((await call(first)).status).toBe(200));
    // COMMIT is one of them.
    expect(steps.filter(changes).length).toBeGreaterThan(writes);
    for (const [n, step] of steps.entries()) {
      const input = await prepare();
      const { outcome, atBegin } = await faults.failAt(n, () => call(input));
      expect(outcome.status, step).toBeGreaterThanOrEqual(500);
      expect(await faults.wholeDatabase(), step).toEqual(atBegin);
    }
    expect((await call(await prepare())).status).toBe(200);
  });
});

/** Rows of the table that are proved by a test with points of its own: which, and a word that is only there. */
const elsewhere: Readonly<Record<string, readonly [file: string, word: string]>> = {
  '`workflow.create`, `.update`, `.delete`': ['acting/boundaries.test.ts', "path: 'workflow.delete'"],
  '`workflow.trigger`, `workflow.rerun`, claiming': [
    'acting/workflow-crashes.test.ts',
    'workflow.before-claim-commit',
  ],
  '`workflow.run`': ['acting/workflow-crashes.test.ts', 'workflow.before-commit'],
  'an execution that failed': ['acting/workflow-runs.test.ts', 'leaves nothing of the others'],
  '`workflow.fireDue`, one workflow': ['acting/workflow-triggers.test.ts', 'workflow.fire-due.before-commit'],
  '`outbox.deliver`, claiming': ['acting/workflow-crashes.test.ts', 'outbox.before-claim-commit'],
  '`outbox.deliver`, settling': ['acting/workflow-crashes.test.ts', 'outbox.before-settle-commit'],
  '`outbox.resolve`': ['acting/boundaries.test.ts', 'outbox.after-resolve'],
  '`action.propose`, `.approve`, `.reject`': ['acting/boundaries.test.ts', 'action.after-decide'],
  '`action.execute`': ['acting/actions.test.ts', 'action.before-commit'],
  '`action.rollback`': ['acting/actions.test.ts', 'action.before-rollback-commit'],
  '`action.suggest`, one owner': ['acting/suggestions.test.ts', 'action.suggest.after-proposal'],
  "a record's copy, before it is written": [
    'connections/calendar-mirror.test.ts',
    'mirror.before-begin-commit',
  ],
  'an edit of a copy that a vendor tells of': [
    'connections/calendar-mirror.test.ts',
    'mirror.before-take-commit',
  ],
  'a mail that is kept': ['connections/gmail-inbound.test.ts', 'gmail.before-capture-commit'],
};

/** Rows of one statement, or of several that stand each alone: nothing can come between. */
const single = [
  '`inbox.classify`, thinking',
  'beginning a Google consent',
  'ending one',
  'the same, after it was written',
  "a push of Gmail's",
  "a push of Google Calendar's",
  'an event of Notion’s',
  'purging',
];

test('every row of docs/transactions.md is proved here or in the file that is named', () => {
  const page = readFileSync(new URL('../../../../docs/transactions.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('packages/'))
    .map((line) => line.split('|')[1]?.trim() ?? '');
  const proved = [...operations.map(({ name }) => name), ...Object.keys(elsewhere), ...single];
  expect([...new Set(proved)].sort()).toEqual(rows.sort());
  for (const [file, word] of Object.values(elsewhere)) {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'), file).toContain(word);
  }
});
