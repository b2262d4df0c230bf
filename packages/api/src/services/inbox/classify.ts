import type { InboxEntryRow } from '@ballast/db';
import type { Classified, ClassifyInput } from '@ballast/integrations';
import { z } from 'zod';
import type { Call, Remembering } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { type EntryToClassify, loadEntryToClassify } from './load-to-classify.ts';
import { type Entry, presentEntry } from './present.ts';
import { markEntryFailed, settleEntry } from './settle.ts';

export const classifyEntryInput = z.strictObject({ entryId: idSchema });

/** States in which an entry still waits for its classification; anything else is already settled. */
const waiting: ReadonlySet<InboxEntryRow['status']> = new Set(['received', 'classifying', 'failed']);

/**
 * Files one entry: thinks outside any transaction, then settles the outcome in one. Entries that are settled already
 * (by an earlier delivery of the job, or by the person) are returned as they are.
 */
export async function classifyEntry(options: {
  ctx: Call & Remembering;
  input: z.infer<typeof classifyEntryInput>;
}): Promise<{ entry: Entry }> {
  const { ctx, input } = options;
  const found = await loadEntryToClassify(ctx, input.entryId);
  if (!found) throw notFound('thought');
  if (!waiting.has(found.entry.status)) return { entry: presentEntry(found.entry) };

  const startedMs = ctx.runtime.monotonicMs();
  const elapsedMs = () => Math.round(ctx.runtime.monotonicMs() - startedMs);
  let result: Classified;
  try {
    const { ownerId } = found.entry;
    const think = () => ctx.thinker.classify(thinkingInput(found), { ownerId, deadline: ctx.deadline });
    // Remembered, so that a worker that goes on after a crash does not pay for the same thinking again.
    result = ctx.lease ? await ctx.lease.step('think', think) : await think();
  } catch (error) {
    await markEntryFailed(ctx, found.entry, elapsedMs(), error);
    throw error;
  }
  return { entry: presentEntry(await settleEntry(ctx, found.entry, result, elapsedMs())) };
}

/** What a classifier is given of an entry. */
export function thinkingInput({ entry, timezone, corrections }: EntryToClassify): ClassifyInput {
  // "Tomorrow" is the day after the thought, however late it is filed.
  return { text: entry.text, timezone, nowMs: entry.createdAt.getTime(), corrections };
}
