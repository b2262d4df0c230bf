import { type AgentActionRow, newId, type Tx } from '@ballast/db';
import { extractLocally } from '@ballast/integrations';
import type { Call } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { type OutboxContent, vendorName } from '../outbox/content.ts';
import { enqueueOutbox } from '../outbox/enqueue.ts';
import { changeRecord, checkFields } from '../record/change.ts';
import { createRecordFrom, type RecordDraft } from '../record/create-from.ts';
import { mirrorDeletion } from '../record-link/mirror-record.ts';
import { calendarEvent } from '../workflow/compose-message.ts';
import { timezoneOf } from '../workflow/next-run.ts';
import { lockOwnRecord } from '../workflow/scope.ts';
import type { ActionContent, ParamsOf } from './kinds.ts';
import type { RollbackData } from './rollback-data.ts';

/** What every kind is performed with. */
export interface PerformScope {
  readonly ctx: Call;
  readonly tx: Tx;
  /** The caller's clock, epoch ms. */
  readonly nowMs: number;
}

/**
 * Does what an action says in the caller's transaction, and returns what it takes to undo it.
 * @throws DomainError when it can't be done
 */
export async function performAction(
  scope: PerformScope,
  action: AgentActionRow,
  content: ActionContent,
): Promise<RollbackData> {
  const { ownerId } = action;
  switch (content.kind) {
    case 'create':
      return createOne(scope, ownerId, content.params);
    case 'update':
      return updateOne(scope, ownerId, content.params);
    case 'delete':
      return deleteOne(scope, ownerId, content.params.recordId);
    case 'link':
      return linkTwo(scope, ownerId, content.params);
    case 'notify': {
      const { text, channel = null } = content.params;
      return sendOne(scope, action, {
        vendor: 'slack',
        operation: 'message.post',
        payload: { text, channel },
      });
    }
    case 'schedule': {
      const { title, startsAt, durationMinutes, description = null } = content.params;
      const timezone = await timezoneOf(scope.tx, ownerId);
      const when = { at: new Date(startsAt), allDay: false };
      return sendOne(scope, action, calendarEvent({ title, when, durationMinutes, timezone, description }));
    }
  }
}

async function lockOne({ tx }: PerformScope, ownerId: string, id: string) {
  const record = await lockOwnRecord(tx, ownerId, id);
  if (!record) throw notFound('record');
  return record;
}

async function createOne(
  { ctx, tx, nowMs }: PerformScope,
  ownerId: string,
  params: ParamsOf<'create'>,
): Promise<RollbackData> {
  const { category, title, dueAt, dueAllDay } = params;
  const draft = extractLocally({ text: title, timezone: await timezoneOf(tx, ownerId), nowMs }, category);
  const given = Object.entries(params.fields ?? {}).filter(([, value]) => value !== null);
  const recordId = await createRecordFrom(tx, ownerId, category, {
    title,
    fields: checkFields(category, { ...draft.fields, ...Object.fromEntries(given) }),
    dueAt: dueAt ?? draft.dueAt,
    dueAllDay: dueAt === undefined ? draft.dueAllDay : (dueAllDay ?? false),
  } as RecordDraft);
  await ctx.faults.hit('action.create.after-record');
  return { kind: 'create', recordId, version: 1 };
}

async function updateOne(
  scope: PerformScope,
  ownerId: string,
  params: ParamsOf<'update'>,
): Promise<RollbackData> {
  const { ctx, tx, nowMs } = scope;
  const { recordId, expectedVersion, dueAt, ...change } = params;
  const record = await lockOne(scope, ownerId, recordId);
  if (expectedVersion !== undefined && expectedVersion !== record.version) {
    throw new DomainError('conflict', 'The record was changed since this was proposed. Look at it again.');
  }
  const after = await changeRecord(tx, {
    record,
    change: { ...change, dueAt: typeof dueAt === 'string' ? new Date(dueAt) : dueAt },
    nowMs,
  });
  await ctx.faults.hit('action.update.after-record');
  const { title, fields, status, dueAllDay, archivedAt, snoozedUntil } = record;
  return {
    kind: 'update',
    recordId,
    version: after.version,
    before: {
      ...{ title, fields, status, dueAllDay },
      dueAt: record.dueAt?.toISOString() ?? null,
      archivedAt: archivedAt?.toISOString() ?? null,
      snoozedUntil: snoozedUntil?.toISOString() ?? null,
    },
  };
}

async function deleteOne(scope: PerformScope, ownerId: string, recordId: string): Promise<RollbackData> {
  const { ctx, tx } = scope;
  const { searchVector: _derived, ...record } = await lockOne(scope, ownerId, recordId);
  const entries = await tx.kysely
    .selectFrom('InboxEntry')
    .select('id')
    .where('recordId', '=', recordId)
    .where('ownerId', '=', ownerId)
    .execute();
  const relationships = await tx.kysely
    .selectFrom('Relationship')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where((eb) => eb.or([eb('fromId', '=', recordId), eb('toId', '=', recordId)]))
    .execute();
  await mirrorDeletion(tx, { id: recordId, ownerId });
  // Its links go with it, and its thoughts stay without it: the foreign keys say so.
  await tx.kysely.deleteFrom('Record').where('id', '=', recordId).where('ownerId', '=', ownerId).execute();
  await ctx.faults.hit('action.delete.after-record');
  return { kind: 'delete', record, entryIds: entries.map((entry) => entry.id), relationships };
}

async function linkTwo(
  scope: PerformScope,
  ownerId: string,
  params: ParamsOf<'link'>,
): Promise<RollbackData> {
  const { ctx, tx, nowMs } = scope;
  const { fromId, toId, kind, reason = null } = params;
  await lockOne(scope, ownerId, fromId);
  await lockOne(scope, ownerId, toId);
  const before = await tx.kysely
    .selectFrom('Relationship')
    .selectAll()
    .where('fromId', '=', fromId)
    .where('toId', '=', toId)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst();
  // What a person says is certain.
  const said = { strength: 1, reason, lastMentionedAt: new Date(nowMs) };
  const after = await tx.kysely
    .insertInto('Relationship')
    .values({ id: newId(), ownerId, fromId, toId, kind, ...said })
    .onConflict((conflict) => conflict.columns(['fromId', 'toId', 'kind']).doUpdateSet(said))
    .returning('id')
    .executeTakeFirstOrThrow();
  await ctx.faults.hit('action.link.after-relationship');
  return { kind: 'link', relationshipId: after.id, before: before ?? null };
}

async function sendOne(
  { ctx, tx }: PerformScope,
  action: AgentActionRow,
  content: OutboxContent,
): Promise<RollbackData> {
  const { id, ownerId } = action;
  const message = await enqueueOutbox(tx, {
    ...content,
    ownerId,
    dedupeId: `action:${id}`,
    actionId: id,
  });
  await ctx.faults.hit('action.send.after-outbox');
  return { kind: 'sent', messageId: message.id, vendor: vendorName(content.vendor) };
}
