import type { InboundEventRow, Tx } from '@ballast/db';
import { z } from 'zod';
import type { Call } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { answerInSlack } from './answer-in-slack.ts';
import { captureInbound } from './capture.ts';
import { fixFromSlack } from './fix-from-slack.ts';
import { readSlackWish } from './slack-wish.ts';
import { clearEvent, type InboundWork, workOf } from './work.ts';

export const processInboundInput = z.strictObject({ eventId: idSchema });

/**
 * Does what came in asks for: a question is answered, `fix:` moves what its thread is about, anything else is a thought
 * to keep. Looked up outside any transaction, done and cleared in one (I2): what was written is then in the inbox or
 * nowhere. An event that was processed before is left alone. Returns how many thoughts the text made.
 */
export async function processInbound(options: {
  ctx: Call;
  input: z.infer<typeof processInboundInput>;
}): Promise<{ captured: number }> {
  const { ctx, input } = options;
  const event = await ctx.database.read({ deadline: ctx.deadline, name: 'inbound.read' }, ({ kysely }) =>
    kysely.selectFrom('InboundEvent').selectAll().where('id', '=', input.eventId).executeTakeFirst(),
  );
  if (!event) throw notFound('event');
  const work = workOf(ctx, event);
  if (!work) return { captured: 0 };
  const finish = await prepare(work);
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'inbound.process' }, async (tx) => {
    if (!workOf(ctx, await lockEvent(tx, input.eventId))) return { captured: 0 };
    const captured = await finish(tx);
    await clearEvent(tx, event);
    return { captured };
  });
}

/** Does what needs no transaction, and tells what is to be done in one; that returns how many thoughts it made. */
async function prepare(work: InboundWork): Promise<(tx: Tx) => Promise<number>> {
  const wish = await readSlackWish(work);
  if (wish.kind === 'fix') return (tx) => fixFromSlack(tx, work, wish);
  if (wish.kind === 'ask') return answerInSlack(work, wish);
  return (tx) => captureInbound(tx, work);
}

function lockEvent(tx: Tx, id: string): Promise<InboundEventRow | undefined> {
  return tx.kysely.selectFrom('InboundEvent').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}
