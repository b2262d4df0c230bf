import { createTestRuntime } from '@ballast/reliability/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../index.ts';
import { rejection, slack } from './clients.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const metadata = { event_type: 'ballast_outbox', event_payload: { dedupe_id: 'out-1' } };

describe('Slack', () => {
  it('keeps what is posted, with the metadata by which it can be found again', async () => {
    const client = slack(simulator);
    const posted = await client.chat.postMessage({ channel: 'C0INBOX001', text: 'Filed', metadata });
    const { messages } = await client.conversations.history({
      channel: 'C0INBOX001',
      include_all_metadata: true,
    });
    expect(messages).toEqual([expect.objectContaining({ ts: posted.ts, metadata })]);
    const blind = await client.conversations.history({ channel: 'C0INBOX001' });
    expect(blind.messages?.[0]).not.toHaveProperty('metadata');
  });

  it('keeps replies in their thread and opens a direct conversation once', async () => {
    const client = slack(simulator);
    const root = await client.chat.postMessage({ channel: '#inbox', text: 'root' });
    await client.chat.postMessage({ channel: '#inbox', text: 'reply', thread_ts: root.ts ?? '' });
    const thread = await client.conversations.replies({ channel: 'C0INBOX001', ts: root.ts ?? '' });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['root', 'reply']);
    expect((await client.conversations.history({ channel: 'C0INBOX001' })).messages).toHaveLength(1);
    const opened = await client.conversations.open({ users: 'U0ADA00001' });
    expect(await client.conversations.open({ users: 'U0ADA00001' })).toMatchObject({
      channel: { id: opened.channel?.id },
      already_open: true,
    });
  });

  it.each([
    ['invalid_auth', 'xoxb-invalid', 'C0INBOX001'],
    ['token_revoked', 'xoxb-revoked', 'C0INBOX001'],
    ['account_inactive', 'xoxb-inactive', 'C0INBOX001'],
    ['channel_not_found', 'xoxb-test', 'C0NOWHERE1'],
    ['not_in_channel', 'xoxb-test', 'C0PRIVATE1'],
  ])('says %s with HTTP 200 and ok: false', async (error, token, channel) => {
    const failed = await rejection(slack(simulator, token).chat.postMessage({ channel, text: 'x' }));
    expect(failed['data']).toMatchObject({ ok: false, error });
    expect(simulator.journal()).toMatchObject([{ status: 200, tookEffect: false }]);
  });

  it('keeps the workspaces of two tokens apart', async () => {
    await slack(simulator, 'xoxb-T0FIRST001-a').chat.postMessage({ channel: 'C0INBOX001', text: 'mine' });
    const other = await slack(simulator, 'xoxb-T0SECOND01-b').conversations.history({
      channel: 'C0INBOX001',
    });
    expect(other.messages).toEqual([]);
    expect(await slack(simulator, 'xoxb-T0SECOND01-b').auth.test()).toMatchObject({ team_id: 'T0SECOND01' });
  });

  it('takes one message a second and channel when it is as strict as the real one', async () => {
    const runtime = createTestRuntime();
    await using strict = await startSimulator({ runtime, slackRateLimit: true });
    const post = () => slack(strict).chat.postMessage({ channel: 'C0INBOX001', text: 'x' });
    await post();
    expect(await rejection(post())).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
    await runtime.advance(1000);
    await post();
    expect(strict.journal().map(({ tookEffect }) => tookEffect)).toEqual([true, false, true]);
  });
});
