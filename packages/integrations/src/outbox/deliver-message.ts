import type { CalendarAccount } from '../calendar/client.ts';
import type { CallContext } from '../call.ts';
import { IntegrationError } from '../errors.ts';
import type { GoogleAccount } from '../google/tokens.ts';
import type { NotionAccount } from '../notion/client.ts';
import type { SlackAccount } from '../slack/client.ts';
import type { Vendors } from '../vendors.ts';
import { deleteEvent, putEvent } from './calendar-event.ts';
import type { Delivery } from './delivery.ts';
import { createDraft } from './gmail-draft.ts';
import {
  type DeliveredMessage,
  type OutboxKind,
  type OutboxMessage,
  type PayloadOf,
  payloadSchemas,
} from './message.ts';
import { createPage, updatePage } from './notion-page.ts';
import { postMessage } from './slack-message.ts';

interface AccountOf {
  readonly slack: SlackAccount;
  readonly notion: NotionAccount;
  readonly google_calendar: CalendarAccount;
  readonly gmail: GoogleAccount;
}
type VendorOf<K extends OutboxKind> = K extends `${infer V extends keyof AccountOf} ${string}` ? V : never;
/** Credentials of any of the vendors. */
export type OutboxAccount = AccountOf[keyof AccountOf];

type Deliveries = {
  readonly [K in OutboxKind]: (
    delivery: Delivery<PayloadOf<K>, AccountOf[VendorOf<K>]>,
  ) => Promise<DeliveredMessage>;
};

/** How each kind is delivered without a second effect: by looking first after a doubt, or by an id the vendor knows. */
const deliveries: Deliveries = {
  'slack message.post': postMessage,
  'notion page.create': createPage,
  'notion page.update': updatePage,
  'google_calendar event.put': putEvent,
  'google_calendar event.delete': deleteEvent,
  'gmail draft.create': createDraft,
};

export interface DeliverOptions {
  readonly vendors: Vendors;
  readonly message: OutboxMessage;
  /** Of the vendor the message is for. */
  readonly credentials: OutboxAccount;
  readonly context: CallContext & { readonly ownerId: string };
}

function isKind(kind: string): kind is OutboxKind {
  return Object.hasOwn(payloadSchemas, kind);
}

/** What can't be sent as it stands is refused before anything leaves; no repeat mends it. */
function unsendable({ vendor, operation }: OutboxMessage, why: string): IntegrationError {
  return new IntegrationError({
    vendor,
    operation,
    code: 'dependency_refused',
    vendorCode: why,
    outcome: 'not_sent',
    retryable: false,
  });
}

/**
 * Delivers one message, once. A first attempt is sent at once; after one that may have arrived the vendor is asked
 * first, and only a message that is certainly not there is sent again.
 *
 * @throws IntegrationError with what is known of the effect: `unknown` and not retryable when the vendor can't tell
 *   whether an earlier attempt arrived; ReliabilityError when the caller's own deadline ended.
 */
export async function deliverMessage(options: DeliverOptions): Promise<DeliveredMessage> {
  const { vendors, message, credentials, context } = options;
  const kind = `${message.vendor} ${message.operation}`;
  if (!isKind(kind)) throw unsendable(message, 'unknown_operation');
  const payload = payloadSchemas[kind].safeParse(message.payload);
  if (!payload.success) throw unsendable(message, 'invalid_payload');
  const { dedupeId, uncertain } = message;
  // The kind picks payload, account and function alike, which the type of a table can't follow.
  const deliver = deliveries[kind] as (delivery: Delivery<unknown, unknown>) => Promise<DeliveredMessage>;
  return deliver({ vendors, payload: payload.data, account: credentials, dedupeId, uncertain, context });
}
