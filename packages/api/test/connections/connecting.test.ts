import { expect, test } from 'vitest';
import { createConnectedWorld, slackToken } from './world.ts';

const slack = { vendor: 'slack', token: slackToken, userId: 'U0ADA00001' };

test('a service is connected with what it says of itself, and nothing secret comes back (I11)', async () => {
  await using world = await createConnectedWorld();
  const made = await world.mutate('integration.connect', slack);
  expect(made.data.integration).toMatchObject({
    vendor: 'slack',
    status: 'connected',
    account: 'T0SECOND01',
    settings: { userId: 'U0ADA00001', channels: [], receipts: true },
  });
  const listed = await world.query('integration.list');
  expect(
    listed.data.items.map((one: { vendor: string; status: string }) => [one.vendor, one.status]),
  ).toEqual([
    ['slack', 'connected'],
    ['notion', 'not_connected'],
    ['gmail', 'not_connected'],
    ['google_calendar', 'not_connected'],
  ]);
  expect(made.text + listed.text).not.toContain(slackToken);
});

test('credentials that the service refuses are not stored', async () => {
  await using world = await createConnectedWorld();
  const refused = await world.mutate('integration.connect', { ...slack, token: 'xoxb-invalid-token' });
  expect(refused.error.data.reason).toBe('reconnect_needed');
  const { rows } = await world.api.database.pool.query('SELECT 1 FROM "Integration"');
  expect(rows).toEqual([]);
});

test('I10 a connection is its owner’s: another neither sees, tests nor ends it', async () => {
  await using world = await createConnectedWorld();
  await world.mutate('integration.connect', slack);
  const other = await world.api.addOwner();
  const listed = await world.query('integration.list', {}, other);
  expect(listed.data.items[0].status).toBe('not_connected');
  expect((await world.mutate('integration.test', { vendor: 'slack' }, other)).status).toBe(404);
  await world.mutate('integration.disconnect', { vendor: 'slack' }, other);
  expect((await world.query('integration.list')).data.items[0].status).toBe('connected');
});

test('testing says what is wrong in words, and a dead token asks to connect again', async () => {
  await using world = await createConnectedWorld();
  await world.mutate('integration.connect', slack);
  const good = await world.mutate('integration.test', { vendor: 'slack' });
  expect(good.data).toMatchObject({ ok: true, message: 'Slack answers.' });
  world.simulator.vendor('slack').credentials.revoke(slackToken);
  const dead = await world.mutate('integration.test', { vendor: 'slack' });
  expect(dead.data).toMatchObject({
    ok: false,
    message: 'Slack: The service no longer accepts our credentials. Connect it again.',
    integration: { status: 'reconnect_needed', consecutiveFailures: 1 },
  });
  const again = await world.mutate('integration.connect', { ...slack, token: `${slackToken}-2` });
  expect(again.data.integration).toMatchObject({
    status: 'connected',
    consecutiveFailures: 0,
    lastError: null,
  });
});

test('disconnecting deletes the credentials, and Google hears of it', async () => {
  await using world = await createConnectedWorld();
  const tokens = { accessToken: 'ya29.ada@example.com-access', refreshToken: '1//ada@example.com-refresh' };
  await world.mutate('integration.connect', { vendor: 'gmail', ...tokens });
  await world.mutate('integration.connect', { vendor: 'google_calendar', ...tokens });
  const revocations = () => world.simulator.journal({ route: 'oauth.revoke' }).length;
  await world.mutate('integration.disconnect', { vendor: 'gmail' });
  // One consent stands behind both: it goes with the last.
  expect(revocations()).toBe(0);
  const ended = await world.mutate('integration.disconnect', { vendor: 'google_calendar' });
  expect(ended.data.integration.status).toBe('not_connected');
  expect(revocations()).toBe(1);
  const { rows } = await world.api.database.pool.query('SELECT 1 FROM "Integration"');
  expect(rows).toEqual([]);
});

test('a message leaves with its owner’s own credentials, and tells how it went', async () => {
  await using world = await createConnectedWorld();
  await world.mutate('integration.connect', slack);
  const workflow = await world.mutate('workflow.create', {
    name: 'Tell',
    trigger: { type: 'manual' },
    actions: [{ type: 'slack_message', params: { text: 'Ready' } }],
  });
  await world.mutate('workflow.trigger', { workflowId: workflow.data.workflow.id, trigger: {} });
  await world.runJobs();
  const { data } = await world.query('outbox.list');
  expect(data.items).toMatchObject([{ status: 'delivered' }]);
  expect(world.simulator.journal({ vendor: 'slack', route: 'chat.postMessage' })).toHaveLength(1);
  const listed = await world.query('integration.list');
  expect(listed.data.items[0].lastSuccessAt).not.toBeNull();
});

test('a refresh token that died is noticed by the next sync, and nothing is tried with it any more', async () => {
  await using world = await createConnectedWorld();
  const tokens = { accessToken: 'ya29.ada@example.com-access', refreshToken: '1//ada@example.com-revoked' };
  await world.mutate('integration.connect', { vendor: 'gmail', ...tokens });
  expect(await world.runJobs()).toEqual(['sync 200']);
  world.simulator.vendor('gmail').credentials.expire(tokens.accessToken);
  await world.api.mutate('integration.syncAll', {}, { service: true });
  expect(await world.runJobs()).toEqual(['sync 412']);
  const { data } = await world.query('integration.list');
  expect(data.items[2]).toMatchObject({
    vendor: 'gmail',
    status: 'reconnect_needed',
    consecutiveFailures: 1,
  });
  const { data: again } = await world.api.mutate('integration.syncAll', {}, { service: true });
  expect(again.enqueued).toBe(0);
});
