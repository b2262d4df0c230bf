import { isObject, type Json, type JsonObject, text } from '../../json.ts';
import { empty, json, type Reply } from '../../reply.ts';
import { header } from '../../request.ts';
import type { Call, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import { refuseTimes, writable } from './fields.ts';
import { shownEvent } from './shown.ts';
import type { Calendar, CalendarEvent, CalendarState } from './state.ts';

/** One call on one calendar. */
export interface Place {
  readonly calendar: Calendar;
  readonly owner: string;
  readonly state: CalendarState;
  readonly world: World;
}

function answer(event: CalendarEvent, { calendar, owner }: Place, effect: boolean): Reply {
  return json(200, shownEvent(event, calendar, owner), { effect, headers: { etag: event.etag } });
}

function statusOf(value: Json | undefined): CalendarEvent['status'] {
  return value === 'tentative' || value === 'cancelled' ? value : 'confirmed';
}

/** The 412 of a caller that knows an older version than there is. */
function refuseVersion({ request }: Call, event: CalendarEvent, { world }: Place): Reply | undefined {
  const wanted = header(request, 'if-match');
  return wanted === undefined || wanted === '*' || wanted === event.etag
    ? undefined
    : recorded('calendar', 'condition_not_met', world.runtime);
}

/** `events.insert`. An id that was ever used is taken, also by an event that was deleted. */
export function insertEvent({ body }: Call, place: Place): Reply {
  const { calendar, state, world } = place;
  const given = body['id'];
  const id = given === undefined ? world.ids.hex('calendar.event', 26) : text(given);
  if (id === undefined || !/^[a-v0-9]{5,1024}$/.test(id))
    return badRequest('invalid', 'Invalid resource id value.');
  const fields = writable(body);
  const refused = refuseTimes(fields);
  if (refused !== undefined) return refused;
  if (calendar.events.has(id)) return recorded('calendar', 'duplicate', world.runtime);
  return answer(state.write(calendar, id, fields, statusOf(body['status'])), place, true);
}

/** `events.get`. */
export function getEvent({ params, request }: Call, place: Place): Reply {
  const event = place.calendar.events.get(params['eventId'] ?? '');
  if (event === undefined) return recorded('calendar', 'not_found', place.world.runtime);
  return header(request, 'if-none-match') === event.etag ? empty(304) : answer(event, place, false);
}

function merged(known: JsonObject, change: JsonObject): JsonObject {
  const all = { ...known };
  const result: Record<string, Json> = all;
  for (const [name, value] of Object.entries(change)) {
    const before = known[name];
    if (value === null) delete result[name];
    else result[name] = isObject(value) && isObject(before) ? merged(before, value) : value;
  }
  return result;
}

/** `events.update` (all fields anew) and `events.patch` (those that are named). */
export function updateEvent(call: Call, place: Place, mode: 'replace' | 'patch'): Reply {
  const { calendar, state, world } = place;
  const event = calendar.events.get(call.params['eventId'] ?? '');
  if (event === undefined) return recorded('calendar', 'not_found', world.runtime);
  const refused = refuseVersion(call, event, place);
  if (refused !== undefined) return refused;
  const written = writable(call.body);
  const fields = mode === 'replace' ? written : merged(event.fields, written);
  const bad = refuseTimes(fields);
  if (bad !== undefined) return bad;
  const status =
    mode === 'patch' && call.body['status'] === undefined ? event.status : statusOf(call.body['status']);
  return answer(state.write(calendar, event.id, fields, status), place, true);
}

/** `events.delete`: 410 the second time. */
export function deleteEvent(call: Call, place: Place): Reply {
  const { calendar, state, world } = place;
  const event = calendar.events.get(call.params['eventId'] ?? '');
  if (event === undefined) return recorded('calendar', 'not_found', world.runtime);
  if (event.status === 'cancelled') return recorded('calendar', 'deleted', world.runtime);
  const refused = refuseVersion(call, event, place);
  if (refused !== undefined) return refused;
  state.write(calendar, event.id, event.fields, 'cancelled');
  return empty(204, { effect: true });
}
