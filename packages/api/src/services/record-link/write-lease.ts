import { newId, type RecordLinkRow, type Tx } from '@ballast/db';
import { sql } from 'kysely';
import type { PairId } from './lock-pair.ts';

/** What is about to be written, and for how long nobody else may, in ms. */
export interface Intent {
  readonly vendor: string;
  readonly fingerprint: string;
  readonly leaseMs: number;
}

/**
 * Says what is about to be written to a copy, and takes it: whoever meets this text there from now on knows it for
 * ours, also when we die before we know that it arrived. The caller has locked the record.
 */
export async function takeCopy(tx: Tx, pair: PairId, intent: Intent): Promise<void> {
  const { vendor, fingerprint, leaseMs } = intent;
  const taken = {
    writing: fingerprint,
    writingUntil: sql<Date>`now() + ${leaseMs}::float8 * interval '1 millisecond'`,
    updatedAt: sql<Date>`now()`,
  };
  await tx.kysely
    .insertInto('RecordLink')
    .values({ id: newId(), ...pair, vendor, ...taken })
    .onConflict((conflict) => conflict.columns(['integrationId', 'recordId']).doUpdateSet(taken))
    .execute();
}

/** How long somebody else still writes to this copy, in ms; 0 when nobody does. By the database's clock. */
export async function heldForMs(tx: Tx, link: RecordLinkRow): Promise<number> {
  if (link.writingUntil === null) return 0;
  const { rows } = await sql<{ leftMs: number }>`
    SELECT (extract(epoch FROM ${link.writingUntil}::timestamptz - now()) * 1000)::float8 AS "leftMs"`.execute(
    tx.kysely,
  );
  return Math.max(0, Math.ceil(rows[0]?.leftMs ?? 0));
}

/** What a write that arrived made of the copy. */
export interface Written {
  readonly fingerprint: string;
  readonly version: number;
  readonly externalId: string | null;
}

/** Writes down that it arrived. False when the copy was taken over meanwhile: then it has to be looked at again. */
export async function finishCopy(tx: Tx, pair: PairId, written: Written): Promise<boolean> {
  const { fingerprint, version, externalId } = written;
  const done = await tx.kysely
    .updateTable('RecordLink')
    .set({
      ...{ fingerprint, version, externalId, writing: null, writingUntil: null },
      updatedAt: sql<Date>`now()`,
    })
    .where('integrationId', '=', pair.integrationId)
    .where('recordId', '=', pair.recordId)
    .where('ownerId', '=', pair.ownerId)
    .where('writing', '=', fingerprint)
    .returning('id')
    .executeTakeFirst();
  return done !== undefined;
}

/** Lets others write again; what was being written stays known, since it may have arrived. */
export async function releaseCopy(tx: Tx, pair: PairId): Promise<void> {
  await tx.kysely
    .updateTable('RecordLink')
    .set({ writingUntil: null })
    .where('integrationId', '=', pair.integrationId)
    .where('recordId', '=', pair.recordId)
    .where('ownerId', '=', pair.ownerId)
    .execute();
}
