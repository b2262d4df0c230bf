import type { WebClient } from '@slack/web-api';
import type * as z from 'zod';
import type { CallContext, Door } from '../call.ts';
import { fetchWithin } from '../fetch-within.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { notSent, readVendorAnswer } from '../vendor-answer.ts';
import { readSlackFailure, SlackHttpError } from './errors.ts';
import { authTestSchema, channelsSchema, messagesSchema, openSchema, postSchema } from './schema.ts';
import { slackFor } from './web-client.ts';

const shared = { vendor: 'slack', timeoutClass: 'integration', readFailure: readSlackFailure } as const;
const authTest = defineOperation({ ...shared, name: 'auth.test', repeat: 'safe' });
const open = defineOperation({ ...shared, name: 'conversations.open', repeat: 'safe' });
const list = defineOperation({ ...shared, name: 'conversations.list', repeat: 'safe' });
const history = defineOperation({ ...shared, name: 'conversations.history', repeat: 'safe' });
const replies = defineOperation({ ...shared, name: 'conversations.replies', repeat: 'safe' });
const post = defineOperation({ ...shared, name: 'chat.postMessage', repeat: 'after-lookup' });
const respond = defineOperation({ ...shared, name: 'response_url.post', repeat: 'never' });

/** Marks what we post, so that it can be found again. */
const eventType = 'ballast_outbox';
const pageSize = 200;
/** Pages read at most before a look-up counts as unsettled: 2 000 messages or channels. */
const mostPages = 10;

/** Credentials of a workspace. */
export interface SlackAccount {
  /** A bot token. */
  readonly token: string;
  /** Whom direct messages go to. */
  readonly userId?: string | null | undefined;
}

export interface SlackMessageInput {
  /** An id, as `resolveChannel` gives it. */
  readonly channel: string;
  readonly text: string;
  /** The message whose thread it belongs to. */
  readonly threadTs?: string | null | undefined;
  readonly dedupeId: string;
}

/** Whether a message of ours is there. `unsettled`: there is more to read than anybody should. */
export type SlackLookUp =
  | { readonly kind: 'found'; readonly ts: string }
  | { readonly kind: 'absent' | 'unsettled' };

/** Slack's Web API. Every method throws what the door throws. */
export interface SlackClient {
  authTest(
    account: SlackAccount,
    context: CallContext,
  ): Promise<{ teamId: string; team: string | undefined; botUserId: string }>;
  /** The id of the direct conversation with somebody. */
  openDirect(account: SlackAccount, userId: string, context: CallContext): Promise<string>;
  /** The id of a channel given by id, by a person's id or by `#name`; null is the account's own person. */
  resolveChannel(account: SlackAccount, channel: string | null, context: CallContext): Promise<string>;
  /** Posts text, not markup: what looks like a mention in it mentions nobody. Not repeated when it may have arrived. */
  post(
    account: SlackAccount,
    message: SlackMessageInput,
    context: CallContext,
  ): Promise<{ channel: string; ts: string }>;
  /** Looks for a post by its dedupe id, among those since `sinceMs` (epoch). */
  findPosted(
    account: SlackAccount,
    message: Omit<SlackMessageInput, 'text'>,
    sinceMs: number,
    context: CallContext,
  ): Promise<SlackLookUp>;
  /** Answers a slash command at its `response_url`; only its author sees it unless `inChannel`. */
  respond(
    responseUrl: string,
    answer: { readonly text: string; readonly inChannel?: boolean },
    context: CallContext,
  ): Promise<void>;
}

/** Text as Slack wants it: the three characters its markup is made of, taken literally. */
export function escapeSlackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `response_url`s come in requests; nothing but Slack itself is called back. */
function isSlacks(responseUrl: string, apiUrl: string): boolean {
  const url = URL.parse(responseUrl);
  if (url === null) return false;
  return url.origin === 'https://hooks.slack.com' || url.origin === new URL(apiUrl).origin;
}

