import type { RecordLinkRow, RecordRow, Tx } from '@ballast/db';
import type { Deadline } from '@ballast/reliability';
import type { App } from '../../context.ts';

/** A record and its link to one connection's copy, both locked until the transaction ends. */
export interface Pair {
  readonly record: RecordRow;
  /** Undefined before a first write. */
  readonly link: RecordLinkRow | undefined;
}

/** Of whose record, and at which connection. */
export interface PairId {
  readonly ownerId: string;
  readonly integrationId: string;
  readonly recordId: string;
}

/** The same as it is now, unlocked. */
export function findPair(
  app: Pick<App, 'database'>,
  pair: PairId,
  deadline: Deadline,
): Promise<Pair | undefined> {
  return app.database.read({ deadline, name: 'mirror.find' }, (tx) => readPair(tx, pair, false));
}

/** Always the record first, as every change of one does. Undefined when the record is gone. */
export function lockPair(tx: Tx, pair: PairId): Promise<Pair | undefined> {
  return readPair(tx, pair, true);
}

async function readPair(
  { kysely }: Tx,
  { ownerId, integrationId, recordId }: PairId,
  lock: boolean,
): Promise<Pair | undefined> {
  const record = await kysely
    .selectFrom('Record')
    .selectAll()
    .where('id', '=', recordId)
    .where('ownerId', '=', ownerId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!record) return undefined;
  const link = await kysely
    .selectFrom('RecordLink')
    .selectAll()
    .where('integrationId', '=', integrationId)
    .where('recordId', '=', recordId)
    .where('ownerId', '=', ownerId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return { record, link };
}
