import type { JsonObject } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { notOk } from './errors.ts';
import { field, page } from './form.ts';
import { botId, botUserId, type SlackState, type SlackUser, type Team } from './state.ts';

function shownUser(user: SlackUser, team: Team): JsonObject {
  return {
    id: user.id,
    team_id: team.id,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    is_bot: user.isBot,
    tz: 'Europe/London',
    tz_offset: 0,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      email: `${user.name}@example.com`,
      team: team.id,
    },
  };
}

/** `auth.test`. */
export function authTest({ token }: Call, state: SlackState): Reply {
  const team = state.teamOf(token);
  return json(200, {
    ok: true,
    url: `https://${team.id.toLowerCase()}.slack.com/`,
    team: team.name,
    user: 'ballast',
    team_id: team.id,
    user_id: botUserId,
    bot_id: botId,
    is_enterprise_install: false,
  });
}

/** `users.info`. */
export function userInfo({ body, token }: Call, state: SlackState): Reply {
  const team = state.teamOf(token);
  const user = team.users.get(field(body, 'user') ?? '');
  return user === undefined ? notOk('user_not_found') : json(200, { ok: true, user: shownUser(user, team) });
}

/** `users.list`. */
export function listUsers({ body, token }: Call, state: SlackState): Reply {
  const team = state.teamOf(token);
  const part = page([...team.users.values()], body, 200);
  if (part === undefined) return notOk('invalid_cursor');
  const members = part.items.map((user) => shownUser(user, team));
  return json(200, { ok: true, members, response_metadata: { next_cursor: part.next } });
}
