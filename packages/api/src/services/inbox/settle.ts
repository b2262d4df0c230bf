import { type InboxEntryRow, newId, type Tx } from '@ballast/db';
import type { ClassifyResult } from '@ballast/integrations';
import type { Call } from '../../context.ts';
import { createRecordFrom } from '../record/create-from.ts';

/**
 * Settles a classification in one transaction: the audit row, the record when it is sure enough, the entry's new
 * state. If the person fixed the entry while the machine was thinking, the person wins and only the audit row stays.
 */
export async function settleEntry(
  ctx: Call,
  entry: InboxEntryRow,
  result: ClassifyResult,
  latencyMs: number,
): Promise<InboxEntryRow> {
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'inbox.classify' }, async (tx) => {
    const current = await lockEntry(tx, entry.id);
    const settled =
      current.status === 'fixed' || current.status === 'filed' || current.status === 'needs_review';
    const sure = result.confidence >= ctx.confidenceMin;
    await tx.kysely
      .insertInto('Classification')
      .values({
        id: newId(),
        ownerId: entry.ownerId,
        entryId: entry.id,
        provider: result.provider,
        model: result.model,
        category: result.category,
        confidence: result.confidence,
        title: result.title,
        latencyMs,
        outcome: settled ? 'superseded' : sure ? 'filed' : 'needs_review',
      })
      .execute();
    if (settled) return current;
    const draft = { ...result, sourceText: entry.text };
    const recordId = sure ? await createRecordFrom(tx, entry.ownerId, result.category, draft) : null;
    return tx.kysely
      .updateTable('InboxEntry')
      .set({
        status: sure ? 'filed' : 'needs_review',
        category: result.category,
        confidence: result.confidence,
        provider: result.provider,
        recordId,
        error: null,
        updatedAt: new Date(ctx.runtime.now()),
      })
      .where('id', '=', entry.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** Records that thinking failed; the thought itself stays, and can be tried again or filed by hand. */
export async function markEntryFailed(ctx: Call, entry: InboxEntryRow, latencyMs: number): Promise<void> {
  await ctx.database.transaction({ deadline: ctx.deadline, name: 'inbox.classify-failed' }, async (tx) => {
    const current = await lockEntry(tx, entry.id);
    await tx.kysely
      .insertInto('Classification')
      .values({
        id: newId(),
        ownerId: entry.ownerId,
        entryId: entry.id,
        provider: 'none',
        model: 'none',
        latencyMs,
        outcome: 'failed',
      })
      .execute();
    if (current.status !== 'received' && current.status !== 'classifying') return;
    await tx.kysely
      .updateTable('InboxEntry')
      .set({
        status: 'failed',
        error: 'This could not be filed by itself. Choose where it belongs, or try again.',
        updatedAt: new Date(ctx.runtime.now()),
      })
      .where('id', '=', entry.id)
      .execute();
  });
}

/** The entry's row, locked until the transaction ends. */
async function lockEntry(tx: Tx, id: string): Promise<InboxEntryRow> {
  return tx.kysely
    .selectFrom('InboxEntry')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}
