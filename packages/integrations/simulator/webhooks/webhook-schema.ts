import * as z from 'zod';
import { slackWebhookSchema } from './slack-schema.ts';

/** Something that happened at a vendor, and how the application is told. */
export const webhookSchema = z.union([slackWebhookSchema]);

export type WebhookInput = z.input<typeof webhookSchema>;
export type Webhook = z.output<typeof webhookSchema>;
