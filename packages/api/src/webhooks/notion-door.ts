import { receiveNotion } from '../services/inbound/receive-notion.ts';
import type { WebhookDoor } from './webhook-door.ts';

/** The events of Notion's webhooks. */
export const notionDoor: WebhookDoor = {
  vendor: 'notion',
  route: '/api/webhooks/notion',
  receive: receiveNotion,
};
