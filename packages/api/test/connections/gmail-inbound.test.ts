import type { WebhookInput } from '@ballast/integrations/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGoogleWorld, dyingAt, type GoogleWorld, type Person } from './google-world.ts';

let google: GoogleWorld;
beforeAll(async () => {
  google = await createGoogleWorld('handleGmail');
});
afterAll(() => google[Symbol.asyncDispose]());

type Mail = Partial<Extract<WebhookInput, { vendor: 'gmail'; kind: 'mail' }>>;
const byLabel = { capture: { kind: 'label', labelId: 'Label_1' } } as const;
const labelled = ['INBOX', 'Label_1'];

const push = async (input: WebhookInput) => {
  const { deliveries } = await google.world.simulator.events({ target: google.target, ...input });
  return deliveries.map(({ status }) => status);
};
/** A mail that arrives, and the push that tells of it. */
const mail = ({ email: account }: Person, more: Mail = {}) =>
  push({ vendor: 'gmail', kind: 'mail', account, labelIds: labelled, text: 'Pay the plumber', ...more });
/** The same without anybody telling. */
const quietly = (person: Person, more: Mail = {}) => mail(person, { ...more, signature: 'missing' });
const thoughts = async ({ owner }: Person) =>
  (
    await google.rows(
      `SELECT text, source, "externalId" FROM "InboxEntry" WHERE "ownerId" = $1 ORDER BY id`,
      [owner],
    )
  ).map(({ text, source, externalId }) => ({ text, source, externalId }) as Record<string, string>);
const texts = async (person: Person) => (await thoughts(person)).map(({ text }) => text?.split('\n')[0]);
const cursorOf = async ({ owner }: Person) =>
  (await google.rows(`SELECT cursors FROM "Integration" WHERE "ownerId" = $1`, [owner]))[0]?.['cursors'] as {
    historyId?: string;
    watchUntilMs?: number;
  };
const sync = ({ owner }: Person) => google.world.mutate('integration.sync', { vendor: 'gmail' }, owner);
const boxOf = ({ email }: Person) => google.world.simulator.vendors.gmail.gmail.mailbox(email);

test('a mail with the label becomes one thought with its subject, words and sender; another mail none', async () => {
  const person = await google.addPerson('gmail', byLabel);
  expect(await mail(person, { subject: 'Plumber', text: 'Pay him on 2027-05-05' })).toEqual([200]);
  await mail(person, { subject: 'News', labelIds: ['INBOX'] });
  expect(await google.world.runJobs()).toContain('sync 200');
  const [kept, ...others] = await thoughts(person);
  expect(kept).toEqual({
    text: 'Plumber\n\nPay him on 2027-05-05\n\nFrom Sam <sam@example.com>',
    source: 'gmail',
    externalId: expect.stringMatching(new RegExp(`^${person.email}/[0-9a-f]{16}$`)),
  });
  expect(others).toEqual([]);
  expect(await google.rows(`SELECT 1 FROM "IdempotencyRecord" WHERE response LIKE '%Plumber%'`)).toEqual([]);
});

test('a mail that was there before counts once it is given the label', async () => {
  const person = await google.addPerson('gmail', byLabel);
  await mail(person, { subject: 'Later', labelIds: ['INBOX'] });
  await google.world.runJobs();
  expect(await texts(person)).toEqual([]);
  const [there] = [...boxOf(person).mails.values()];
  if (!there) throw new Error('The mail did not arrive.');
  google.world.simulator.vendors.gmail.gmail.relabel(boxOf(person), there, ['Label_1'], []);
  await sync(person);
  expect(await texts(person)).toEqual(['Later']);
});

test('I2 eleven pushes for one mail, all at once and under different ids: one thought', async () => {
  const person = await google.addPerson('gmail', byLabel);
  const statuses = await mail(person, {
    ...{ subject: 'Eleven', deliveries: 11, eventIds: 'different', concurrent: true },
  });
  expect(statuses).toEqual(Array.from({ length: 11 }, () => 200));
  const ran = await google.world.runJobs();
  expect(await texts(person)).toEqual(['Eleven']);
  // One push that waits is as good as eleven.
  expect(ran.filter((job) => job.startsWith('sync'))).toHaveLength(1);
});

