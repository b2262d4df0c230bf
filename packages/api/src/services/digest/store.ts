import { type DigestRow, newId } from '@ballast/db';
import type { Call } from '../../context.ts';

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
    if (mine) return { row: mine, created: true };
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
