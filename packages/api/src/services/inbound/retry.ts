import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { enqueueJob } from '../job/enqueue.ts';

export const retryInboundInput = z.strictObject({ id: idSchema });

/** Has one tried again at once, with as many attempts as at first; a job that waits or has given up is replaced. */
export async function retryInbound(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof retryInboundInput>;
}): Promise<{ id: string }> {
  const { ctx, input } = options;
  const event = await ctx.tx.kysely
    .selectFrom('InboundEvent')
    .select('id')
    .where('id', '=', input.id)
    .where('ownerId', '=', ctx.principal.ownerId)
    .where('payload', 'is not', null)
    .where('processedAt', 'is', null)
    .executeTakeFirst();
  if (!event) throw notFound('message');
  await enqueueJob(ctx.tx, {
    task: 'inbound',
    payload: { eventId: event.id },
    key: `inbound:${event.id}`,
  });
  return { id: event.id };
}
