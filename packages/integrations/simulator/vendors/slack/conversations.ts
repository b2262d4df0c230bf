import type { JsonObject } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { findChannel, shown } from './chat.ts';
import { invalidArguments, notOk } from './errors.ts';
import { field, flag, page } from './form.ts';
import type { SlackChannel, SlackMessage, SlackState, Team } from './state.ts';

function shownChannel(channel: SlackChannel, team: Team): JsonObject {
  const direct = channel.user !== undefined;
  return {
    id: channel.id,
    ...(channel.name === undefined ? {} : { name: channel.name, name_normalized: channel.name }),
    ...(channel.user === undefined ? {} : { user: channel.user, is_open: true }),
    is_channel: !direct,
    is_im: direct,
    is_mpim: false,
    is_group: false,
    is_private: direct,
    is_archived: false,
    is_member: channel.member,
    context_team_id: team.id,
  };
}

/** Newest first, between `oldest` and `latest`, which are left out unless `inclusive`. */
function within(messages: readonly SlackMessage[], body: JsonObject): readonly SlackMessage[] {
  const oldest = Number(field(body, 'oldest') ?? 0);
  const latest = Number(field(body, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flag(body, 'inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function answerMessages(messages: readonly SlackMessage[], call: Call, team: Team): Reply {
  const part = page(within(messages, call.body), call.body, 100);
  if (part === undefined) return notOk('invalid_cursor');
  const withMetadata = flag(call.body, 'include_all_metadata');
  return json(200, {
    ok: true,
    messages: part.items.map((message) => shown(message, team, withMetadata)),
    has_more: part.next !== '',
    pin_count: 0,
    response_metadata: { next_cursor: part.next },
  });
}

/** `conversations.history`: what stands in the channel itself; replies stay in their thread. */
export function history(call: Call, state: SlackState): Reply {
  const team = state.teamOf(call.token);
  const channel = findChannel(state, team, field(call.body, 'channel'));
  if (channel === undefined) return notOk('channel_not_found');
  if (!channel.member) return notOk('not_in_channel');
  const roots = channel.messages.filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts);
  return answerMessages(roots.toReversed(), call, team);
}

/** `conversations.replies`: the root and its thread, oldest first. */
export function replies(call: Call, state: SlackState): Reply {
  const team = state.teamOf(call.token);
  const channel = findChannel(state, team, field(call.body, 'channel'));
  if (channel === undefined) return notOk('channel_not_found');
  const root = field(call.body, 'ts');
  if (root === undefined) return invalidArguments('missing required field: ts');
  const thread = channel.messages.filter(({ threadTs, ts }) => ts === root || threadTs === root);
  return thread.length === 0 ? notOk('thread_not_found') : answerMessages(thread, call, team);
}

/** `conversations.open`. */
export function open(call: Call, state: SlackState): Reply {
  const team = state.teamOf(call.token);
  const [user, ...others] = (field(call.body, 'users') ?? '').split(',').filter((id) => id !== '');
  if (user === undefined || others.length > 0) return invalidArguments('exactly one user can be opened here');
  if (!team.users.has(user)) return notOk('user_not_found');
  const { channel, already } = state.open(team, user);
  const shownAs = flag(call.body, 'return_im') ? shownChannel(channel, team) : { id: channel.id };
  const news = already ? { no_op: true, already_open: true } : {};
  return json(200, { ok: true, ...news, channel: shownAs }, { effect: !already });
}

/** `conversations.list`. */
export function listChannels(call: Call, state: SlackState): Reply {
  const team = state.teamOf(call.token);
  const types = (field(call.body, 'types') ?? 'public_channel').split(',');
  const all = [...team.channels.values()].filter((channel) =>
    types.includes(channel.user === undefined ? 'public_channel' : 'im'),
  );
  const part = page(all, call.body, 100);
  if (part === undefined) return notOk('invalid_cursor');
  const channels = part.items.map((channel) => shownChannel(channel, team));
  return json(200, { ok: true, channels, response_metadata: { next_cursor: part.next } });
}

/** `conversations.info`. */
export function info(call: Call, state: SlackState): Reply {
  const team = state.teamOf(call.token);
  const channel = findChannel(state, team, field(call.body, 'channel'));
  return channel === undefined
    ? notOk('channel_not_found')
    : json(200, { ok: true, channel: shownChannel(channel, team) });
}

/** `conversations.join`. */
export function join(call: Call, state: SlackState): Reply {
  const team = state.teamOf(call.token);
  const channel = findChannel(state, team, field(call.body, 'channel'));
  if (channel === undefined) return notOk('channel_not_found');
  const joined = { ...channel, member: true };
  team.channels.set(channel.id, joined);
  return json(200, { ok: true, channel: shownChannel(joined, team) }, { effect: !channel.member });
}
