import { at, isObject, type Json, type JsonObject, list } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { invalidArguments, notOk, recorded } from './errors.ts';
import { field } from './form.ts';
import {
  appId,
  botId,
  botUserId,
  type SlackChannel,
  type SlackMessage,
  type SlackState,
  type Team,
} from './state.ts';

const longestText = 40_000;

/** A message as the Web API shows it. */
export function shown(message: SlackMessage, team: Team, withMetadata: boolean): JsonObject {
  const { botId: bot, threadTs, editedTs, metadata, blocks } = message;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(bot === undefined ? {} : { bot_id: bot, app_id: appId }),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(editedTs === undefined ? {} : { edited: { user: message.user, ts: editedTs } }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  };
}

/** A channel by its id, by a person's id (the direct conversation) or by `#name`. */
export function findChannel(
  state: SlackState,
  team: Team,
  name: string | undefined,
): SlackChannel | undefined {
  if (name === undefined) return undefined;
  if (/^[UW]/.test(name) && team.users.has(name)) return state.open(team, name).channel;
  const plain = name.replace(/^#/, '');
  return team.channels.get(name) ?? [...team.channels.values()].find((channel) => channel.name === plain);
}

function refuseMetadata(metadata: Json | undefined): Reply | undefined {
  if (metadata === undefined) return undefined;
  const good = typeof at(metadata, 'event_type') === 'string' && isObject(at(metadata, 'event_payload'));
  if (!good) return notOk('invalid_metadata_format');
  return JSON.stringify(metadata).length > 16_000 ? notOk('metadata_too_large') : undefined;
}

function limited(channel: SlackChannel, team: Team, { settings, runtime }: World): boolean {
  if (!settings.slackRateLimit) return false;
  const last = team.lastPostMs.get(channel.id);
  if (last !== undefined && runtime.monotonicMs() - last < 1000) return true;
  team.lastPostMs.set(channel.id, runtime.monotonicMs());
  return false;
}

/** `chat.postMessage`. */
export function postMessage({ body, token }: Call, state: SlackState, world: World): Reply {
  const team = state.teamOf(token);
  if (field(body, 'channel') === undefined) return invalidArguments('missing required field: channel');
  const channel = findChannel(state, team, field(body, 'channel'));
  if (channel === undefined) return notOk('channel_not_found');
  if (!channel.member) return notOk('not_in_channel');
  const text = field(body, 'text') ?? field(body, 'markdown_text') ?? '';
  if (text.trim() === '' && list(body['blocks']).length + list(body['attachments']).length === 0)
    return notOk('no_text');
  if (text.length > longestText) return notOk('msg_too_long');
  const threadTs = field(body, 'thread_ts');
  if (threadTs !== undefined && !/^\d{10}\.\d{6}$/.test(threadTs)) return notOk('invalid_thread_ts');
  const metadata = body['metadata'];
  const refused = refuseMetadata(metadata);
  if (refused !== undefined) return refused;
  if (limited(channel, team, world)) return recorded('ratelimited', world.runtime);
  const message: SlackMessage = {
    channel: channel.id,
    ts: state.nextTs(),
    threadTs,
    user: botUserId,
    botId,
    text,
    blocks: body['blocks'],
    metadata: isObject(metadata) ? metadata : undefined,
    editedTs: undefined,
  };
  channel.messages.push(message);
  const answer = { ok: true, channel: channel.id, ts: message.ts, message: shown(message, team, true) };
  return json(200, answer, { effect: true });
}

function locate({ body, token }: Call, state: SlackState) {
  const team = state.teamOf(token);
  const channel = findChannel(state, team, field(body, 'channel'));
  const index = channel?.messages.findIndex((message) => message.ts === field(body, 'ts')) ?? -1;
  return { team, channel, index, message: channel?.messages[index] };
}

/** `chat.update`. */
export function updateMessage(call: Call, state: SlackState): Reply {
  const { team, channel, index, message } = locate(call, state);
  if (channel === undefined) return notOk('channel_not_found');
  if (message === undefined) return notOk('message_not_found');
  if (message.botId === undefined) return notOk('cant_update_message');
  const text = field(call.body, 'text') ?? message.text;
  const edited = {
    ...message,
    text,
    editedTs: state.nextTs(),
    blocks: call.body['blocks'] ?? message.blocks,
  };
  channel.messages[index] = edited;
  const answer = { ok: true, channel: channel.id, ts: message.ts, text, message: shown(edited, team, true) };
  return json(200, answer, { effect: true });
}

/** `chat.delete`. */
export function deleteMessage(call: Call, state: SlackState): Reply {
  const { channel, index, message } = locate(call, state);
  if (channel === undefined) return notOk('channel_not_found');
  if (message === undefined) return notOk('message_not_found');
  if (message.botId === undefined) return notOk('cant_delete_message');
  channel.messages.splice(index, 1);
  return json(200, { ok: true, channel: channel.id, ts: message.ts }, { effect: true });
}