test('I2 two syncs of one mailbox at once: one thought a mail', async () => {
  const person = await google.addPerson('gmail', byLabel);
  for (const n of [1, 2, 3]) await quietly(person, { subject: `Mail ${n}` });
  const both = await Promise.all([sync(person), sync(person)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(await texts(person)).toEqual(['Mail 1', 'Mail 2', 'Mail 3']);
});

test.each(['forged', 'missing'] as const)(
  'I10 a push with a %s token is 401, and nothing follows',
  async (signature) => {
    const person = await google.addPerson('gmail', byLabel);
    expect(await mail(person, { signature })).toEqual([401]);
    expect(await google.world.runJobs()).toEqual([]);
  },
);

test('pushes that say nothing new, of nobody’s mailbox, or nothing at all', async () => {
  const person = await google.addPerson('gmail', byLabel);
  await mail(person);
  await google.world.runJobs();
  const { historyId } = await cursorOf(person);
  expect(await push({ vendor: 'gmail', kind: 'push', account: person.email, historyId: '1000' })).toEqual([
    200,
  ]);
  expect(
    await push({ vendor: 'gmail', kind: 'push', account: person.email, historyId: historyId ?? '' }),
  ).toEqual([200]);
  expect(await push({ vendor: 'gmail', kind: 'push', account: 'nobody@example.com' })).toEqual([200]);
  expect(await google.world.runJobs()).toEqual([]);
  const url = `${google.target}?token=simulated-google-push-token`;
  for (const body of ['', '{}', '{"message":{"data":"!"}}', '{"message":{"data":"e30="}}']) {
    expect((await fetch(url, { method: 'POST', body })).status).toBe(400);
  }
  expect((await fetch(url)).status).toBe(405);
});

test('nobody told: the next sync finds it', async () => {
  const person = await google.addPerson('gmail', byLabel);
  expect(await quietly(person, { subject: 'Quiet' })).toEqual([401]);
  expect(await google.syncAll()).toContain('sync 200');
  expect(await texts(person)).toEqual(['Quiet']);
});

test('a history Google has forgotten: all with the label is read anew, and nothing kept twice', async () => {
  const person = await google.addPerson('gmail', byLabel);
  await mail(person, { subject: 'Known' });
  await google.world.runJobs();
  await quietly(person, { subject: 'In the gap' });
  google.world.simulator.vendors.gmail.gmail.forgetHistory(boxOf(person));
  await quietly(person, { subject: 'After it' });
  await sync(person);
  expect((await texts(person)).sort()).toEqual(['After it', 'In the gap', 'Known']);
  const before = google.world.simulator.journal({ route: 'users.messages.get' }).length;
  await sync(person);
  expect(await texts(person)).toHaveLength(3);
  expect(google.world.simulator.journal({ route: 'users.messages.get' })).toHaveLength(before);
});

test('by address: what is sent there from when the rule was set; the rule changes without connecting again', async () => {
  const person = await google.addPerson('gmail');
  const keep = `keep.${person.email}`;
  const sent = (subject: string, to: string) =>
    quietly(person, { subject, labelIds: ['INBOX'], headers: { Cc: `Keep <${to.toUpperCase()}>` } });
  await sent('Before the rule', keep);
  await sync(person);
  expect(await texts(person)).toEqual([]);
  const capture = { kind: 'address', address: keep };
  await google.world.mutate('integration.configure', { vendor: 'gmail', capture }, person.owner);
  // Mail is dated to the second: the rule has to be of a later one than the first mail.
  const later = `"updatedAt" + interval '2 seconds'`;
  await google.rows(`UPDATE "Integration" SET "updatedAt" = ${later} WHERE "ownerId" = $1`, [person.owner]);
  expect(await google.world.runJobs()).toEqual(['sync 200']);
  expect(await texts(person)).toEqual([]);
  await sent('To keep', keep);
  await sent('To another', 'another@example.com');
  await sync(person);
  expect(await texts(person)).toEqual(['To keep']);
});

test('a label is known by its name too; one that is not there is said', async () => {
  const person = await google.addPerson('gmail', { capture: { kind: 'label', labelId: 'ballast' } });
  await mail(person, { subject: 'By name' });
  await google.world.runJobs();
  expect(await texts(person)).toEqual(['By name']);
  const capture = { kind: 'label', labelId: 'Nowhere' };
  await google.world.mutate('integration.configure', { vendor: 'gmail', capture }, person.owner);
  expect(await google.world.runJobs()).toEqual(['sync 502']);
  const { data } = await google.world.query('integration.list', {}, person.owner);
  expect(data.items[2].lastError).toBe('Gmail: There is no such label in the mailbox. Choose another one.');
});

const points = [
  'gmail.before-capture-commit',
  'gmail.after-capture',
  'gmail.before-cursor',
  'sync.before-cursor-commit',
];

test.each(points)('I1 I2 a crash at %s loses nothing and keeps nothing twice', async (point) => {
  const person = await google.addPerson('gmail', byLabel);
  for (const n of [1, 2, 3]) await quietly(person, { subject: `Mail ${n}` });
  await using dying = await dyingAt(google, point);
  const died = await dying.mutate('integration.sync', { vendor: 'gmail' }, { owner: person.owner });
  expect(died.status).toBe(500);
  await sync(person);
  expect(await texts(person)).toEqual(['Mail 1', 'Mail 2', 'Mail 3']);
});

test('a mail that cannot be read holds up no other, and is not passed over', async () => {
  const person = await google.addPerson('gmail', byLabel);
  for (const n of [1, 2]) await quietly(person, { subject: `Mail ${n}` });
  google.world.simulator.faults([
    { vendor: 'gmail', route: 'users.messages.get', times: 1, fault: { kind: 'status', status: 400 } },
  ]);
  expect((await sync(person)).status).toBe(502);
  expect(await texts(person)).toEqual(['Mail 2']);
  expect((await sync(person)).status).toBe(200);
  expect(await texts(person)).toEqual(['Mail 2', 'Mail 1']);
});

test('Google is asked to tell of news, again before it stops, and not in between', async () => {
  const person = await google.addPerson('gmail', byLabel);
  const watches = () => google.world.simulator.journal({ route: 'users.watch' }).length;
  expect(boxOf(person).watch?.topicName).toBe('projects/simulated/topics/gmail');
  const before = watches();
  await sync(person);
  expect(watches()).toBe(before);
  const soon = Date.now() + 5 * 86_400_000;
  await google.rows(
    `UPDATE "Integration" SET cursors = cursors || jsonb_build_object('watchUntilMs', $2::bigint) WHERE "ownerId" = $1`,
    [person.owner, soon],
  );
  await sync(person);
  expect(watches()).toBe(before + 1);
  expect((await cursorOf(person)).watchUntilMs).toBeGreaterThan(soon);
});

test('a token that ended is renewed on the way; one that is dead asks to connect again, and nothing is lost', async () => {
  const person = await google.addPerson('gmail', byLabel);
  const { credentials } = google.world.simulator.vendor('gmail');
  credentials.expire(person.tokens.accessToken);
  await quietly(person, { subject: 'While it ended' });
  await sync(person);
  await google.world.runJobs();
  expect(await texts(person)).toEqual(['While it ended']);
  await google.rows(`UPDATE "Integration" SET status = 'reconnect_needed' WHERE "ownerId" = $1`, [
    person.owner,
  ]);
  expect(await mail(person, { subject: 'While it was dead' })).toEqual([200]);
  expect(await google.world.runJobs()).toEqual([]);
  await google.world.mutate(
    'integration.connect',
    { vendor: 'gmail', ...person.tokens, ...byLabel },
    person.owner,
  );
  await google.world.runJobs();
  expect(await texts(person)).toEqual(['While it ended', 'While it was dead']);
});
