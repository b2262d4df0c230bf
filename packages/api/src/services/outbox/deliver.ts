import { Deadline, isReliabilityError } from '@ballast/reliability';
import { z } from 'zod';
import type { Call } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { readDeliveryFailure } from '../../outlet.ts';
import { idSchema } from '../../schemas.ts';
import { type ClaimedMessage, claimMessage } from './claim.ts';
import { type Settlement, settlementOf } from './decide.ts';
import { type OutboxView, presentMessage } from './present.ts';
import { settleMessage } from './settle.ts';

export const deliverMessageInput = z.strictObject({ messageId: idSchema });

/** Kept back from the budget to write down what happened, and allowed for it even when nothing is left, in ms. */
const settleMs = 5_000;

/**
 * One attempt at delivering a message: claimed in one transaction, sent outside any, settled in another. A worker
 * that dies in between leaves a lease that runs out; the next one looks the message up before it sends (I7).
 */
export async function deliverMessage(options: {
  ctx: Call;
  input: z.infer<typeof deliverMessageInput>;
}): Promise<{ message: OutboxView }> {
  const { ctx, input } = options;
  const callMs = Math.max(1, ctx.deadline.remainingMs() - settleMs);
  const claimed = await claimMessage(ctx, input.messageId, callMs + 2 * settleMs);
  if (!claimed) return { message: presentMessage(await readMessage(ctx, input.messageId)) };
  await ctx.faults.hit('outbox.before-send');
  const settlement = await send(ctx, claimed, callMs);
  await ctx.faults.hit('outbox.after-send');
  // What happened outside has happened: it is written down even if the budget ran out or the process is stopping.
  using deadline = Deadline.start(settleMs, { runtime: ctx.runtime });
  const settled = await settleMessage(ctx, claimed, settlement, deadline);
  return { message: presentMessage(settled ?? (await readMessage(ctx, input.messageId))) };
}

async function send(ctx: Call, { message, ageMs }: ClaimedMessage, callMs: number): Promise<Settlement> {
  const { ownerId, vendor, operation, payload, dedupeId, uncertain, attempts } = message;
  try {
    using deadline = ctx.deadline.child(callMs);
    deadline.throwIfAborted();
    const { externalRef = null, found } = await ctx.outlet.deliver(
      { ownerId, vendor, operation, payload, dedupeId, uncertain },
      deadline,
    );
    return { status: 'delivered', externalRef, found };
  } catch (error) {
    const failure = readDeliveryFailure(error);
    ctx.logger.warn(
      { messageId: message.id, vendor, operation, outcome: failure.outcome, code: failure.code, attempts },
      'delivery failed',
    );
    // Stopping is nobody's failure: such an attempt is not lost.
    const stopped = isReliabilityError(error) && error.code === 'shutting_down';
    return settlementOf(
      { vendor, attempts, uncertain, ageMs },
      stopped ? { ...failure, retryAfterMs: 0 } : failure,
      ctx.runtime.random(),
    );
  }
}

async function readMessage(ctx: Call, id: string) {
  const row = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely.selectFrom('OutboxMessage').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  if (!row) throw notFound('message');
  return row;
}
