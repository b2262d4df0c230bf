import { simulatedSecrets } from '@ballast/integrations/simulator';
import { systemRuntime } from '@ballast/reliability';
import { expect, test } from 'vitest';
import { createListeningWorld, thought } from './slack-world.ts';
import { slackToken } from './world.ts';

test('I1 a message is stored with its job, captured once, and its text stays in the inbox alone', async () => {
  await using slack = await createListeningWorld();
  expect(await slack.say()).toEqual([200]);
  expect(await slack.thoughts()).toEqual([]);
  expect(await slack.stored()).toHaveLength(2);
  expect(await slack.world.runJobs()).toContain('inbound 200');
  expect(await slack.thoughts()).toEqual([
    {
      ownerId: slack.world.owner,
      text: thought,
      source: 'slack',
      externalId: expect.stringMatching(/^T0SECOND01\/C0INBOX001\/\d+\.\d+$/),
    },
  ]);
  const events = await slack.stored();
  expect(events.map(({ payload }) => payload)).toEqual([null, null]);
  expect(events.filter(({ processedAt }) => processedAt !== null)).toHaveLength(1);
  const elsewhere = await slack.rows(
    `SELECT response::text AS kept FROM "IdempotencyRecord" WHERE response::text LIKE '%Quartermain%'`,
  );
  expect(elsewhere).toEqual([]);
});

test.each(['forged', 'stale', 'missing'] as const)(
  'a %s signature is 401, and nothing is stored',
  async (signature) => {
    await using slack = await createListeningWorld();
    expect(await slack.say({ signature })).toEqual([401]);
    expect(await slack.stored()).toEqual([]);
  },
);

test('a request is genuine for 300 s by our clock, either way', async () => {
  let aheadMs = 0;
  const runtime = { ...systemRuntime, now: () => systemRuntime.now() + aheadMs };
  await using slack = await createListeningWorld({ runtime });
  const answers: unknown[] = [];
  for (const seconds of [295, 302, -295, -302]) {
    aheadMs = seconds * 1_000;
    answers.push(...(await slack.say()));
  }
  expect(answers).toEqual([200, 401, 200, 401]);
});

test('I2 a replayed event makes one thought, whether it comes before or after its job', async () => {
  await using slack = await createListeningWorld();
  expect(await slack.say({ deliveries: 3, ts: '1764000000.000100' })).toEqual([200, 200, 200]);
  // One row for the event's id, one for the message's identity.
  expect(await slack.stored()).toHaveLength(2);
  await slack.world.runJobs();
  expect(await slack.say({ ts: '1764000000.000100' })).toEqual([200]);
  await slack.world.runJobs();
  expect(await slack.thoughts()).toHaveLength(1);
});

test('I2 one message announced 11 times at once under different event ids makes one thought', async () => {
  await using slack = await createListeningWorld();
  const answers = await slack.say({ deliveries: 11, eventIds: 'different', concurrent: true });
  expect(answers).toEqual(Array.from({ length: 11 }, () => 200));
  const called = await slack.world.runJobs();
  expect(called.filter((job) => job.startsWith('inbound'))).toEqual(['inbound 200']);
  expect(await slack.thoughts()).toHaveLength(1);
});

test('a repeat may be the only request that arrives: its retry header does not drop it', async () => {
  await using slack = await createListeningWorld();
  expect(await slack.say({ lost: 2 })).toEqual([200]);
  await slack.world.runJobs();
  expect(await slack.thoughts()).toHaveLength(1);
});

test('I10 another workspace, another person and another channel reach nobody’s inbox', async () => {
  await using slack = await createListeningWorld();
  const { pool } = slack.world.api.database;
  await pool.query(`UPDATE "Integration" SET settings = settings || '{"channels": ["C0OTHER001"]}'`);
  expect(await slack.say()).toEqual([200]);
  await pool.query(`UPDATE "Integration" SET settings = settings || '{"channels": []}'`);
  expect(await slack.say({ user: 'U0BOB00001' })).toEqual([200]);
  await pool.query(`UPDATE "Integration" SET "accountRef" = 'T0ELSEWHERE'`);
  expect(await slack.say()).toEqual([200]);
  expect(await slack.stored()).toEqual([]);
});

test('I10 in a shared workspace a message is its own person’s, not that of who takes everybody’s', async () => {
  await using slack = await createListeningWorld();
  const other = await slack.world.api.addOwner();
  const everybody = { vendor: 'slack', token: `${slackToken}-2`, userId: null };
  await slack.world.mutate('integration.connect', everybody, other);
  await slack.say();
  await slack.say({ user: 'U0BOB00001', text: 'Somebody else' });
  await slack.world.runJobs();
  expect((await slack.thoughts()).map(({ ownerId, text }) => [ownerId, text])).toEqual([
    [slack.world.owner, thought],
    [other, 'Somebody else'],
  ]);
});

test('bots, edits and deletions are no thoughts', async () => {
  await using slack = await createListeningWorld();
  const ts = '1764000000.000200';
  expect(await slack.say({ botId: 'B0BALLAST1' })).toEqual([200]);
  expect(await slack.say({ ts, user: 'U0BOB00001' })).toEqual([200]);
  expect(await slack.say({ ts, subtype: 'message_changed' })).toEqual([200]);
  expect(await slack.say({ ts, subtype: 'message_deleted' })).toEqual([200]);
  expect(await slack.say({ subtype: 'channel_join' })).toEqual([200]);
  expect(await slack.stored()).toEqual([]);
});

test('answers the challenge', async () => {
  await using slack = await createListeningWorld();
  const challenge = { vendor: 'slack', kind: 'url_verification', target: slack.target } as const;
  const { deliveries, subject } = await slack.world.simulator.events(challenge);
  expect(deliveries[0]).toMatchObject({ status: 200, answer: subject['challenge'] });
});

