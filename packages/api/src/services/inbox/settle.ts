import { type InboxEntryRow, newId, type Tx } from '@ballast/db';
import type { Classified } from '@ballast/integrations';
import type { Call } from '../../context.ts';
import { createRecordFrom } from '../record/create-from.ts';
import { auditRow } from './audit.ts';
import { enqueueSlackReceipt } from './slack-receipt.ts';

/**
 * Settles a classification in one transaction: the audit row, the record when it is sure enough, the entry's new
 * state. If the person fixed the entry while the machine was thinking, the person wins and only the audit row stays.
 */
export async function settleEntry(
  ctx: Call,
  entry: InboxEntryRow,
  result: Classified,
  latencyMs: number,
): Promise<InboxEntryRow> {
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'inbox.classify' }, async (tx) => {
    const current = await lockEntry(tx, entry.id);
    const settled =
      current.status === 'fixed' || current.status === 'filed' || current.status === 'needs_review';
    const sure = result.confidence >= ctx.confidenceMin;
    const outcome = settled ? 'superseded' : sure ? 'filed' : 'needs_review';
    await tx.kysely
      .insertInto('Classification')
      .values(auditRow(entry, result, latencyMs, outcome))
      .execute();
    if (settled) return current;
    const draft = { ...result, sourceText: entry.text };
    const recordId = sure ? await createRecordFrom(tx, entry.ownerId, result.category, draft) : null;
    if (sure) await enqueueSlackReceipt(tx, entry, result);
    return tx.kysely
      .updateTable('InboxEntry')
      .set({
        status: sure ? 'filed' : 'needs_review',
        category: result.category,
        confidence: result.confidence,
        provider: result.provider,
        recordId,
        error: null,
        degradedAt: result.degraded ? new Date(ctx.runtime.now()) : null,
        updatedAt: new Date(ctx.runtime.now()),
      })
      .where('id', '=', entry.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** Records that thinking failed; the thought itself stays, and can be tried again or filed by hand. */
export async function markEntryFailed(
  ctx: Call,
  entry: InboxEntryRow,
  latencyMs: number,
  error: unknown,
): Promise<void> {
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
        errorCode: errorCodeOf(error),
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
export async function lockEntry(tx: Tx, id: string): Promise<InboxEntryRow> {
  return tx.kysely
    .selectFrom('InboxEntry')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** A code, never a message: that may quote the thought. */
function errorCodeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'internal';
}
