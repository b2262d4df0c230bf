import { newId } from '@ballast/db';
import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { enqueueJob } from '../job/enqueue.ts';
import { type Entry, presentEntry } from './present.ts';

export const retryEntryInput = z.strictObject({ id: idSchema });

/** Has a thought classified once more: one that failed, waits for review, or seems stuck. */
export async function retryEntry(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof retryEntryInput>;
}): Promise<{ entry: Entry }> {
  const { ctx, input } = options;
  const entry = await ctx.tx.kysely
    .selectFrom('InboxEntry')
    .selectAll()
    .where('id', '=', input.id)
    .where('ownerId', '=', ctx.principal.ownerId)
    .forUpdate()
    .executeTakeFirst();
  if (!entry) throw notFound('thought');
  if (entry.status === 'filed' || entry.status === 'fixed') {
    throw new DomainError('conflict', 'This thought is filed already. Move it to another drawer instead.');
  }
  await enqueueJob(ctx.tx, {
    task: 'classify',
    payload: { entryId: entry.id, round: newId() },
    key: `classify:${entry.id}`,
  });
  const row = await ctx.tx.kysely
    .updateTable('InboxEntry')
    .set({ status: 'received', error: null, updatedAt: new Date(ctx.runtime.now()) })
    .where('id', '=', entry.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { entry: presentEntry(row) };
}
