import { sql } from 'kysely';
import { z } from 'zod';
import type { TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema, maxTextLength } from '../../schemas.ts';
import { createCapture } from '../capture/create.ts';
import { inboundPayloadSchema } from './store.ts';

export const processInboundInput = z.strictObject({ eventId: idSchema });

/**
 * Captures what came in, and clears it in the same transaction: the thought is then in the inbox and nowhere else
 * (I2). An event that was processed before is left alone. Returns how many thoughts the text made.
 */
export async function processInbound(options: {
  ctx: TxCall;
  input: z.infer<typeof processInboundInput>;
}): Promise<{ captured: number }> {
  const { ctx, input } = options;
  const event = await ctx.tx.kysely
    .selectFrom('InboundEvent')
    .select(['ownerId', 'vendor', 'payload', 'processedAt'])
    .where('id', '=', input.eventId)
    .forUpdate()
    .executeTakeFirst();
  if (!event) throw notFound('event');
  const { ownerId, vendor } = event;
  if (event.processedAt !== null || event.payload === null || ownerId === null) return { captured: 0 };
  const { externalId, text } = inboundPayloadSchema.parse(event.payload);
  const asOwner = { ...ctx, principal: { kind: 'user', scope: ownerId, ownerId } } as const;
  const parts = partsOf(text, maxTextLength);
  for (const [index, part] of parts.entries()) {
    const partId = index === 0 ? externalId : `${externalId}#${index + 1}`;
    await createCapture({ ctx: asOwner, input: { text: part, source: vendor, externalId: partId } });
  }
  await ctx.tx.kysely
    .updateTable('InboundEvent')
    .set({ payload: null, processedAt: sql<Date>`now()` })
    .where('id', '=', input.eventId)
    .where('ownerId', '=', ownerId)
    .execute();
  return { captured: parts.length };
}

/** A text in parts that a thought can hold, in code points; nearly always it is one. */
function partsOf(text: string, length: number): string[] {
  const points = [...text];
  const count = Math.ceil(points.length / length);
  return Array.from({ length: count }, (_, part) =>
    points
      .slice(part * length, (part + 1) * length)
      .join('')
      .trim(),
  ).filter((part) => part !== '');
}
