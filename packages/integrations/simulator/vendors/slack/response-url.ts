import { text } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { notOk } from './errors.ts';
import { botId, botUserId, type SlackState } from './state.ts';

/** The `response_url` of a slash command: what is said `in_channel` stays there, the rest only its author sees. */
export function respond({ params, body }: Call, state: SlackState): Reply {
  const channel = state.team(params['team']).channels.get(params['channel'] ?? '');
  if (channel === undefined) return notOk('channel_not_found');
  const said = text(body['text']) ?? '';
  if (said.trim() === '' && body['blocks'] === undefined) return notOk('no_text');
  if (body['response_type'] !== 'in_channel') return json(200, { ok: true });
  channel.messages.push({
    channel: channel.id,
    ts: state.nextTs(),
    threadTs: undefined,
    user: botUserId,
    botId,
    text: said,
    blocks: body['blocks'],
    metadata: undefined,
    editedTs: undefined,
  });
  return json(200, { ok: true }, { effect: true });
}