export function createSlackClient(door: Door, apiUrl: string): SlackClient {
  const ask = <T>(
    operation: Operation,
    { token }: SlackAccount,
    context: CallContext,
    schema: z.ZodType<T>,
    fn: (slack: WebClient) => Promise<unknown>,
  ) =>
    door.call(operation, context, async ({ signal }) =>
      readVendorAnswer(schema, await fn(slackFor(apiUrl, token, signal)), operation),
    );

  const openDirect: SlackClient['openDirect'] = async (account, users, context) => {
    const opened = await ask(open, account, context, openSchema, (slack) =>
      slack.conversations.open({ users }),
    );
    return opened.channel.id;
  };

  const channelNamed = async (account: SlackAccount, name: string, context: CallContext) => {
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const answer = await ask(list, account, context, channelsSchema, (slack) =>
        slack.conversations.list({
          limit: pageSize,
          exclude_archived: true,
          types: 'public_channel,private_channel',
          ...(cursor === undefined ? {} : { cursor }),
        }),
      );
      const found = answer.channels.find((channel) => channel.name === name);
      if (found !== undefined) return found.id;
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    throw notSent(post, 'channel_not_found');
  };

  return {
    openDirect,
    authTest: async (account, context) => {
      const answer = await ask(authTest, account, context, authTestSchema, (slack) => slack.auth.test());
      return { teamId: answer.team_id, team: answer.team, botUserId: answer.user_id };
    },
    resolveChannel: async (account, channel, context) => {
      const to = channel ?? account.userId;
      if (!to) throw notSent(post, 'no_recipient');
      if (/^[UW][A-Z0-9]{7,}$/.test(to)) return openDirect(account, to, context);
      if (/^[CDG][A-Z0-9]{7,}$/.test(to)) return to;
      return channelNamed(account, to.replace(/^#/, ''), context);
    },
    post: (account, { channel, text, threadTs, dedupeId }, context) =>
      ask(post, account, context, postSchema, (slack) =>
        slack.chat.postMessage({
          channel,
          text: escapeSlackText(text),
          metadata: { event_type: eventType, event_payload: { dedupe_id: dedupeId } },
          unfurl_links: false,
          unfurl_media: false,
          ...(threadTs ? { thread_ts: threadTs } : {}),
        }),
      ),
    findPosted: async (account, { channel, threadTs, dedupeId }, sinceMs, context) => {
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const asked = {
          channel,
          oldest: (sinceMs / 1_000).toFixed(6),
          include_all_metadata: true,
          limit: pageSize,
          ...(cursor === undefined ? {} : { cursor }),
        };
        const operation = threadTs ? replies : history;
        const answer = await ask(operation, account, context, messagesSchema, (slack) =>
          threadTs
            ? slack.conversations.replies({ ...asked, ts: threadTs })
            : slack.conversations.history(asked),
        );
        const found = answer.messages.find(
          ({ metadata }) =>
            metadata?.event_type === eventType && metadata.event_payload['dedupe_id'] === dedupeId,
        );
        if (found !== undefined) return { kind: 'found', ts: found.ts };
        cursor = answer.response_metadata?.next_cursor || undefined;
        if (cursor === undefined) return { kind: answer.has_more === true ? 'unsettled' : 'absent' };
      }
      return { kind: 'unsettled' };
    },
    respond: async (responseUrl, { text, inChannel = false }, context) => {
      if (!isSlacks(responseUrl, apiUrl)) throw notSent(respond, 'foreign_response_url');
      await door.call(respond, context, async ({ signal }) => {
        const body = { text: escapeSlackText(text), response_type: inChannel ? 'in_channel' : 'ephemeral' };
        const response = await fetchWithin(signal)(responseUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          redirect: 'error',
        });
        await response.text();
        if (!response.ok) throw new SlackHttpError(response);
      });
    },
  };
}
