import { pageOf, pageSize } from '../../paging.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call, Route, Vendor, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import { createGoogleApi } from '../google/google-api.ts';
import type { Grants } from '../google/grants.ts';
import { deleteEvent, getEvent, insertEvent, type Place, updateEvent } from './events.ts';
import { listEvents } from './list-events.ts';
import { shownCalendar } from './shown.ts';
import { type CalendarState, createCalendarState } from './state.ts';
import { stopChannel, watchEvents } from './watch.ts';

/** Google Calendar, with the doors through which a person's own changes come. */
export interface GoogleCalendar extends Vendor {
  readonly calendars: CalendarState;
}

function listCalendars({ request }: Call, owner: string, state: CalendarState): Reply {
  const all = state.calendars(owner).map((calendar) => shownCalendar(calendar, owner));
  const size = pageSize(request.query.get('maxResults'), 100, 250);
  const page =
    size === undefined ? undefined : pageOf(all, request.query.get('pageToken') ?? undefined, size);
  if (page === undefined) return badRequest('invalid', 'Invalid page token value.', 'pageToken');
  return json(200, {
    kind: 'calendar#calendarList',
    etag: '"1"',
    ...(page.next === undefined ? { nextSyncToken: 'calendars' } : { nextPageToken: page.next }),
    items: page.items,
  });
}

/** Google Calendar's API under `/google/calendar/v3`. */
export function createCalendar(world: World, grants: Grants): GoogleCalendar {
  const state = createCalendarState(world);
  const ownerOf = ({ token }: Call) => grants.grantOf(token).email;
  const route = (name: string, method: string, path: string, handle: (call: Call) => Reply): Route => ({
    name,
    method,
    path: `/calendar/v3/${path}`,
    handle,
  });
  const inCalendar =
    (handle: (call: Call, place: Place) => Reply) =>
    (call: Call): Reply => {
      const owner = ownerOf(call);
      const calendar = state.calendar(owner, call.params['calendarId'] ?? '');
      if (calendar === undefined) return recorded('calendar', 'not_found', world.runtime);
      return handle(call, { calendar, owner, state, world });
    };
  const shown = inCalendar((_, { calendar, owner }) => json(200, shownCalendar(calendar, owner)));
  const events = 'calendars/:calendarId/events';
  const api = createGoogleApi(world, grants, {
    id: 'calendar',
    scope: /\/auth\/calendar/,
    routes: [
      route('calendarList.list', 'GET', 'users/me/calendarList', (call) =>
        listCalendars(call, ownerOf(call), state),
      ),
      route('calendarList.get', 'GET', 'users/me/calendarList/:calendarId', shown),
      route('calendars.get', 'GET', 'calendars/:calendarId', shown),
      route('events.list', 'GET', events, inCalendar(listEvents)),
      route('events.insert', 'POST', events, inCalendar(insertEvent)),
      route('events.watch', 'POST', `${events}/watch`, inCalendar(watchEvents)),
      route('events.get', 'GET', `${events}/:eventId`, inCalendar(getEvent)),
      route(
        'events.update',
        'PUT',
        `${events}/:eventId`,
        inCalendar((call, place) => updateEvent(call, place, 'replace')),
      ),
      route(
        'events.patch',
        'PATCH',
        `${events}/:eventId`,
        inCalendar((call, place) => updateEvent(call, place, 'patch')),
      ),
      route('events.delete', 'DELETE', `${events}/:eventId`, inCalendar(deleteEvent)),
      route('channels.stop', 'POST', 'channels/stop', (call) => stopChannel(call, state, world)),
    ],
    state: () => ({
      calendars: [...state.everything()].flatMap(([owner, calendars]) =>
        calendars.map(({ id, events: written }) => ({ owner, id, events: [...written.values()] })),
      ),
      channels: [...state.channels.values()].map(({ token: _, ...channel }) => channel),
    }),
    reset: () => state.reset(),
  });
  return { ...api, calendars: state };
}
