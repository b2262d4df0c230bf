import { receiveCalendar } from '../services/inbound/receive-calendar.ts';
import { receiveGmail } from '../services/inbound/receive-gmail.ts';
import type { WebhookDoor } from './webhook-door.ts';

/** The pushes of Gmail's Pub/Sub subscription. */
export const gmailDoor: WebhookDoor = {
  vendor: 'gmail',
  route: '/api/webhooks/gmail',
  receive: receiveGmail,
};

/** The pushes of Google Calendar's channels. */
export const calendarDoor: WebhookDoor = {
  vendor: 'google_calendar',
  route: '/api/webhooks/google-calendar',
  receive: receiveCalendar,
};
