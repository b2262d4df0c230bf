import { newId } from '@ballast/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CallRecorder, createCallRecorder } from '../../src/call-recorder.ts';
import { silentLogger } from '../../src/logger.ts';
import { type ConnectedWorld, createConnectedWorld, slackToken } from './world.ts';

let world: ConnectedWorld;
let recorder: CallRecorder | undefined;
beforeAll(async () => {
  world = await createConnectedWorld({ onCall: (record) => recorder?.onCall(record) });
  recorder = createCallRecorder({ database: world.api.database, logger: silentLogger });
  await world.mutate('integration.connect', { vendor: 'slack', token: slackToken, userId: 'U0ADA00001' });
});
afterAll(() => world[Symbol.asyncDispose]());

interface Called {
  readonly dependency: string;
  readonly outcome?: string;
  readonly errorCode?: string;
  readonly hoursAgo?: number;
  readonly ownerId?: string;
}

/** Writes calls down as the recorder does. */
async function called(count: number, call: Called): Promise<void> {
  const { dependency, outcome = 'succeeded', errorCode = null, hoursAgo = 0, ownerId = world.owner } = call;
  const rows = Array.from({ length: count }, () => ({
    ...{ id: newId(), ownerId, dependency, operation: 'any', outcome, errorCode, attempts: 1, durationMs: 5 },
    createdAt: new Date(Date.now() - hoursAgo * 3_600_000),
  }));
  await world.api.database.kysely.insertInto('CallRecord').values(rows).execute();
}

async function healthOf(dependency: string) {
  const { data } = await world.query('integration.health');
  return data.dependencies.find((one: { dependency: string }) => one.dependency === dependency);
}

test('a week’s rate stands against its target: 95 % for a service, 99 % for AI, and meeting it is not enough', async () => {
  const other = await world.api.addOwner();
  await called(95, { dependency: 'notion' });
  await called(5, { dependency: 'notion', outcome: 'rejected', errorCode: 'dependency_unavailable' });
  await called(199, { dependency: 'openai' });
  await called(1, { dependency: 'openai', outcome: 'unknown', errorCode: 'attempt_timeout' });
  // None of these count: long ago, somebody else's, nobody's fault.
  await called(50, { dependency: 'notion', outcome: 'rejected', hoursAgo: 24 * 7 + 1 });
  await called(50, { dependency: 'notion', outcome: 'rejected', ownerId: other });
  await called(50, { dependency: 'notion', outcome: 'not_sent', errorCode: 'caller_left' });
  expect(await healthOf('notion')).toMatchObject({
    ...{ kind: 'integration', calls: 100, succeeded: 95, successRate: 0.95, target: 0.95, onTarget: false },
  });
  expect(await healthOf('openai')).toMatchObject({ kind: 'ai', target: 0.99, onTarget: true });
});

test('failures are counted by the hour, for a day', async () => {
  await called(2, { dependency: 'gmail', outcome: 'rejected', hoursAgo: 3 });
  await called(1, { dependency: 'gmail', outcome: 'unknown', hoursAgo: 3 });
  await called(4, { dependency: 'gmail', outcome: 'rejected', hoursAgo: 1 });
  await called(9, { dependency: 'gmail', outcome: 'rejected', hoursAgo: 25 });
  const { failuresByHour } = await healthOf('gmail');
  expect(failuresByHour.map(({ failures }: { failures: number }) => failures)).toEqual([3, 4]);
  expect(failuresByHour[0].hour).toMatch(/T\d\d:00:00\.000Z$/);
});

test('what is kept can be changed without the credentials, and by its owner alone (I10)', async () => {
  const other = await world.api.addOwner();
  const change = { vendor: 'slack', channels: ['C0INBOX001'] };
  expect((await world.mutate('integration.configure', change, other)).status).toBe(404);
  const { data } = await world.mutate('integration.configure', change);
  expect(data.integration).toMatchObject({
    status: 'connected',
    settings: { userId: 'U0ADA00001', channels: ['C0INBOX001'], receipts: true },
  });
  expect((await world.mutate('integration.configure', { vendor: 'slack', userId: 'ada' })).status).toBe(400);
  expect((await world.mutate('integration.configure', { ...change, token: 'xoxb-x' })).status).toBe(400);
  expect((await world.mutate('integration.test', { vendor: 'slack' })).data.ok).toBe(true);
});

test('a service that keeps failing is shown as left alone, with the time of the next try and the last error', async () => {
  world.simulator.faults([{ vendor: 'slack', rate: 1, fault: { kind: 'status', status: 503 } }]);
  for (let call = 0; call < 5; call += 1) await world.mutate('integration.test', { vendor: 'slack' });
  await recorder?.flush();
  const { data } = await world.query('integration.health');
  const slack = data.dependencies.find((one: { dependency: string }) => one.dependency === 'slack');
  expect(slack).toMatchObject({ breaker: 'open', onTarget: false });
  expect(Date.parse(slack.nextProbeAt)).toBeGreaterThan(Date.now());
  expect(data.integrations[0]).toMatchObject({
    ...{ vendor: 'slack', status: 'connected', consecutiveFailures: expect.any(Number) },
    lastError: 'Slack: The service does not answer right now.',
  });
  expect(data.integrations[0].consecutiveFailures).toBeGreaterThan(0);
});
