import type { LadderServices } from '@ballast/api/ladder';
import { createIdempotencyStore, type Database, type Tx } from '@ballast/db';
import { createIdempotency } from '@ballast/reliability';

/** The two parts of the ladder's services that know of the database. */
export function servicesOn(
  database: Database,
): Pick<LadderServices<Tx, { kind: string; scope: string }>, 'idempotency' | 'transact'> {
  return {
    idempotency: createIdempotency<Tx>({ store: createIdempotencyStore(database) }),
    transact: (call, body) => database.transaction(call, body),
  };
}
