import { digest } from '../../hash.ts';
import { at, text } from '../../json.ts';
import { empty, json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import type { Place } from './events.ts';
import type { CalendarState } from './state.ts';

const usualLifeMs = 7 * 86_400_000;

/** `events.watch`: opens a push channel under the caller's own id. */
export function watchEvents({ body }: Call, { calendar, owner, state, world }: Place): Reply {
  const id = text(body['id']) ?? '';
  const address = text(body['address']) ?? '';
  if (!/^[A-Za-z0-9_\-+/=]{1,64}$/.test(id)) return badRequest('invalid', 'Invalid channel id.');
  if (body['type'] !== 'web_hook')
    return badRequest('invalid', `Unknown channel type: ${text(body['type']) ?? ''}`);
  if (!URL.canParse(address)) return badRequest('invalid', 'WebHook callback must be HTTPS');
  if (state.channels.has(id)) return badRequest('channelIdNotUnique', `Channel id ${id} not unique`);
  const ttlMs = Number(text(at(body, 'params', 'ttl')) ?? usualLifeMs / 1000) * 1000;
  const asked = Number(text(body['expiration']) ?? Number.NaN);
  const expirationMs = Number.isNaN(asked) ? Math.floor(world.runtime.now()) + (ttlMs || usualLifeMs) : asked;
  const resourceId = digest(`${owner}/${calendar.id}`, 27);
  const token = text(body['token']);
  state.channels.set(id, {
    id,
    resourceId,
    calendarId: calendar.id,
    email: owner,
    address,
    token,
    expirationMs,
  });
  const answer = {
    kind: 'api#channel',
    id,
    resourceId,
    resourceUri: `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(calendar.id)}/events?alt=json`,
    ...(token === undefined ? {} : { token }),
    expiration: String(expirationMs),
  };
  return json(200, answer, { effect: true });
}

/** `channels.stop`. */
export function stopChannel({ body }: Call, state: CalendarState, { runtime }: World): Reply {
  const channel = state.channels.get(text(body['id']) ?? '');
  if (channel === undefined || channel.resourceId !== body['resourceId'])
    return recorded('calendar', 'not_found', runtime);
  state.channels.delete(channel.id);
  return empty(204, { effect: true });
}
