import * as z from 'zod';
import { deliveryPlan } from './delivery-plan.ts';

const ts = z.string().regex(/^\d{10}\.\d{6}$/, { error: 'a Slack timestamp such as 1531420618.000100' });
const somewhere = {
  vendor: z.literal('slack'),
  /** The workspace. Absent: the one a token belongs to that names none. */
  team: z
    .string()
    .regex(/^T[A-Z0-9]{7,}$/)
    .optional(),
  ...deliveryPlan,
};
const someone = {
  channel: z.string().min(1).default('C0INBOX001'),
  user: z.string().min(1).default('U0ADA00001'),
};

export const slackWebhookSchema = z.discriminatedUnion('kind', [
  /** A person writes in a channel. With the `ts` of a message that is there, that one is announced again. */
  z.strictObject({
    kind: z.literal('message'),
    ...somewhere,
    ...someone,
    text: z.string().default(''),
    ts: ts.optional(),
    threadTs: ts.optional(),
    /** Set: a bot wrote it, the application itself for instance. */
    botId: z.string().optional(),
    /** `message_changed` announces an edit of the message `ts`. */
    subtype: z.enum(['message_changed', 'message_deleted', 'bot_message', 'channel_join']).optional(),
  }),
  /** Any other event, e.g. `{type: 'app_uninstalled'}`. */
  z.strictObject({ kind: z.literal('event'), ...somewhere, event: z.record(z.string(), z.json()) }),
  /** A slash command. */
  z.strictObject({
    kind: z.literal('command'),
    ...somewhere,
    ...someone,
    command: z.string().regex(/^\/\S+$/),
    text: z.string().default(''),
  }),
  /** What Slack asks when the URL is entered. */
  z.strictObject({ kind: z.literal('url_verification'), ...somewhere, challenge: z.string().optional() }),
]);

export type SlackWebhook = z.output<typeof slackWebhookSchema>;
