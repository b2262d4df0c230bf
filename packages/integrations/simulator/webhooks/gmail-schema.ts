import * as z from 'zod';
import { usualEmail } from '../vendors/google/grants.ts';
import { deliveryPlan } from './delivery-plan.ts';

const mailbox = {
  vendor: z.literal('gmail'),
  /** Whose mailbox. */
  account: z.email().default(usualEmail),
  ...deliveryPlan,
};

export const gmailWebhookSchema = z.discriminatedUnion('kind', [
  /** A mail arrives, and the push tells of it. */
  z.strictObject({
    kind: z.literal('mail'),
    ...mailbox,
    from: z.string().default('Sam <sam@example.com>'),
    subject: z.string().default('(no subject)'),
    text: z.string().default(''),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[^\r\n]*$/)).default({}),
    labelIds: z.array(z.string()).default(['INBOX', 'UNREAD']),
    threadId: z.string().optional(),
  }),
  /** A push alone. With a `historyId` of before it is a stale one. */
  z.strictObject({
    kind: z.literal('push'),
    ...mailbox,
    historyId: z.string().regex(/^\d+$/).optional(),
  }),
  /** The history so far is forgotten: the next look from before gets a 404. Then a push. */
  z.strictObject({ kind: z.literal('history-lost'), ...mailbox }),
]);

export type GmailWebhook = z.output<typeof gmailWebhookSchema>;
