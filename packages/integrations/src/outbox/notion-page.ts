import type { NotionAccount } from '../notion/client.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveredMessage, PayloadOf } from './message.ts';

/** Makes a page; after a doubt asks for its external id first. */
export async function createPage(
  delivery: Delivery<PayloadOf<'notion page.create'>, NotionAccount>,
): Promise<DeliveredMessage> {
  const { vendors, payload, account, dedupeId, uncertain, context } = delivery;
  const { title, content, dataSourceId, notes, status, due } = payload;
  const page = {
    title,
    externalId: payload.externalId ?? dedupeId,
    dataSourceId,
    body: content,
    notes: notes ?? undefined,
    status: status ?? undefined,
    due: due ?? undefined,
  };
  if (uncertain) {
    const known = await vendors.notion.find(account, page, context);
    if (known !== undefined) return { externalRef: known.id, found: true };
  }
  const made = await vendors.notion.create(account, page, context);
  return { externalRef: made.id, found: false };
}

/** Writes a page's properties: the same values again change nothing. */
export async function updatePage(
  delivery: Delivery<PayloadOf<'notion page.update'>, NotionAccount>,
): Promise<DeliveredMessage> {
  const { vendors, payload, account, context } = delivery;
  const changed = await vendors.notion.update(account, payload, context);
  return { externalRef: changed.id, found: false };
}
