import * as z from 'zod';
import { usualEmail } from '../vendors/google/grants.ts';
import { deliveryPlan } from './delivery-plan.ts';

const somewhere = {
  vendor: z.literal('calendar'),
  /** Whose calendar. */
  account: z.email().default(usualEmail),
  calendarId: z.string().default('primary'),
  ...deliveryPlan,
};
const event = z.record(z.string(), z.json());

export const calendarWebhookSchema = z.discriminatedUnion('kind', [
  /** A person adds an event. */
  z.strictObject({ kind: z.literal('create'), ...somewhere, event }),
  /** A person changes an event; the fields that are named. */
  z.strictObject({ kind: z.literal('edit'), ...somewhere, eventId: z.string(), event }),
  /** A person deletes an event. */
  z.strictObject({ kind: z.literal('delete'), ...somewhere, eventId: z.string() }),
  /** A notification alone. `sync` is the first one of a channel. */
  z.strictObject({
    kind: z.literal('notify'),
    ...somewhere,
    state: z.enum(['exists', 'sync']).default('exists'),
  }),
  /** Every sync token given so far is gone. Then a notification. */
  z.strictObject({ kind: z.literal('sync-lost'), ...somewhere }),
]);

export type CalendarWebhook = z.output<typeof calendarWebhookSchema>;
