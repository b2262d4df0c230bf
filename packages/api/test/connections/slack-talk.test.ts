import { afterAll, beforeAll, expect, test } from 'vitest';
import { createListeningWorld, person, thought } from './slack-world.ts';
import { slackToken } from './world.ts';

/** The person's direct conversation with the app, and that of a colleague with theirs. */
const direct = `D${person.slice(1)}`;
const colleague = 'U0GRACE001';

interface Written {
  readonly channel: string;
  readonly text: string;
  readonly threadTs: string | undefined;
  readonly botId: string | undefined;
}

let slack: Awaited<ReturnType<typeof createListeningWorld>>;
let seconds = 1_764_000_000;

beforeAll(async () => {
  slack = await createListeningWorld();
  // As somebody does who writes to the app first.
  await fetch(`${slack.world.simulator.url}/slack/api/conversations.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slackToken}` },
    body: new URLSearchParams({ users: person }),
  });
});
afterAll(() => slack[Symbol.asyncDispose]());

/** Has a thought kept, and filed unless told otherwise; returns what its thread is known by. */
async function kept(options: { text?: string; filed?: boolean } = {}): Promise<string> {
  const ts = nextTs();
  await slack.say({ ts, ...(options.text === undefined ? {} : { text: options.text }) });
  if (options.filed !== false) await slack.world.runJobs();
  return ts;
}

function nextTs(): string {
  seconds += 1;
  return `${seconds}.000100`;
}

/** What the app itself wrote in a channel, or in one of its threads. */
function wrote(channel: string, threadTs?: string): string[] {
  const { messages } = slack.world.simulator.state().slack as { messages: readonly Written[] };
  return messages
    .filter((one) => one.channel === channel && one.botId !== undefined)
    .filter((one) => threadTs === undefined || one.threadTs === threadTs)
    .map(({ text }) => text);
}

function entryOf(ts: string) {
  return slack.rows(
    `SELECT entry."ownerId", entry.category, entry.status, record.category AS drawer FROM "InboxEntry" AS entry
     LEFT JOIN "Record" AS record ON record.id = "recordId" WHERE "externalId" LIKE '%/${ts}'`,
  );
}

test('fix: in the thread moves the thought, once, and says so there', async () => {
  const ts = await kept();
  const fix = { text: 'Fix: Projects', threadTs: ts, deliveries: 3, eventIds: 'different' } as const;
  expect(await slack.say(fix)).toEqual([200, 200, 200]);
  await slack.world.runJobs();
  expect(await entryOf(ts)).toMatchObject([{ category: 'projects', status: 'fixed', drawer: 'projects' }]);
  expect(await slack.rows(`SELECT "fromCategory", "toCategory" FROM "Correction"`)).toEqual([
    { fromCategory: 'admin', toCategory: 'projects' },
  ]);
  expect(wrote('C0INBOX001', ts)).toEqual([expect.stringMatching(/^Filed to Admin/), 'Moved to Projects.']);
});

