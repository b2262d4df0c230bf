import { verifyWebhookSignature } from '@notionhq/client';
import { describe, expect, it } from 'vitest';
import { simulatedSecrets, startSimulator } from '../index.ts';
import { startApp } from './app.ts';
import { notion, rejection } from './clients.ts';
import { calendarClient, gmailClient } from './google-clients.ts';

async function start() {
  const app = await startApp();
  const at = (vendor: string) => `${app.url}/api/webhooks/${vendor}`;
  const webhookTargets = { gmail: at('gmail'), notion: at('notion'), calendar: at('google-calendar') };
  const simulator = await startSimulator({ webhookTargets });
  return {
    app,
    simulator,
    [Symbol.asyncDispose]: async () => {
      await simulator.close();
      await app[Symbol.asyncDispose]();
    },
  };
}

describe('Gmail push', () => {
  it('tells whose mailbox has news; the mail is there to be fetched', async () => {
    await using world = await start();
    const before = await gmailClient(world.simulator).users.getProfile({ userId: 'me' });
    const { subject } = await world.simulator.events({
      vendor: 'gmail',
      kind: 'mail',
      subject: 'Capture: Zürich trip',
      text: 'Book the train & the hotel',
      deliveries: 2,
    });
    const [first, again] = world.app.received;
    expect(first?.path).toBe(`/api/webhooks/gmail?token=${simulatedSecrets.googlePushToken}`);
    expect(again?.body).toBe(first?.body);
    const { message } = JSON.parse(first?.body ?? '') as { message: { data: string } };
    const data: unknown = JSON.parse(Buffer.from(message.data, 'base64').toString());
    expect(data).toEqual({ emailAddress: 'ada@example.com', historyId: Number(subject['historyId']) });
    const client = gmailClient(world.simulator);
    const changed = await client.users.history.list({
      userId: 'me',
      startHistoryId: before.data.historyId ?? '',
    });
    const id = changed.data.history?.[0]?.messagesAdded?.[0]?.message?.id ?? '';
    expect(id).toBe(subject['messageId']);
    const { data: mail } = await client.users.messages.get({ userId: 'me', id });
    expect(mail.payload?.headers).toContainEqual({ name: 'Subject', value: 'Capture: Zürich trip' });
    const body = mail.payload?.parts?.[0]?.body?.data ?? '';
    expect(Buffer.from(body, 'base64url').toString()).toBe('Book the train & the hotel');
  });

  it('can come with another token or none, and after the history was lost', async () => {
    await using world = await start();
    const startHistoryId =
      (await gmailClient(world.simulator).users.getProfile({ userId: 'me' })).data.historyId ?? '';
    await world.simulator.events({ vendor: 'gmail', kind: 'mail' });
    for (const signature of ['forged', 'missing'] as const)
      await world.simulator.events({ vendor: 'gmail', kind: 'push', signature });
    await world.simulator.events({ vendor: 'gmail', kind: 'history-lost' });
    const tokens = world.app.received.map(({ path }) =>
      new URL(path, 'http://app').searchParams.get('token'),
    );
    const good = simulatedSecrets.googlePushToken;
    expect(tokens).toEqual([good, `${good}x`, null, good]);
    const lost = gmailClient(world.simulator).users.history.list({ userId: 'me', startHistoryId });
    expect(await rejection(lost)).toMatchObject({ status: 404 });
  });
});

