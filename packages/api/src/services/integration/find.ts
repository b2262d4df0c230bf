import type { IntegrationRow, Tx } from '@ballast/db';
import type { Deadline } from '@ballast/reliability';
import type { App } from '../../context.ts';
import type { ConnectedVendor } from './vendors.ts';

/** An owner's connection of a vendor, if there is one. */
export async function findIntegration(
  app: Pick<App, 'database'> & { readonly deadline: Deadline },
  ownerId: string,
  vendor: ConnectedVendor | string,
): Promise<IntegrationRow | undefined> {
  return app.database.read({ deadline: app.deadline, name: 'integration.find' }, (tx) =>
    findIn(tx, ownerId, vendor),
  );
}

/** The same in a transaction. */
export function findIn(tx: Tx, ownerId: string, vendor: string): Promise<IntegrationRow | undefined> {
  return tx.kysely
    .selectFrom('Integration')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where('vendor', '=', vendor)
    .executeTakeFirst();
}
