import type { JsonObject } from '../json.ts';
import { findChannel } from '../vendors/slack/chat.ts';
import { appId, botUserId, type SlackMessage, type Team } from '../vendors/slack/state.ts';
import { type Turn, takeTurns } from './delivery-plan.ts';
import { type PostOffice, type Problem, targetOf, type WebhookReport } from './post-office.ts';
import { forged, slackSignature } from './signatures.ts';
import type { SlackWebhook } from './slack-schema.ts';

type Said = Extract<SlackWebhook, { kind: 'message' }>;
type Command = Extract<SlackWebhook, { kind: 'command' }>;

const hourS = 3600;

interface Content {
  readonly type: string;
  readonly body: (eventId: string) => string;
  readonly subject: Readonly<Record<string, string>>;
}

function envelope({ world }: PostOffice, team: Team, event: JsonObject) {
  // When it happened, not when it is told: a repeat is the same to the byte.
  const eventTimeS = Math.floor(world.runtime.now() / 1000);
  return (eventId: string) =>
    JSON.stringify({
      token: 'simulated-verification-token',
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: appId,
      event,
      type: 'event_callback',
      event_id: eventId,
      event_time: eventTimeS,
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${team.id}-${eventId}`,
    });
}

/** Writes it into the channel, unless it is there, as a person's message is before anybody hears of it. */
function write({ vendors }: PostOffice, team: Team, said: Said): SlackMessage | Problem {
  const channel = findChannel(vendors.slack.slack, team, said.channel);
  if (channel === undefined) return { problem: `There is no channel ${said.channel} in ${team.id}.` };
  const index = channel.messages.findIndex(({ ts }) => ts === said.ts);
  const known = channel.messages[index];
  if (said.subtype?.startsWith('message_') && known === undefined)
    return { problem: `${said.subtype} needs the "ts" of a message in ${channel.id}.` };
  const nextTs = vendors.slack.slack.nextTs();
  const message: SlackMessage = {
    channel: channel.id,
    ts: said.ts ?? nextTs,
    threadTs: said.threadTs,
    user: said.user,
    botId: said.botId,
    text: said.text,
    blocks: undefined,
    metadata: undefined,
    editedTs: undefined,
  };
  if (known === undefined) channel.messages.push(message);
  else if (said.subtype === 'message_deleted') channel.messages.splice(index, 1);
  else if (said.subtype === 'message_changed') {
    channel.messages[index] = { ...known, text: said.text, editedTs: nextTs };
    return channel.messages[index];
  }
  return known ?? message;
}

function messageEvent(team: Team, message: SlackMessage, { subtype }: Said): JsonObject {
  const { channel, ts, text, user, threadTs, botId, editedTs } = message;
  const inner: JsonObject = {
    type: 'message',
    user,
    ts,
    client_msg_id: `${ts}@${channel}`,
    text,
    team: team.id,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(botId === undefined ? {} : { bot_id: botId }),
    ...(editedTs === undefined ? {} : { edited: { user, ts: editedTs } }),
  };
  const place = { channel, channel_type: channel.startsWith('D') ? 'im' : 'channel', event_ts: ts };
  if (subtype === 'message_changed')
    return { type: 'message', subtype, message: inner, ...place, ts: editedTs ?? ts, hidden: true };
  if (subtype === 'message_deleted')
    return { type: 'message', subtype, deleted_ts: ts, previous_message: inner, ...place, ts, hidden: true };
  return { ...inner, ...(subtype === undefined ? {} : { subtype }), ...place };
}

function commandForm({ world }: PostOffice, team: Team, { command, text, user, channel }: Command): Content {
  const known = team.users.get(user);
  return {
    type: 'application/x-www-form-urlencoded',
    subject: { team: team.id, channel, user },
    body: (triggerId) =>
      new URLSearchParams({
        token: 'simulated-verification-token',
        team_id: team.id,
        team_domain: team.id.toLowerCase(),
        channel_id: channel,
        channel_name: team.channels.get(channel)?.name ?? 'directmessage',
        user_id: user,
        user_name: known?.name ?? user.toLowerCase(),
        command,
        text,
        api_app_id: appId,
        is_enterprise_install: 'false',
        response_url: `${world.url()}/slack/commands/${team.id}/${channel}/${user}`,
        trigger_id: triggerId,
      }).toString(),
  };
}

function contentOf(office: PostOffice, team: Team, webhook: SlackWebhook): Content | Problem {
  const type = 'application/json';
  switch (webhook.kind) {
    case 'url_verification': {
      const challenge = webhook.challenge ?? office.world.ids.hex('slack.challenge', 52);
      const body = JSON.stringify({ token: 'simulated-verification-token', challenge, type: webhook.kind });
      return { type, body: () => body, subject: { challenge } };
    }
    case 'command':
      return commandForm(office, team, webhook);
    case 'event': {
      const event = { event_ts: office.vendors.slack.slack.nextTs(), ...webhook.event } as JsonObject;
      return { type, body: envelope(office, team, event), subject: { team: team.id } };
    }
    case 'message': {
      const message = write(office, team, webhook);
      if ('problem' in message) return message;
      const { channel, ts } = message;
      const event = messageEvent(team, message, webhook);
      return { type, body: envelope(office, team, event), subject: { team: team.id, channel, ts } };
    }
  }
}

/** Slack's Events API and slash commands, signed, with the retry headers of a repeat. */
export async function sendSlackWebhook(
  office: PostOffice,
  webhook: SlackWebhook,
): Promise<WebhookReport | Problem> {
  const place = targetOf(office, 'slack', webhook.target);
  if ('problem' in place) return place;
  const { world, vendors, secrets, sender } = office;
  const content = contentOf(office, vendors.slack.slack.team(webhook.team), webhook);
  if ('problem' in content) return content;
  const eventIds: string[] = [];
  const deliveries = await takeTurns(webhook, ({ event, repeat }: Turn) => {
    eventIds[event] ??= `Ev${world.ids.upper('slack.event', 9)}`;
    const eventId = eventIds[event];
    const body = content.body(eventId);
    const timestampS = Math.floor(world.runtime.now() / 1000) - (webhook.signature === 'stale' ? hourS : 0);
    const good = slackSignature(secrets.slackSigningSecret, timestampS, body);
    const signature = webhook.signature === 'forged' ? forged(good) : good;
    const headers = {
      'content-type': content.type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...(webhook.signature === 'missing'
        ? {}
        : { 'x-slack-request-timestamp': String(timestampS), 'x-slack-signature': signature }),
      ...(repeat === 0
        ? {}
        : { 'x-slack-retry-num': String(repeat), 'x-slack-retry-reason': 'http_timeout' }),
    };
    return sender.send({ target: place.target, headers, body, eventId });
  });
  return { deliveries, subject: content.subject };
}
