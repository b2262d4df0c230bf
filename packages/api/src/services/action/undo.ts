import { newId, type Tx } from '@ballast/db';
import { DomainError } from '../../errors.ts';
import { mirrorDeletion, mirrorRecord } from '../record-link/mirror-record.ts';
import { lockOwnRecord } from '../workflow/scope.ts';
import type { RollbackData } from './rollback-data.ts';

type DataOf<Kind extends RollbackData['kind']> = Extract<RollbackData, { kind: Kind }>;

/** Puts the data back as they were, in the caller's transaction. Sets no workflow off: nothing new has happened. */
export async function undoAction(tx: Tx, ownerId: string, data: RollbackData, nowMs: number): Promise<void> {
  switch (data.kind) {
    case 'create':
      return undoCreate(tx, ownerId, data);
    case 'update':
      return undoUpdate(tx, ownerId, data, nowMs);
    case 'delete':
      return undoDelete(tx, ownerId, data);
    case 'link':
      return undoLink(tx, ownerId, data);
    case 'sent':
      return undoSend(tx, ownerId, data);
  }
}

async function lockUnchanged(tx: Tx, ownerId: string, id: string, version: number) {
  const record = await lockOwnRecord(tx, ownerId, id);
  if (!record)
    throw new DomainError('conflict', 'The record is gone meanwhile, so there is nothing to take back.');
  if (record.version === version) return record;
  throw new DomainError(
    'conflict',
    `The record was changed after this (version ${version} then, ${record.version} now). Taking it back would undo that too, so change it by hand.`,
  );
}

async function undoCreate(tx: Tx, ownerId: string, { recordId, version }: DataOf<'create'>): Promise<void> {
  await mirrorDeletion(tx, await lockUnchanged(tx, ownerId, recordId, version));
  await tx.kysely.deleteFrom('Record').where('id', '=', recordId).where('ownerId', '=', ownerId).execute();
}

async function undoUpdate(tx: Tx, ownerId: string, data: DataOf<'update'>, nowMs: number): Promise<void> {
  const { recordId, version, before } = data;
  await lockUnchanged(tx, ownerId, recordId, version);
  const undone = await tx.kysely
    .updateTable('Record')
    // The version goes on: whoever holds the one in between must hear of the change.
    .set((eb) => ({
      ...before,
      fields: JSON.stringify(before.fields),
      version: eb('version', '+', 1),
      updatedAt: new Date(nowMs),
    }))
    .where('id', '=', recordId)
    .where('ownerId', '=', ownerId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await mirrorRecord(tx, undone);
}

async function undoDelete(tx: Tx, ownerId: string, data: DataOf<'delete'>): Promise<void> {
  const { record, entryIds, relationships } = data;
  const restored = await tx.kysely
    .insertInto('Record')
    .values({ ...record, ownerId, fields: JSON.stringify(record.fields) })
    .returningAll()
    .executeTakeFirstOrThrow();
  // Its version is the one it had, and told of before.
  await mirrorRecord(tx, restored, { fact: `${restored.version}:restored:${newId()}` });
  if (entryIds.length > 0) {
    await tx.kysely
      .updateTable('InboxEntry')
      .set({ recordId: record.id })
      .where('id', 'in', entryIds)
      .where('ownerId', '=', ownerId)
      // One that was filed anew meanwhile stays where it is.
      .where('recordId', 'is', null)
      .execute();
  }
  const others = relationships.map(({ fromId, toId }) => (fromId === record.id ? toId : fromId));
  if (others.length === 0) return;
  const there = await tx.kysely
    .selectFrom('Record')
    .select('id')
    .where('id', 'in', others)
    .where('ownerId', '=', ownerId)
    .execute();
  const ids = new Set([record.id, ...there.map((row) => row.id)]);
  const whole = relationships.filter(({ fromId, toId }) => ids.has(fromId) && ids.has(toId));
  if (whole.length > 0)
    await tx.kysely
      .insertInto('Relationship')
      .values([...whole])
      .execute();
}

async function undoLink(tx: Tx, ownerId: string, { relationshipId, before }: DataOf<'link'>): Promise<void> {
  if (before === null) {
    await tx.kysely
      .deleteFrom('Relationship')
      .where('id', '=', relationshipId)
      .where('ownerId', '=', ownerId)
      .execute();
    return;
  }
  const { strength, reason, lastMentionedAt } = before;
  await tx.kysely
    .updateTable('Relationship')
    .set({ strength, reason, lastMentionedAt })
    .where('id', '=', relationshipId)
    .where('ownerId', '=', ownerId)
    .execute();
}

async function undoSend(tx: Tx, ownerId: string, { messageId, vendor }: DataOf<'sent'>): Promise<void> {
  const message = await tx.kysely
    .selectFrom('OutboxMessage')
    .select(['status', 'uncertain'])
    .where('id', '=', messageId)
    .where('ownerId', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
  if (message && (message.status !== 'pending' || message.uncertain)) {
    throw new DomainError(
      'conflict',
      `This has left for ${vendor} already and can't be taken back from here.`,
    );
  }
  await tx.kysely
    .deleteFrom('OutboxMessage')
    .where('id', '=', messageId)
    .where('ownerId', '=', ownerId)
    .execute();
}