describe('Notion webhooks', () => {
  it("carry a signature that Notion's own check accepts, and an edit that can be read back", async () => {
    await using world = await start();
    const client = notion(world.simulator);
    const [shared] = (await client.search({})).results;
    const title = { title: [{ text: { content: 'Renamed by Ada' } }] };
    const { subject } = await world.simulator.events({
      vendor: 'notion',
      kind: 'edit',
      pageId: shared?.id ?? '',
      properties: { title },
      deliveries: 2,
    });
    const bodies = world.app.received.map(
      ({ body }) => JSON.parse(body) as { id: string; attempt_number: number },
    );
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    expect(bodies.map(({ attempt_number }) => attempt_number)).toEqual([1, 2]);
    for (const { body, headers } of world.app.received) {
      const signature = String(headers['x-notion-signature']);
      const verificationToken = simulatedSecrets.notionWebhookSecret;
      expect(await verifyWebhookSignature({ body, signature, verificationToken })).toBe(true);
      expect(await verifyWebhookSignature({ body: `${body} `, signature, verificationToken })).toBe(false);
    }
    expect(bodies[0]).toMatchObject({ type: 'page.properties_updated', entity: { id: subject['pageId'] } });
    const page = await client.pages.retrieve({ page_id: subject['pageId'] ?? '' });
    expect(page).toMatchObject({ properties: { title: { title: [{ plain_text: 'Renamed by Ada' }] } } });
  });

  it('tell of the trash, hand over the token, and refuse a page that is not there', async () => {
    await using world = await start();
    const pageId = (await notion(world.simulator).search({})).results[0]?.id ?? '';
    const trashed = await world.simulator.events({ vendor: 'notion', kind: 'edit', pageId, inTrash: true });
    expect(trashed.subject['type']).toBe('page.deleted');
    await world.simulator.events({ vendor: 'notion', kind: 'verification' });
    expect(world.app.received.at(-1)?.body).toContain(simulatedSecrets.notionWebhookSecret);
    const nowhere = world.simulator.events({ vendor: 'notion', kind: 'event', pageId: 'x' });
    await expect(nowhere).rejects.toThrow('There is no page x');
  });
});

describe('Calendar push', () => {
  const dinner = {
    summary: 'Dinner',
    start: { dateTime: '2026-03-02T19:00:00Z' },
    end: { dateTime: '2026-03-02T21:00:00Z' },
  };

  it("reaches the channel's address with its token; the change is found by sync token", async () => {
    await using world = await start();
    const client = calendarClient(world.simulator);
    const calendarId = 'primary';
    const { nextSyncToken } = (await client.events.list({ calendarId })).data;
    const address = `${world.app.url}/hook`;
    await client.events.watch({
      calendarId,
      requestBody: { id: 'c1', type: 'web_hook', address, token: 'chan' },
    });
    const { subject } = await world.simulator.events({ vendor: 'calendar', kind: 'create', event: dinner });
    const eventId = subject['eventId'] ?? '';
    await world.simulator.events({
      vendor: 'calendar',
      kind: 'edit',
      eventId,
      event: { summary: 'Late dinner' },
    });
    await world.simulator.events({ vendor: 'calendar', kind: 'notify', deliveries: 2 });
    expect(world.app.received).toHaveLength(4);
    expect(world.app.received[0]).toMatchObject({
      path: '/hook',
      body: '',
      headers: {
        'x-goog-channel-id': 'c1',
        'x-goog-channel-token': 'chan',
        'x-goog-resource-state': 'exists',
      },
    });
    const numbers = world.app.received.map(({ headers }) => headers['x-goog-message-number']);
    expect(numbers).toEqual(['1', '2', '3', '3']);
    const changed = await client.events.list({ calendarId, syncToken: nextSyncToken ?? '' });
    expect(changed.data.items).toMatchObject([{ id: eventId, summary: 'Late dinner' }]);
    await world.simulator.events({ vendor: 'calendar', kind: 'sync-lost' });
    const gone = client.events.list({ calendarId, syncToken: changed.data.nextSyncToken ?? '' });
    expect(await rejection(gone)).toMatchObject({ status: 410 });
  });

  it('says why an event cannot be deleted twice', async () => {
    await using world = await start();
    const { subject } = await world.simulator.events({ vendor: 'calendar', kind: 'create', event: dinner });
    const remove = () =>
      world.simulator.events({ vendor: 'calendar', kind: 'delete', eventId: subject['eventId'] ?? '' });
    await remove();
    await expect(remove()).rejects.toThrow('Resource has been deleted');
  });
});
