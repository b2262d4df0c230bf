import { at, type JsonObject, parseJson, text } from '../json.ts';
import type { Reply } from '../reply.ts';
import type { Call } from '../vendor.ts';
import { deleteEvent, insertEvent, type Place, updateEvent } from '../vendors/calendar/events.ts';
import type { Channel } from '../vendors/calendar/state.ts';
import type { CalendarWebhook } from './calendar-schema.ts';
import { takeTurns } from './delivery-plan.ts';
import { type PostOffice, type Problem, targetOf, type WebhookReport } from './post-office.ts';
import type { Delivery } from './sender.ts';

/** What a person does in the calendar, through the same door as everybody. */
function callOf(eventId: string, body: JsonObject): Call {
  const request = {
    method: 'POST',
    path: '',
    query: new URLSearchParams(),
    headers: {},
    body: '',
    tooLarge: false,
  };
  return { request, params: { eventId }, body, token: '', demand: undefined };
}

function act(webhook: CalendarWebhook, place: Place): Reply | undefined {
  switch (webhook.kind) {
    case 'create':
      return insertEvent(callOf('', webhook.event as JsonObject), place);
    case 'edit':
      return updateEvent(callOf(webhook.eventId, webhook.event as JsonObject), place, 'patch');
    case 'delete':
      return deleteEvent(callOf(webhook.eventId, {}), place);
    case 'sync-lost':
      place.state.forgetSync(place.calendar);
      return undefined;
    case 'notify':
      return undefined;
  }
}

function happen(webhook: CalendarWebhook, place: Place): { readonly eventId: string | undefined } | Problem {
  const reply = act(webhook, place);
  if (reply === undefined) return { eventId: undefined };
  const answer = parseJson(reply.body);
  if (reply.status >= 400) return { problem: text(at(answer, 'error', 'message')) ?? 'Calendar refused it.' };
  return { eventId: text(at(answer, 'id')) ?? ('eventId' in webhook ? webhook.eventId : undefined) };
}

/** The channels that hear of this calendar; without any, one for the target alone. */
function channelsOf(office: PostOffice, webhook: CalendarWebhook, { calendar, owner, state, world }: Place) {
  const open = [...state.channels.values()].filter(
    (one) => one.email === owner && one.calendarId === calendar.id && one.expirationMs > world.runtime.now(),
  );
  if (open.length > 0)
    return { open: open.map((one) => ({ ...one, address: webhook.target ?? one.address })) };
  const place = targetOf(office, 'calendar', webhook.target);
  if ('problem' in place) return place;
  const channel: Channel = {
    id: 'simulated-channel',
    resourceId: 'simulated-resource',
    calendarId: calendar.id,
    email: owner,
    address: place.target,
    token: office.secrets.googlePushToken,
    expirationMs: Math.floor(world.runtime.now()) + 86_400_000,
  };
  return { open: [channel] };
}

function headersOf(channel: Channel, webhook: CalendarWebhook, number: number): Record<string, string> {
  const { signature } = webhook;
  const token = signature === 'forged' ? `${channel.token}x` : channel.token;
  return {
    'user-agent': 'APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)',
    'x-goog-channel-id': channel.id,
    'x-goog-channel-expiration': new Date(channel.expirationMs).toUTCString(),
    'x-goog-message-number': String(number),
    'x-goog-resource-id': channel.resourceId,
    'x-goog-resource-state': webhook.kind === 'notify' ? webhook.state : 'exists',
    'x-goog-resource-uri': `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(channel.calendarId)}/events?alt=json`,
    ...(token === undefined || signature === 'missing' ? {} : { 'x-goog-channel-token': token }),
  };
}

/** Calendar's push: that something changed, in headers alone, on every channel that watches. */
export async function sendCalendarWebhook(
  office: PostOffice,
  webhook: CalendarWebhook,
): Promise<WebhookReport | Problem> {
  const { world, vendors, sender } = office;
  const state = vendors.calendar.calendars;
  const calendar = state.calendar(webhook.account, webhook.calendarId);
  if (calendar === undefined) return { problem: `${webhook.account} has no calendar ${webhook.calendarId}.` };
  const place = { calendar, owner: webhook.account, state, world };
  const channels = channelsOf(office, webhook, place);
  if ('problem' in channels) return channels;
  const happened = happen(webhook, place);
  if ('problem' in happened) return happened;
  const deliveries: Delivery[] = [];
  for (const channel of channels.open) {
    const numbers: number[] = [];
    const sent = await takeTurns(webhook, ({ event }) => {
      numbers[event] ??= world.ids.next(`calendar.message.${channel.id}`);
      const number = numbers[event];
      const headers = headersOf(channel, webhook, number);
      return sender.send({ target: channel.address, headers, body: '', eventId: `${channel.id}/${number}` });
    });
    deliveries.push(...sent);
  }
  const { eventId } = happened;
  return { deliveries, subject: { calendarId: calendar.id, ...(eventId === undefined ? {} : { eventId }) } };
}
