import type { CalendarAccount } from '../calendar/client.ts';
import { type EventInput, eventIdFor, saysTheSame } from '../calendar/event.ts';
import { IntegrationError } from '../errors.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveredMessage, PayloadOf } from './message.ts';

type Put = Delivery<PayloadOf<'google_calendar event.put'>, CalendarAccount>;

/** Writing over others' changes is tried this often; somebody who writes that fast is left to finish. */
const mostRounds = 3;

/**
 * Puts an event where it belongs. Its id follows from what it stands for, so making it again is answered as a
 * duplicate: for a message on its own that is success; one that follows an item is then brought up to date.
 */
export async function putEvent(delivery: Put): Promise<DeliveredMessage> {
  const { vendors, payload, account, dedupeId, context } = delivery;
  const id = eventIdFor(context.ownerId, payload.itemId ?? dedupeId, context.credential);
  const { created } = await vendors.calendar.insert(account, { ...payload, id }, context);
  if (created) return { externalRef: id, found: false };
  if (!payload.itemId) return { externalRef: id, found: true };
  return bringUpToDate(delivery, payload, id);
}

async function bringUpToDate(
  { vendors, account, context }: Put,
  event: EventInput,
  id: string,
): Promise<DeliveredMessage> {
  for (let round = 0; round < mostRounds; round++) {
    const there = await vendors.calendar.get(account, id, context);
    if (there?.etag === undefined) break;
    if (saysTheSame(event, there)) return { externalRef: id, found: true };
    const written = await vendors.calendar.update(account, { ...event, id, etag: there.etag }, context);
    if (written === 'updated') return { externalRef: id, found: false };
    if (written === 'gone') break;
  }
  throw new IntegrationError({
    vendor: 'google_calendar',
    operation: 'events.update',
    code: 'dependency_refused',
    vendorCode: 'changed_meanwhile',
    outcome: 'rejected',
    retryable: true,
  });
}

/** Deletes an item's event. One that is gone already is what was wanted. */
export async function deleteEvent(
  delivery: Delivery<PayloadOf<'google_calendar event.delete'>, CalendarAccount>,
): Promise<DeliveredMessage> {
  const { vendors, payload, account, context } = delivery;
  const id = eventIdFor(context.ownerId, payload.itemId, context.credential);
  const removed = await vendors.calendar.remove(account, id, context);
  return { externalRef: id, found: removed === 'gone' };
}
