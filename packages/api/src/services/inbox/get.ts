import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { type FiledRecord, presentRecord } from '../record/present.ts';
import { type Entry, presentEntry } from './present.ts';

export const getInboxInput = z.strictObject({ id: idSchema });

/** One attempt at classifying an entry, as callers see it. */
export interface ClassificationView {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  /** Null when no model was asked. */
  readonly promptVersion: string | null;
  readonly category: string | null;
  readonly confidence: number | null;
  readonly outcome: string;
  readonly latencyMs: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly createdAt: string;
}

/** One thought with the record it became and how it was classified. */
export async function getInbox(options: {
  ctx: OwnerCall;
  input: z.infer<typeof getInboxInput>;
}): Promise<{ entry: Entry; record: FiledRecord | null; classifications: ClassificationView[] }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  return ctx.database.read({ deadline: ctx.deadline }, async ({ kysely }) => {
    const entry = await kysely
      .selectFrom('InboxEntry')
      .selectAll()
      .where('id', '=', input.id)
      .where('ownerId', '=', ownerId)
      .executeTakeFirst();
    if (!entry) throw notFound('thought');
    const record = entry.recordId
      ? await kysely
          .selectFrom('Record')
          .selectAll()
          .where('id', '=', entry.recordId)
          .where('ownerId', '=', ownerId)
          .executeTakeFirst()
      : undefined;
    const classifications = await kysely
      .selectFrom('Classification')
      .selectAll()
      .where('entryId', '=', entry.id)
      .orderBy('createdAt')
      .execute();
    return {
      entry: presentEntry(entry),
      record: record ? presentRecord(record) : null,
      classifications: classifications.map((row) => ({
        id: row.id,
        provider: row.provider,
        model: row.model,
        promptVersion: row.promptVersion,
        category: row.category,
        confidence: row.confidence,
        outcome: row.outcome,
        latencyMs: row.latencyMs,
        inputTokens: row.inputTokens,
        outputTokens: row.outputTokens,
        createdAt: row.createdAt.toISOString(),
      })),
    };
  });
}
