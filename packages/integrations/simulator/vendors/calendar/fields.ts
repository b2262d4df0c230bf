import { at, isObject, type Json, type JsonObject, text } from '../../json.ts';
import type { Reply } from '../../reply.ts';
import { badRequest } from '../google/errors.ts';

const readOnly = new Set([
  'kind',
  'etag',
  'id',
  'status',
  'htmlLink',
  'created',
  'updated',
  'creator',
  'organizer',
  'sequence',
  'eventType',
]);

/** The fields a caller may write, out of all it sent. */
export function writable(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !readOnly.has(name)));
}

/** When a `start` or `end` is, in ms since the epoch; undefined: it says nothing that can be understood. */
export function instantMs(value: Json | undefined): number | undefined {
  const day = text(at(value, 'date'));
  const time = text(at(value, 'dateTime'));
  const written = day === undefined ? time : /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
  // Without an offset the zone beside it counts; every simulated calendar is in UTC.
  const zoned =
    written === undefined || day !== undefined || /(Z|[+-]\d{2}:\d{2})$/.test(written)
      ? written
      : `${written}Z`;
  const parsed = zoned === undefined ? Number.NaN : Date.parse(zoned);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** What is wrong with an event's times; undefined: nothing. */
export function refuseTimes(fields: JsonObject): Reply | undefined {
  const { start, end } = fields;
  if (!isObject(start)) return badRequest('required', 'Missing start time.');
  if (!isObject(end)) return badRequest('required', 'Missing end time.');
  const [from, to] = [instantMs(start), instantMs(end)];
  if (from === undefined) return badRequest('invalid', 'Invalid start time.');
  if (to === undefined) return badRequest('invalid', 'Invalid end time.');
  if ((start['date'] === undefined) !== (end['date'] === undefined))
    return badRequest('invalid', 'Start and end times must either both be date or both be dateTime.');
  return to < from || (to === from && start['date'] !== undefined)
    ? badRequest('timeRangeEmpty', 'The specified time range is empty.')
    : undefined;
}