test('fix: that is worked on before its message moves it all the same', async () => {
  const ts = await kept({ filed: false });
  await slack.say({ text: 'fix: ideas', threadTs: ts });
  await slack.world.api.database.pool.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 minute'
     WHERE id = (SELECT max(id) FROM graphile_worker._private_jobs)`,
  );
  await slack.world.runJobs();
  expect(await entryOf(ts)).toMatchObject([{ category: 'ideas', status: 'fixed', drawer: 'ideas' }]);
  expect(wrote('C0INBOX001', ts)).toEqual(['Moved to Ideas.']);
});

test('fix: with a word that is no drawer, or where nothing was kept, changes nothing and says why', async () => {
  const ts = await kept();
  const elsewhere = nextTs();
  await slack.say({ text: 'fix: the roof', threadTs: ts });
  await slack.say({ text: 'fix: ideas', threadTs: elsewhere });
  await slack.world.runJobs();
  expect(await entryOf(ts)).toMatchObject([{ category: 'admin', status: 'filed' }]);
  expect(wrote('C0INBOX001', ts).at(-1)).toContain('knows people, projects, ideas and admin');
  expect(wrote('C0INBOX001', elsewhere)).toEqual([
    'Nothing of this thread was kept, so there is nothing to move.',
  ]);
});

test('outside a thread, fix: is a thought like any other', async () => {
  const ts = await kept({ text: 'fix: the roof before winter' });
  expect(await entryOf(ts)).toHaveLength(1);
});

test('I10 fix: by another person of the workspace moves their own thoughts alone', async () => {
  const ts = await kept();
  const other = await slack.world.api.addOwner();
  const connection = { vendor: 'slack', token: `${slackToken}-2`, userId: colleague };
  await slack.world.mutate('integration.connect', connection, other);
  await slack.say({ text: 'fix: ideas', threadTs: ts, user: colleague });
  await slack.world.runJobs();
  expect(await entryOf(ts)).toMatchObject([
    { ownerId: slack.world.owner, category: 'admin', status: 'filed' },
  ]);
});

test('a forged fix: is refused before it is looked at', async () => {
  const ts = await kept();
  expect(await slack.say({ text: 'fix: ideas', threadTs: ts, signature: 'forged' })).toEqual([401]);
  await slack.world.runJobs();
  expect(await entryOf(ts)).toMatchObject([{ category: 'admin', status: 'filed' }]);
});

test('a question is answered beside it with its sources, and nothing is filed', async () => {
  await kept();
  const question = { channel: direct, ts: nextTs() };
  const inVain = { channel: direct, ts: nextTs() };
  await slack.say({ ...question, text: 'When is the Quartermain water bill due?', deliveries: 2 });
  await slack.say({ ...inVain, text: 'Who is the zeppelin captain?' });
  await slack.world.runJobs();
  expect(wrote(direct, question.ts)).toEqual([
    expect.stringMatching(/Quartermain[\s\S]*\(Admin, due 2027-05-05\)/),
  ]);
  expect(wrote(direct, inVain.ts)).toEqual([
    expect.stringContaining('Nothing you have written down answers this'),
  ]);
  expect([...(await entryOf(question.ts)), ...(await entryOf(inVain.ts))]).toEqual([]);
  expect(await slack.rows(`SELECT 1 FROM "InboundEvent" WHERE payload IS NOT NULL`)).toEqual([]);
});

test('I10 a question asked where others read is answered to the person directly, and to nobody else', async () => {
  await kept();
  const [inChannel, inDirect] = [wrote('C0INBOX001').length, wrote(direct).length];
  await slack.say({ text: 'When is the Quartermain water bill due?' });
  await slack.say({ text: 'When is the Quartermain water bill due?', user: 'U0STRANGER' });
  await slack.world.runJobs();
  expect(wrote('C0INBOX001')).toHaveLength(inChannel);
  expect(wrote(direct).slice(inDirect)).toEqual([expect.stringContaining('Quartermain')]);
});

test('/brain answers questions with sources and searches on request, filing nothing', async () => {
  await kept();
  const before = await slack.thoughts();
  const asked = await slack.command('/brain', 'when is the Quartermain water bill due?');
  expect(asked.text).toMatch(/\(Admin, due 2027-05-05\)/);
  const found = await slack.command('/brain', 'search Quartermain');
  expect(found.text).toMatch(/\*.*Quartermain.*\* \(Admin\)/);
  expect((await slack.command('/brain', 'search')).text).toContain('empty');
  await slack.world.runJobs();
  expect(await slack.thoughts()).toEqual(before);
  expect(before.map(({ text }) => text)).toContain(thought);
});

test('I9 a digest reaches its owner in Slack exactly once, also when the first answer was lost', async () => {
  const { world } = slack;
  await kept({ text: 'ask <Sam> & Co. about the *roof*' });
  await world.mutate('account.update', { digestToSlack: true });
  world.simulator.faults([{ vendor: 'slack', route: 'chat.postMessage', fault: 'reset-after-effect' }]);
  const make = () => world.api.mutate('digest.generateDaily', { ownerId: world.owner }, { service: true });
  await Promise.all([make(), make(), make(), make()]);
  const delivered = async () => (await world.query('digest.list')).data.items[0].deliveredAt as string | null;
  expect(await delivered()).toBeNull();
  for (let round = 0; round < 3; round += 1) {
    await world.runJobs();
    await world.hurry();
  }
  await make();
  await world.runJobs();
  const digests = wrote(direct).filter((text) => text.includes('Came in:'));
  expect(digests).toHaveLength(1);
  // The wire carries Slack's three entities once: it shows what was written.
  expect(digests[0]).toContain('ask &lt;Sam&gt; &amp; Co.');
  expect(await delivered()).not.toBeNull();
});

test('I1 what could not be worked on is shown to its owner alone, and done when they say so', async () => {
  const { world } = slack;
  const ts = await kept({ filed: false, text: 'Water the orchids before the trip' });
  const { pool } = world.api.database;
  const list = async (as?: string) => (await world.query('inbound.waiting', undefined, as)).data.items;
  // On its way, it is nobody's worry yet.
  expect(await list()).toEqual([]);
  await pool.query(
    `UPDATE "InboundEvent" SET "receivedAt" = now() - interval '1 day' WHERE payload IS NOT NULL`,
  );
  // Its job has used up all its attempts.
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET attempts = max_attempts, run_at = now() + interval '1 day' WHERE key LIKE 'inbound:%'`,
  );
  const [item] = await list();
  expect(item).toMatchObject({ vendor: 'slack', text: 'Water the orchids before the trip' });
  const other = await world.api.addOwner();
  expect(await list(other)).toEqual([]);
  expect((await world.mutate('inbound.retry', { id: item.id }, other)).status).toBe(404);
  await world.runJobs();
  expect(await entryOf(ts)).toEqual([]);
  expect((await world.mutate('inbound.retry', { id: item.id })).status).toBe(200);
  const { rows } = await pool.query(`SELECT attempts FROM graphile_worker._private_jobs WHERE key = $1`, [
    `inbound:${item.id}`,
  ]);
  expect(rows).toEqual([{ attempts: 0 }]);
  await world.runJobs();
  expect(await entryOf(ts)).toHaveLength(1);
  expect(await list()).toEqual([]);
  expect((await world.mutate('inbound.retry', { id: item.id })).status).toBe(404);
});
