import * as z from 'zod';
import { calendarWebhookSchema } from './calendar-schema.ts';
import { gmailWebhookSchema } from './gmail-schema.ts';
import { notionWebhookSchema } from './notion-schema.ts';
import { slackWebhookSchema } from './slack-schema.ts';

/** Something that happened at a vendor, and how the application is told. */
export const webhookSchema = z.discriminatedUnion('vendor', [
  slackWebhookSchema,
  gmailWebhookSchema,
  notionWebhookSchema,
  calendarWebhookSchema,
]);

export type WebhookInput = z.input<typeof webhookSchema>;
export type Webhook = z.output<typeof webhookSchema>;
