import { calendar as calendarApi } from '@googleapis/calendar';
import * as z from 'zod';
import type { CallContext } from '../call.ts';
import { googleReason, readGoogleFailure } from '../google/errors.ts';
import type { GoogleAsk, RequestOptions } from '../google/request.ts';
import type { GoogleAccount } from '../google/tokens.ts';
import { statusOf } from '../http-failure.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { type CalendarEvent, type EventInput, eventBody, eventChange } from './event.ts';
import {
  calendarSchema,
  changedSchema,
  channelSchema,
  doneSchema,
  eventSchema,
  eventsSchema,
  missingSchema,
} from './schema.ts';

const shared = {
  vendor: 'google_calendar',
  timeoutClass: 'integration',
  // Every change names its event, so that the calendar knows a repeat: all of them may be made again.
  repeat: 'safe',
  readFailure: readGoogleFailure,
} as const;
const getCalendar = defineOperation({ ...shared, name: 'calendars.get' });
const insert = defineOperation({ ...shared, name: 'events.insert' });
const get = defineOperation({ ...shared, name: 'events.get' });
const update = defineOperation({ ...shared, name: 'events.update' });
const patch = defineOperation({ ...shared, name: 'events.patch' });
const remove = defineOperation({ ...shared, name: 'events.delete' });
const list = defineOperation({ ...shared, name: 'events.list' });
/** A channel's id is good once: a repeat would be refused and not tell what the first one made. */
const watch = defineOperation({ ...shared, name: 'events.watch', repeat: 'never' });
const stop = defineOperation({ ...shared, name: 'channels.stop' });

/** A person's calendar. */
export interface CalendarAccount extends GoogleAccount {
  /** Absent: the person's own. */
  readonly calendarId?: string | null | undefined;
}

/** A page of changes; the last one carries the token for the next sync. */
export type CalendarChanges =
  | {
      readonly kind: 'page';
      readonly events: readonly CalendarEvent[];
      readonly nextPageToken: string | null;
      readonly nextSyncToken: string | null;
    }
  /** The token is too old: drop it and read everything anew. */
  | { readonly kind: 'full_sync_needed' };

/** A push channel. */
export interface CalendarChannel {
  readonly id: string;
  readonly resourceId: string;
  /** Epoch ms. */
  readonly expiresAtMs: number | null;
}

/** Google Calendar. Every method throws what the door throws. */
export interface CalendarClient {
  /** The calendar itself: whether it can be reached, and its zone. */
  describe(
    account: CalendarAccount,
    context: CallContext,
  ): Promise<{ id: string; name: string | null; timezone: string | null }>;
  /** Makes the event with this id. `created: false`: it was there, or its id was used by one since deleted. */
  insert(
    account: CalendarAccount,
    event: EventInput & { readonly id: string },
    context: CallContext,
  ): Promise<{ readonly created: boolean }>;
  /** Undefined when there is none; a deleted one has the status `cancelled`. */
  get(account: CalendarAccount, eventId: string, context: CallContext): Promise<CalendarEvent | undefined>;
  /** Writes the event anew, if it still has this `etag`. `changed`: somebody else wrote first. */
  update(
    account: CalendarAccount,
    event: EventInput & { readonly id: string; readonly etag: string },
    context: CallContext,
  ): Promise<'updated' | 'changed' | 'gone'>;
  /** Changes what is named and keeps all else (guests, place, notes), if it still has this `etag`; revives a deleted one. */
  revise(
    account: CalendarAccount,
    event: EventInput & { readonly id: string; readonly etag: string },
    context: CallContext,
  ): Promise<'updated' | 'changed' | 'gone'>;
  /** Deletes the event, with `etag` only if it still has that one; `gone` when it was not there any more. */
  remove(
    account: CalendarAccount,
    eventId: string,
    context: CallContext,
    etag?: string,
  ): Promise<'removed' | 'changed' | 'gone'>;
  /** Changes since `syncToken`; everything without one. */
  changes(
    account: CalendarAccount,
    from: { readonly syncToken?: string | null; readonly pageToken?: string | null },
    context: CallContext,
  ): Promise<CalendarChanges>;
  /** Has Google tell `address` of changes. `id` names the channel: choose a new one each time. */
  watch(
    account: CalendarAccount,
    channel: { readonly id: string; readonly address: string; readonly token: string },
    context: CallContext,
  ): Promise<CalendarChannel>;
  /** Ends a channel; one that is over already is no error. */
  stop(
    account: CalendarAccount,
    channel: Pick<CalendarChannel, 'id' | 'resourceId'>,
    context: CallContext,
  ): Promise<void>;
}

/** Turns one of Google's refusals into an answer; every other error stays one. */
function onStatus<T>(statuses: readonly number[], instead: (reason: string | undefined) => T | undefined) {
  return (error: unknown): T => {
    const answer = statuses.includes(statusOf(error) ?? 0) ? instead(googleReason(error)) : undefined;
    if (answer === undefined) throw error;
    return answer;
  };
}

