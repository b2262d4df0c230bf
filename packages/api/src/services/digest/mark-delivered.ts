import type { DigestRow, OutboxMessageRow, Tx } from '@ballast/db';

/** What the message of a digest is known by: one a kind and period, so however many make it, one leaves. */
export function digestDedupeId({ kind, periodKey }: Pick<DigestRow, 'kind' | 'periodKey'>): string {
  return `digest:${kind}:${periodKey}`;
}

/** Notes on a digest that it has reached its owner, if this message is the one that brings it. */
export async function markDigestDelivered(tx: Tx, message: OutboxMessageRow): Promise<void> {
  const [, kind, periodKey] = /^digest:(daily|weekly):(.+)$/.exec(message.dedupeId) ?? [];
  if (message.status !== 'delivered' || kind === undefined || periodKey === undefined) return;
  await tx.kysely
    .updateTable('Digest')
    .set({ deliveredAt: message.deliveredAt })
    .where('ownerId', '=', message.ownerId)
    .where('kind', '=', kind as DigestRow['kind'])
    .where('periodKey', '=', periodKey)
    .execute();
}
