import { newId } from '@ballast/db';
import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { maxTextLength, personText } from '../../schemas.ts';
import { type Entry, presentEntry } from '../inbox/present.ts';
import { enqueueJob } from '../job/enqueue.ts';

export const createCaptureInput = z.strictObject({
  text: personText('The thought', maxTextLength),
  /** Where it came from: web, api, slack, gmail, … */
  source: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, { error: 'source: use 1 to 40 lower-case letters, digits, - or _.' })
    .default('web'),
  /** The source's own id of this thought; a repeated one returns the first entry. */
  externalId: z.string().min(1).max(255).optional(),
});

/**
 * Stores a thought and enqueues its classification in one transaction (I1): what is acknowledged is there, and will
 * be filed. A repeated `(source, externalId)` returns the entry that is already there.
 */
export async function createCapture(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof createCaptureInput>;
}): Promise<{ entry: Entry }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const stored = await ctx.tx.kysely
    .insertInto('InboxEntry')
    .values({
      id: newId(),
      ownerId,
      text: input.text,
      source: input.source,
      externalId: input.externalId ?? null,
    })
    .onConflict((conflict) => conflict.columns(['ownerId', 'source', 'externalId']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (stored) {
    await enqueueJob(ctx.tx, {
      task: 'classify',
      payload: { entryId: stored.id, round: 'first' },
      key: `classify:${stored.id}`,
    });
    return { entry: presentEntry(stored) };
  }
  const first = await ctx.tx.kysely
    .selectFrom('InboxEntry')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where('source', '=', input.source)
    .where('externalId', '=', input.externalId ?? null)
    .executeTakeFirstOrThrow();
  return { entry: presentEntry(first) };
}
