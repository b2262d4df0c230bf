import { createTestRuntime } from '@ballast/reliability/testing';
import { auth, gmail } from '@googleapis/gmail';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../index.ts';
import { rejection } from './clients.ts';
import { gmailClient } from './google-clients.ts';

const runtime = createTestRuntime();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ runtime });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const me = { userId: 'me' };

function draftOf(dedupeId: string) {
  const raw = `To: sam@example.com\r\nSubject: Hello\r\nX-Dedupe: ${dedupeId}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nZürich`;
  return { ...me, requestBody: { message: { raw: Buffer.from(raw).toString('base64url') } } };
}

function receive(subject: string, labelIds = ['INBOX', 'UNREAD']) {
  const { gmail: state } = simulator.vendors.gmail;
  return state.add(
    state.mailbox('ada@example.com'),
    `From: Sam <sam@example.com>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.com>\r\n\r\nabout ${subject}`,
    labelIds,
  );
}

describe('Gmail', () => {
  it('answers clients that set the root for one call and for all of them', async () => {
    expect((await gmailClient(simulator).users.getProfile(me)).data.emailAddress).toBe('ada@example.com');
    const token = new auth.OAuth2();
    token.setCredentials({ access_token: 'ya29.bob@example.com' });
    const plain = gmail({ version: 'v1', auth: token });
    const { data } = await plain.users.getProfile(me, { rootUrl: `${simulator.url}/google/`, retry: false });
    expect(data.emailAddress).toBe('bob@example.com');
  });

  it('keeps a draft whose own header can be found again', async () => {
    const client = gmailClient(simulator);
    const { data: draft } = await client.users.drafts.create(draftOf('out-1'));
    const { data: list } = await client.users.drafts.list({ ...me, q: 'subject:hello' });
    expect(list.drafts?.map(({ id }) => id)).toEqual([draft.id]);
    const { data: found } = await client.users.drafts.get({ ...me, id: draft.id ?? '', format: 'full' });
    expect(found.message?.labelIds).toEqual(['DRAFT']);
    expect(found.message?.payload?.headers).toContainEqual({ name: 'X-Dedupe', value: 'out-1' });
    expect(Buffer.from(found.message?.payload?.body?.data ?? '', 'base64url').toString()).toBe('Zürich');
    await client.users.drafts.delete({ ...me, id: draft.id ?? '' });
    expect((await client.users.drafts.list(me)).data.drafts).toBeUndefined();
    expect(await rejection(client.users.drafts.create({ ...me, requestBody: {} }))).toMatchObject({
      status: 400,
    });
  });

  it('lists and searches messages in pages, newest first, without spam', async () => {
    const [one, two] = [receive('one'), receive('two')];
    receive('junk', ['SPAM']);
    const client = gmailClient(simulator);
    const first = await client.users.messages.list({ ...me, maxResults: 1 });
    const second = await client.users.messages.list({ ...me, pageToken: first.data.nextPageToken ?? '' });
    expect([first.data.messages?.[0]?.id, second.data.messages?.[0]?.id]).toEqual([two.id, one.id]);
    const found = await client.users.messages.list({
      ...me,
      q: 'from:sam is:unread -two rfc822msgid:one@example.com',
    });
    expect(found.data.messages?.map(({ id }) => id)).toEqual([one.id]);
    const { data } = await client.users.messages.get({
      ...me,
      id: one.id,
      format: 'metadata',
      metadataHeaders: ['Subject'],
    });
    expect(data.payload?.headers).toEqual([{ name: 'Subject', value: 'one' }]);
    expect(await rejection(client.users.messages.get({ ...me, id: 'nowhere' }))).toMatchObject({
      status: 404,
    });
  });

  it('tells what changed since a history id, and 404 when that is forgotten', async () => {
    const client = gmailClient(simulator);
    const { data: start } = await client.users.watch({
      ...me,
      requestBody: { topicName: 'projects/ballast/topics/mail', labelIds: ['INBOX'] },
    });
    expect(Number(start.expiration) - runtime.now()).toBe(7 * 86_400_000);
    const startHistoryId = start.historyId ?? '';
    const mail = receive('news');
    await client.users.messages.modify({ ...me, id: mail.id, requestBody: { removeLabelIds: ['UNREAD'] } });
    const { data } = await client.users.history.list({
      ...me,
      startHistoryId,
      historyTypes: ['messageAdded'],
    });
    expect(data.history).toMatchObject([{ messagesAdded: [{ message: { id: mail.id } }] }]);
    const all = await client.users.history.list({ ...me, startHistoryId });
    expect(all.data.history).toMatchObject([{}, { labelsRemoved: [{ labelIds: ['UNREAD'] }] }]);
    const { gmail: state } = simulator.vendors.gmail;
    state.forgetHistory(state.mailbox('ada@example.com'));
    expect(await rejection(client.users.history.list({ ...me, startHistoryId }))).toMatchObject({
      status: 404,
    });
    const now = await client.users.history.list({ ...me, startHistoryId: all.data.historyId ?? '' });
    expect(now.data.history).toBeUndefined();
  });

  it('creates a label once', async () => {
    const client = gmailClient(simulator);
    const { data } = await client.users.labels.create({ ...me, requestBody: { name: 'To capture' } });
    expect((await client.users.labels.get({ ...me, id: data.id ?? '' })).data.name).toBe('To capture');
    const again = client.users.labels.create({ ...me, requestBody: { name: 'to capture' } });
    expect(await rejection(again)).toMatchObject({ status: 409 });
  });

  it('gives the wait inside the message, as the real one does', async () => {
    simulator.faults([{ fault: { preset: 'gmail.user_rate_limit_exceeded' } }]);
    const limited = await rejection(gmailClient(simulator).users.getProfile(me));
    const until = /Retry after (\S+)/.exec(String(limited['message']))?.[1] ?? '';
    expect(limited['status']).toBe(403);
    expect(Date.parse(until) - runtime.now()).toBe(3000);
  });
});
