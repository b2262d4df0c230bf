import { type DigestRow, newId, type Tx } from '@ballast/db';
import type { Call } from '../../context.ts';
import { enqueueOutbox } from '../outbox/enqueue.ts';
import { digestDedupeId } from './mark-delivered.ts';
import { slackText } from './slack-text.ts';

/** What makes a digest unique (I9). */
export interface DigestKey {
  readonly ownerId: string;
  readonly kind: DigestRow['kind'];
  readonly periodKey: string;
}

/** The digest of this owner, kind and period, if it was made already. */
export async function findDigest(ctx: Call, key: DigestKey): Promise<DigestRow | undefined> {
  return ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely
      .selectFrom('Digest')
      .selectAll()
      .where('ownerId', '=', key.ownerId)
      .where('kind', '=', key.kind)
      .where('periodKey', '=', key.periodKey)
      .executeTakeFirst(),
  );
}

/**
 * Stores a digest unless another run was first; then that one is returned. The unique index decides, so any number
 * of schedulers may come here at once.
 */
export async function storeDigestOnce(
  ctx: Call,
  key: DigestKey,
  written: { readonly content: string; readonly provider: string },
): Promise<{ row: DigestRow; created: boolean }> {
  return ctx.database.transaction({ deadline: ctx.deadline, name: `digest.${key.kind}` }, async (tx) => {
    const mine = await tx.kysely
      .insertInto('Digest')
      .values({ id: newId(), ...key, ...written })
      .onConflict((conflict) => conflict.columns(['ownerId', 'kind', 'periodKey']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (mine) {
      await sendIfWanted(tx, mine);
      return { row: mine, created: true };
    }
    const first = await tx.kysely
      .selectFrom('Digest')
      .selectAll()
      .where('ownerId', '=', key.ownerId)
      .where('kind', '=', key.kind)
      .where('periodKey', '=', key.periodKey)
      .executeTakeFirstOrThrow();
    return { row: first, created: false };
  });
}

/** Sends a new digest to the owner in Slack, if they want that and Slack is connected: in its transaction, so once. */
async function sendIfWanted(tx: Tx, digest: DigestRow): Promise<void> {
  const { ownerId } = digest;
  const wanted = await tx.kysely
    .selectFrom('User')
    .innerJoin('Integration', 'Integration.ownerId', 'User.id')
    .select('User.id')
    .where('User.id', '=', ownerId)
    .where('User.digestToSlack', '=', true)
    .where('Integration.vendor', '=', 'slack')
    .executeTakeFirst();
  if (!wanted) return;
  await enqueueOutbox(tx, {
    ...{ ownerId, vendor: 'slack', operation: 'message.post' },
    payload: { text: slackText(digest.content), channel: null },
    dedupeId: digestDedupeId(digest),
  });
}