const dataOf = <T>({ data }: { readonly data: T }): T => data;
const missing = onStatus([404, 410], () => ({ missing: true }) as const);

export function createCalendarClient(ask: GoogleAsk): CalendarClient {
  const { calendars, events, channels } = calendarApi({ version: 'v3' });
  const of = ({ calendarId }: CalendarAccount) => ({ calendarId: calendarId ?? 'primary' });

  /** A write that meets somebody else's version is refused, and says so. */
  const write = async (
    operation: Operation,
    account: CalendarAccount,
    { etag }: { readonly etag: string },
    context: CallContext,
    send: (options: RequestOptions) => Promise<{ readonly data: unknown }>,
  ): Promise<'updated' | 'changed' | 'gone'> => {
    const changed = onStatus([412], () => ({ changed: true }) as const);
    const answers = z.union([changedSchema, missingSchema, eventSchema]);
    const answer = await ask(operation, account, context, answers, (options) =>
      send({ ...options, headers: { ...options.headers, 'If-Match': etag } })
        .then(dataOf)
        .catch(changed)
        .catch(missing),
    );
    if ('changed' in answer) return 'changed';
    return 'missing' in answer ? 'gone' : 'updated';
  };

  return {
    describe: async (account, context) => {
      const { id, summary, timeZone } = await ask(getCalendar, account, context, calendarSchema, (options) =>
        calendars.get(of(account), options).then(dataOf),
      );
      return { id, name: summary ?? null, timezone: timeZone ?? null };
    },
    insert: async (account, event, context) => {
      const requestBody = { id: event.id, ...eventBody(event) };
      // There is no other conflict here, so a 409 whose reason got lost on its way is one as well.
      const taken = onStatus([409], (reason = 'duplicate') =>
        reason === 'duplicate' ? { id: '' } : undefined,
      );
      const { id } = await ask(insert, account, context, eventSchema, (options) =>
        events
          .insert({ ...of(account), requestBody }, options)
          .then(dataOf)
          .catch(taken),
      );
      return { created: id !== '' };
    },
    get: async (account, eventId, context) => {
      const found = await ask(get, account, context, missingSchema.or(eventSchema), (options) =>
        events
          .get({ ...of(account), eventId }, options)
          .then(dataOf)
          .catch(missing),
      );
      return 'missing' in found ? undefined : found;
    },
    update: (account, event, context) => {
      const asked = { ...of(account), eventId: event.id, requestBody: eventBody(event) };
      return write(update, account, event, context, (options) => events.update(asked, options));
    },
    revise: (account, event, context) => {
      const asked = { ...of(account), eventId: event.id, requestBody: eventChange(event) };
      return write(patch, account, event, context, (options) => events.patch(asked, options));
    },
    remove: async (account, eventId, context, etag) => {
      const guarded = etag === undefined ? [] : [412];
      const changed = onStatus(guarded, () => ({ changed: true }) as const);
      const answer = await ask(
        remove,
        account,
        context,
        z.union([changedSchema, missingSchema, doneSchema]),
        (options) => {
          const headers = { ...options.headers, ...(etag === undefined ? {} : { 'If-Match': etag }) };
          return events
            .delete({ ...of(account), eventId }, { ...options, headers })
            .then(() => ({}))
            .catch(changed)
            .catch(missing);
        },
      );
      if ('changed' in answer) return 'changed';
      return 'missing' in answer ? 'gone' : 'removed';
    },
    changes: async (account, { syncToken, pageToken }, context) => {
      const asked = {
        ...of(account),
        singleEvents: true,
        maxResults: 2_500,
        ...(syncToken ? { syncToken } : {}),
        ...(pageToken ? { pageToken } : {}),
      };
      const gone = onStatus([410], () => ({ missing: true }) as const);
      const page = await ask(list, account, context, missingSchema.or(eventsSchema), (options) =>
        events.list(asked, options).then(dataOf).catch(gone),
      );
      if ('missing' in page) return { kind: 'full_sync_needed' };
      return {
        kind: 'page',
        events: page.items,
        nextPageToken: page.nextPageToken ?? null,
        nextSyncToken: page.nextSyncToken ?? null,
      };
    },
    watch: async (account, { id, address, token }, context) => {
      const requestBody = { id, address, token, type: 'web_hook' };
      const channel = await ask(watch, account, context, channelSchema, (options) =>
        events.watch({ ...of(account), requestBody }, options).then(dataOf),
      );
      return { id: channel.id, resourceId: channel.resourceId, expiresAtMs: channel.expiration ?? null };
    },
    stop: async (account, { id, resourceId }, context) => {
      await ask(stop, account, context, missingSchema.or(doneSchema), (options) =>
        channels
          .stop({ requestBody: { id, resourceId } }, options)
          .then(() => ({}))
          .catch(missing),
      );
    },
  };
}
