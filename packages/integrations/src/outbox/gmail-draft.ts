import type { GoogleAccount } from '../google/tokens.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveredMessage, PayloadOf } from './message.ts';

/** Makes a draft; after a doubt looks for its dedupe id among the drafts first. */
export async function createDraft(
  delivery: Delivery<PayloadOf<'gmail draft.create'>, GoogleAccount>,
): Promise<DeliveredMessage> {
  const { vendors, payload, account, dedupeId, uncertain, context } = delivery;
  if (uncertain) {
    const known = await vendors.gmail.findDraft(account, dedupeId, context);
    if (known !== undefined) return { externalRef: known.id, found: true };
  }
  const { id } = await vendors.gmail.createDraft(account, { ...payload, dedupeId }, context);
  return { externalRef: id, found: false };
}
