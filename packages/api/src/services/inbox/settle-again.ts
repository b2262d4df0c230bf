import type { InboxEntryRow, Tx } from '@ballast/db';
import type { Classified } from '@ballast/integrations';
import type { Call } from '../../context.ts';
import { createRecordFrom } from '../record/create-from.ts';
import { mirrorRecord } from '../record-link/mirror-record.ts';
import { auditRow } from './audit.ts';
import { lockEntry } from './settle.ts';

/**
 * Settles a second opinion in one transaction. It changes something only where it is sure and where nobody has touched
 * the thought or its record meanwhile; in any case the thought no longer waits for a provider.
 */
export async function settleAgain(
  ctx: Call,
  entry: InboxEntryRow,
  result: Classified,
): Promise<'changed' | 'kept'> {
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'inbox.reclassify' }, async (tx) => {
    const current = await lockEntry(tx, entry.id);
    const now = new Date(ctx.runtime.now());
    const open =
      current.degradedAt !== null && (current.status === 'filed' || current.status === 'needs_review');
    const sure = result.confidence >= ctx.confidenceMin;
    const recordId = open && sure ? await fileAgain(tx, current, result, now) : undefined;
    const outcome = !open ? 'superseded' : recordId === undefined ? 'kept' : 'filed';
    await tx.kysely
      .insertInto('Classification')
      .values(auditRow(entry, result, result.latencyMs, outcome))
      .execute();
    const filed = recordId !== undefined && {
      status: 'filed' as const,
      category: result.category,
      confidence: result.confidence,
      provider: result.provider,
      recordId,
      updatedAt: now,
    };
    await tx.kysely
      .updateTable('InboxEntry')
      .set({ degradedAt: null, ...filed })
      .where('id', '=', entry.id)
      .execute();
    return recordId === undefined ? 'kept' : 'changed';
  });
}

/** The record's id once it says what the provider read; undefined when a person has changed it since it was made. */
async function fileAgain(
  tx: Tx,
  entry: InboxEntryRow,
  result: Classified,
  now: Date,
): Promise<string | undefined> {
  if (entry.recordId === null) {
    return createRecordFrom(tx, entry.ownerId, result.category, { ...result, sourceText: entry.text });
  }
  const updated = await tx.kysely
    .updateTable('Record')
    .set((eb) => ({
      category: result.category,
      title: result.title,
      fields: JSON.stringify(result.fields),
      dueAt: result.dueAt === null ? null : new Date(result.dueAt),
      dueAllDay: result.dueAllDay,
      version: eb('version', '+', 1),
      updatedAt: now,
    }))
    .where('id', '=', entry.recordId)
    .where('ownerId', '=', entry.ownerId)
    .where('version', '=', 1)
    .where('status', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  if (updated) await mirrorRecord(tx, updated);
  return updated?.id;
}
