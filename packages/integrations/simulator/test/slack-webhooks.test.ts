import { type Runtime, systemRuntime } from '@ballast/reliability';
import { createTestRuntime } from '@ballast/reliability/testing';
import { describe, expect, it } from 'vitest';
import { simulatedSecrets, slackSignature, startSimulator } from '../index.ts';
import { startApp } from './app.ts';
import { slack } from './clients.ts';

/** The example of Slack's own documentation on verifying requests. */
const documented = {
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestampS: 1531420618,
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};

async function start(runtime: Runtime = systemRuntime) {
  const app = await startApp();
  const simulator = await startSimulator({
    runtime,
    webhookTargets: { slack: `${app.url}/api/webhooks/slack` },
  });
  return {
    app,
    simulator,
    [Symbol.asyncDispose]: async () => {
      await simulator.close();
      await app[Symbol.asyncDispose]();
    },
  };
}

function isSigned({ headers, body }: { headers: NodeJS.Dict<string | string[]>; body: string }): boolean {
  const timestampS = Number(headers['x-slack-request-timestamp']);
  return (
    headers['x-slack-signature'] === slackSignature(simulatedSecrets.slackSigningSecret, timestampS, body)
  );
}

describe('Slack webhooks', () => {
  it("makes the signature of Slack's documented example", () => {
    const { secret, timestampS, body, signature } = documented;
    expect(slackSignature(secret, timestampS, body)).toBe(signature);
    expect(slackSignature(secret, timestampS, `${body} `)).not.toBe(signature);
  });

  it('sends a message that stands in the channel, signed over the bytes that arrive', async () => {
    await using world = await start();
    const { subject } = await world.simulator.events({ vendor: 'slack', kind: 'message', text: 'Buy milk' });
    const [request] = world.app.received;
    expect(request && isSigned(request)).toBe(true);
    expect(request?.headers).not.toHaveProperty('x-slack-retry-num');
    const payload = JSON.parse(request?.body ?? '') as { event: Record<string, unknown> };
    expect(payload).toMatchObject({
      type: 'event_callback',
      team_id: subject['team'],
      event: { ts: subject['ts'] },
    });
    const { messages } = await slack(world.simulator).conversations.history({
      channel: subject['channel'] ?? '',
    });
    expect(messages?.map(({ ts }) => ts)).toEqual([subject['ts']]);
  });

  it('sends a repeat with the same event id and the retry headers, also when the first ones were lost', async () => {
    // Every look at the clock is a second later, so that a repeat that tells its own time is found out.
    const clock = createTestRuntime();
    let reads = 0;
    const runtime = { ...clock, now: () => clock.now() + 1000 * reads++ };
    await using world = await start(runtime);
    const { deliveries } = await world.simulator.events({
      vendor: 'slack',
      kind: 'message',
      deliveries: 3,
      lost: 1,
    });
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(1);
    expect(world.app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual(['1', '2', '3']);
    expect(new Set(world.app.received.map(({ body }) => body)).size).toBe(1);
  });

  it('sends one message 11 times under different event ids', async () => {
    await using world = await start();
    await world.simulator.events({
      vendor: 'slack',
      kind: 'message',
      deliveries: 11,
      eventIds: 'different',
      concurrent: true,
    });
    const bodies = world.app.received.map(
      ({ body }) => JSON.parse(body) as { event_id: string; event: { ts: string } },
    );
    expect(new Set(bodies.map(({ event_id }) => event_id)).size).toBe(11);
    expect(new Set(bodies.map(({ event }) => event.ts)).size).toBe(1);
  });

  it('can forge, age and omit the signature', async () => {
    await using world = await start();
    for (const signature of ['forged', 'stale', 'missing'] as const) {
      await world.simulator.events({ vendor: 'slack', kind: 'message', signature });
    }
    const [forged, stale, missing] = world.app.received;
    expect(forged && isSigned(forged)).toBe(false);
    expect(forged?.headers['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
    expect(stale && isSigned(stale)).toBe(true);
    expect(Date.now() / 1000 - Number(stale?.headers['x-slack-request-timestamp'])).toBeGreaterThan(3000);
    expect(missing?.headers).not.toHaveProperty('x-slack-signature');
  });

  it('announces an edit, sends slash commands as forms, and asks for the challenge', async () => {
    await using world = await start();
    const { subject } = await world.simulator.events({ vendor: 'slack', kind: 'message', text: 'one' });
    await world.simulator.events({
      vendor: 'slack',
      kind: 'message',
      subtype: 'message_changed',
      ts: subject['ts'],
      text: 'two',
    });
    await world.simulator.events({ vendor: 'slack', kind: 'command', command: '/capture', text: 'call Sam' });
    const asked = await world.simulator.events({ vendor: 'slack', kind: 'url_verification' });
    const [, edit, command] = world.app.received;
    expect(JSON.parse(edit?.body ?? '')).toMatchObject({
      event: { subtype: 'message_changed', message: { text: 'two', edited: {} } },
    });
    const form = new URLSearchParams(command?.body);
    expect(form.get('text')).toBe('call Sam');
    const body = JSON.stringify({ response_type: 'in_channel', text: 'Filed to People' });
    const headers = { 'content-type': 'application/json' };
    await fetch(form.get('response_url') ?? '', { method: 'POST', headers, body });
    const { messages } = await slack(world.simulator).conversations.history({ channel: 'C0INBOX001' });
    expect(messages?.[0]?.text).toBe('Filed to People');
    expect(world.app.received.every(isSigned)).toBe(true);
    expect(asked.deliveries[0]?.answer).toBe(asked.subject['challenge']);
  });

  it('says what is missing, and reports an application that is not there', async () => {
    await using simulator = await startSimulator();
    const send = (body: object) =>
      fetch(`${simulator.url}/__sim/events`, { method: 'POST', body: JSON.stringify(body) });
    const nowhere = await send({ vendor: 'slack', kind: 'message' });
    expect([nowhere.status, await nowhere.text()]).toEqual([400, expect.stringContaining('target')]);
    const unknown = await send({ vendor: 'slack', kind: 'dance' });
    expect([unknown.status, await unknown.text()]).toEqual([
      400,
      expect.stringContaining('url_verification'),
    ]);
    const target = `${(await startAndStop()).url}/hook`;
    const refused = await send({ vendor: 'slack', kind: 'message', target });
    expect(await refused.json()).toMatchObject({
      deliveries: [{ status: null, error: expect.stringContaining('ECONNREFUSED') }],
    });
  });
});

async function startAndStop() {
  const app = await startApp();
  await app[Symbol.asyncDispose]();
  return app;
}
