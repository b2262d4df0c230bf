import { at, integer, parseJson, text } from '../../json.ts';
import { pageOf, pageSize } from '../../paging.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import type { Place } from './events.ts';
import { instantMs } from './fields.ts';
import { shownEvent } from './shown.ts';
import type { CalendarEvent } from './state.ts';

/** None of these goes together with a sync token. */
const unsyncable = [
  'timeMin',
  'timeMax',
  'updatedMin',
  'orderBy',
  'q',
  'iCalUID',
  'privateExtendedProperty',
  'sharedExtendedProperty',
];

/** Where a sync stands: the last change it has seen, and what it was narrowed to at first. */
interface Sync {
  readonly change: number;
  readonly calendar: string;
  readonly narrowed: string;
}

function encode(sync: Sync): string {
  return Buffer.from(JSON.stringify(sync)).toString('base64url');
}

function decode(token: string): Sync | undefined {
  const value = parseJson(Buffer.from(token, 'base64url').toString());
  const change = integer(at(value, 'change'));
  const calendar = text(at(value, 'calendar'));
  return change === undefined || calendar === undefined
    ? undefined
    : { change, calendar, narrowed: text(at(value, 'narrowed')) ?? '' };
}

function meetsQuery(event: CalendarEvent, query: URLSearchParams): boolean {
  const { fields } = event;
  const start = instantMs(fields['start']) ?? 0;
  const end = instantMs(fields['end']) ?? start;
  const words = query.get('q')?.toLowerCase();
  const uid = query.get('iCalUID');
  const limit = (name: string, otherwise: number) => Date.parse(query.get(name) ?? '') || otherwise;
  return (
    end > limit('timeMin', Number.NEGATIVE_INFINITY) &&
    start < limit('timeMax', Number.POSITIVE_INFINITY) &&
    event.updatedMs >= limit('updatedMin', 0) &&
    (uid === null || (fields['iCalUID'] ?? `${event.id}@google.com`) === uid) &&
    (words === undefined ||
      JSON.stringify([fields['summary'], fields['description'], fields['location']])
        .toLowerCase()
        .includes(words)) &&
    query.getAll('privateExtendedProperty').every((pair) => {
      const [name = '', value] = pair.split('=');
      return at(fields, 'extendedProperties', 'private', name) === value;
    })
  );
}

function narrowing(query: URLSearchParams): string {
  return new URLSearchParams([...query].filter(([name]) => unsyncable.includes(name))).toString();
}

function ordered(events: readonly CalendarEvent[], by: string | null): readonly CalendarEvent[] {
  const key = (event: CalendarEvent) =>
    by === 'startTime'
      ? (instantMs(event.fields['start']) ?? 0)
      : by === 'updated'
        ? event.updatedMs
        : event.change;
  return events.toSorted((a, b) => key(a) - key(b));
}

/** `events.list`: everything, or what changed since a sync token; the last page carries the next token. */
export function listEvents({ request }: Call, { calendar, owner, world }: Place): Reply {
  const { query } = request;
  const token = query.get('syncToken');
  const clash = token === null ? undefined : unsyncable.find((name) => query.has(name));
  if (clash !== undefined)
    return badRequest(
      'invalid',
      `Sync token cannot be used with other query restrictions: ${clash}`,
      'syncToken',
    );
  const known = token === null ? undefined : decode(token);
  if (token !== null && (known?.calendar !== calendar.id || known.change < calendar.forgotten))
    return recorded('calendar', 'sync_token_gone', world.runtime);
  const narrowed = known?.narrowed ?? narrowing(query);
  const deleted = token !== null || query.get('showDeleted') === 'true';
  const matching = [...calendar.events.values()]
    .filter((event) => event.change > (known?.change ?? 0) && (deleted || event.status !== 'cancelled'))
    .filter((event) => meetsQuery(event, new URLSearchParams(narrowed)));
  const size = pageSize(query.get('maxResults'), 250, 2500);
  if (size === undefined) return badRequest('invalid', 'Invalid value for maxResults.', 'maxResults');
  // The pages belong to the moment of the first one: what changes meanwhile is for the next sync.
  const [place, began = String(calendar.change)] = (query.get('pageToken') ?? '').split('.');
  const page = pageOf(ordered(matching, query.get('orderBy')), place, size);
  if (page === undefined) return badRequest('invalid', 'Invalid page token value.', 'pageToken');
  const next = encode({ change: Number(began), calendar: calendar.id, narrowed });
  return json(200, {
    kind: 'calendar#events',
    etag: `"${calendar.change}"`,
    summary: calendar.summary,
    updated: new Date(world.runtime.now()).toISOString(),
    timeZone: 'UTC',
    accessRole: 'owner',
    defaultReminders: [],
    ...(page.next === undefined ? {} : { nextPageToken: `${page.next}.${began}` }),
    ...(page.next === undefined && !query.has('orderBy') ? { nextSyncToken: next } : {}),
    items: page.items.map((event) => shownEvent(event, calendar, owner)),
  });
}
