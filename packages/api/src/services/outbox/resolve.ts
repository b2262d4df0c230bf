import { sql } from 'kysely';
import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { enqueueDelivery } from './enqueue.ts';
import { type OutboxView, presentMessage } from './present.ts';
import { tellWhoWantedIt } from './settle.ts';

export const resolveMessageInput = z.strictObject({
  id: idSchema,
  /** What the person found: it is there, or it is to be sent (again). */
  resolution: z.enum(['arrived', 'send_again'], { error: 'resolution: choose arrived or send_again.' }),
});

/** Settles by the person's word what no machine could: whether a message arrived. Failed ones can be sent again too. */
export async function resolveMessage(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof resolveMessageInput>;
}): Promise<{ message: OutboxView }> {
  const { ctx, input } = options;
  const { tx } = ctx;
  const message = await tx.kysely
    .selectFrom('OutboxMessage')
    .selectAll()
    .where('id', '=', input.id)
    .where('ownerId', '=', ctx.principal.ownerId)
    .forUpdate()
    .executeTakeFirst();
  if (!message) throw notFound('message');
  const again = input.resolution === 'send_again';
  if (message.status !== 'unknown' && !(again && message.status === 'failed')) {
    throw new DomainError('conflict', 'There is nothing to decide: it is known what became of this message.');
  }
  const settled = await tx.kysely
    .updateTable('OutboxMessage')
    .set(
      again
        ? // The person looked: this is a first attempt again, not a doubtful one.
          { status: 'pending', attempts: 0, uncertain: false, error: null, availableAt: sql<Date>`now()` }
        : { status: 'delivered', uncertain: false, error: null, deliveredAt: sql<Date>`now()` },
    )
    .where('id', '=', message.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.faults.hit('outbox.after-resolve');
  if (again) await enqueueDelivery(tx, message.id);
  await tellWhoWantedIt(tx, settled, !again);
  return { message: presentMessage(settled) };
}