test('/capture keeps and /brain finds, for the person whose connection it is', async () => {
  await using slack = await createListeningWorld();
  expect(await slack.command('/capture', thought)).toEqual({
    response_type: 'ephemeral',
    text: 'Kept. It is being filed.',
  });
  await slack.world.runJobs();
  expect(await slack.thoughts()).toMatchObject([{ text: thought, source: 'slack' }]);
  expect((await slack.command('/brain', 'Quartermain')).text).toContain('Quartermain');
  expect((await slack.command('/brain', 'zeppelin')).text).toBe('Nothing was found.');
  expect((await slack.command('/capture', ' ')).text).toContain('Write what to keep');
  expect((await slack.command('/brain', ' ')).text).toContain('empty');
  expect((await slack.command('/brain', 'Quartermain', 'U0BOB00001')).text).toContain('does not know you');
});

test('I10 who takes everybody’s messages still shows nobody else what is kept', async () => {
  await using slack = await createListeningWorld();
  await slack.command('/capture', thought);
  await slack.world.runJobs();
  expect((await slack.command('/brain', 'Quartermain')).text).toContain('Quartermain');
  await slack.world.api.database.pool.query(
    `UPDATE "Integration" SET settings = settings || '{"userId": null}'`,
  );
  expect((await slack.command('/brain', 'Quartermain')).text).toContain('does not know you');
});

test('I4 a filed message is answered once in its thread; where no answer is wanted there is none', async () => {
  await using slack = await createListeningWorld();
  const ts = '1764000000.000400';
  await slack.say({ ts, deliveries: 2, eventIds: 'different' });
  await slack.world.runJobs();
  const posted = slack.world.simulator.journal({ route: 'chat.postMessage' });
  expect(posted).toHaveLength(1);
  const messages = `SELECT "dedupeId", status, payload FROM "OutboxMessage"`;
  expect(await slack.rows(messages)).toEqual([
    {
      dedupeId: expect.stringMatching(/^receipt:/),
      status: 'delivered',
      payload: {
        text: expect.stringMatching(/^Filed to Admin: .*Quartermain.*, \d+ %$/),
        channel: 'C0INBOX001',
        threadTs: ts,
      },
    },
  ]);
  await slack.command('/capture', thought);
  await slack.world.api.database.pool.query(
    `UPDATE "Integration" SET settings = settings || '{"receipts": false}'`,
  );
  await slack.say();
  await slack.world.runJobs();
  expect(await slack.thoughts()).toHaveLength(3);
  expect(await slack.rows(messages)).toHaveLength(1);
});

test('markup is read as a person reads it, and a text longer than a thought becomes several', async () => {
  await using slack = await createListeningWorld();
  await slack.say({ text: 'See <https://example.test/a|the plan> &amp; <https://example.test/b> \u0000' });
  await slack.say({ text: 'x'.repeat(10_001) });
  await slack.world.runJobs();
  const thoughts = await slack.thoughts();
  expect(thoughts.map(({ text }) => text.slice(0, 60).length)).toEqual([60, 60, 1]);
  expect(thoughts[0]?.text).toBe('See the plan (https://example.test/a) & https://example.test/b');
  expect(thoughts[2]?.externalId).toBe(`${thoughts[1]?.externalId}#2`);
});

test('I1 when the job cannot be written the message is not kept either, and Slack is told to come again', async () => {
  const logged: string[] = [];
  const log = (fields: object, message: string) => void logged.push(JSON.stringify([fields, message]));
  await using slack = await createListeningWorld({ logger: { info: log, warn: log, error: log } });
  const { pool } = slack.world.api.database;
  await pool.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused: %', NEW.payload; END $$`,
  );
  await pool.query(
    `CREATE TRIGGER refuse BEFORE INSERT ON graphile_worker._private_jobs FOR EACH ROW EXECUTE FUNCTION refuse()`,
  );
  expect(await slack.say({ ts: '1764000000.000300' })).toEqual([503]);
  expect(await slack.stored()).toEqual([]);
  await pool.query('DROP TRIGGER refuse ON graphile_worker._private_jobs');
  expect(await slack.say({ ts: '1764000000.000300', lost: 1 })).toEqual([200]);
  await slack.world.runJobs();
  expect(await slack.thoughts()).toHaveLength(1);
  expect(logged.some((line) => line.includes('webhook failed'))).toBe(true);
  // I11: neither what was written nor what it is signed with.
  expect(logged.join('\n')).not.toMatch(/Quartermain/);
  expect(logged.join('\n')).not.toContain(simulatedSecrets.slackSigningSecret);
});

test('what is no POST, too large or not set up is told so', async () => {
  await using slack = await createListeningWorld();
  expect((await fetch(slack.target)).status).toBe(405);
  const large = await fetch(slack.target, { method: 'POST', body: 'x'.repeat(1_048_577) });
  expect(large.status).toBe(413);
  const { abroad } = slack.world;
  await using bare = await createListeningWorld({
    abroad: { ...abroad, settings: { ...abroad.settings, slackSigningSecret: undefined } },
  });
  expect(await bare.say()).toEqual([404]);
  expect(await bare.stored()).toEqual([]);
});

test('I1 a message is kept while the connection has to be renewed: taking it needs no token', async () => {
  await using slack = await createListeningWorld();
  await slack.world.api.database.pool.query(`UPDATE "Integration" SET status = 'reconnect_needed'`);
  expect(await slack.say()).toEqual([200]);
  await slack.world.runJobs();
  expect(await slack.thoughts()).toMatchObject([{ ownerId: slack.world.owner, text: thought }]);
});
