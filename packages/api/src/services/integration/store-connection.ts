import type { IntegrationRow } from '@ballast/db';
import type { Vault } from '../../abroad/vault.ts';
import type { Call } from '../../context.ts';
import { type SecretsOf, sealSecrets } from './account.ts';
import { enqueueSyncIn } from './enqueue-sync.ts';
import type { ConnectedVendor } from './vendors.ts';

/** What a connection is made of. */
export interface NewConnection {
  readonly id: string;
  readonly ownerId: string;
  readonly vendor: ConnectedVendor;
  readonly accountRef: string;
  readonly settings: object;
  readonly secrets: SecretsOf[ConnectedVendor];
}

/**
 * Stores a connection with its first sync's job in one transaction. Connecting another account forgets what was
 * copied to the one before; connecting the same one again goes on where it was.
 */
export async function storeConnection(
  ctx: Call,
  vault: Vault,
  { id, ownerId, vendor, accountRef, settings, secrets }: NewConnection,
): Promise<IntegrationRow> {
  const sealed = sealSecrets(vault, ownerId, vendor, secrets);
  const connectedAt = new Date(ctx.runtime.now());
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'integration.connect' }, async (tx) => {
    const before = await tx.kysely
      .selectFrom('Integration')
      .select(['id', 'accountRef', 'cursors'])
      .where('ownerId', '=', ownerId)
      .where('vendor', '=', vendor)
      .forUpdate()
      .executeTakeFirst();
    const same = before?.accountRef === accountRef;
    const fresh = {
      ...sealed,
      ...{ accountRef, connectedAt },
      settings: JSON.stringify(settings),
      cursors: same ? JSON.stringify(before.cursors) : '{}',
      status: 'connected',
      consecutiveFailures: 0,
      lastError: null,
      lastErrorAt: null,
      lastSuccessAt: connectedAt,
      updatedAt: connectedAt,
    };
    if (before && !same) {
      await tx.kysely.deleteFrom('RecordLink').where('integrationId', '=', before.id).execute();
    }
    const row = await tx.kysely
      .insertInto('Integration')
      .values({ id, ownerId, vendor, ...fresh })
      .onConflict((conflict) => conflict.columns(['ownerId', 'vendor']).doUpdateSet(fresh))
      .returningAll()
      .executeTakeFirstOrThrow();
    await enqueueSyncIn(tx, row.id, ctx.runtime);
    return row;
  });
}
