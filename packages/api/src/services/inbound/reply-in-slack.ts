import type { Tx } from '@ballast/db';
import { findIn } from '../integration/find.ts';
import { enqueueOutbox } from '../outbox/enqueue.ts';
import type { InboundWork } from './work.ts';

/** Where a reply goes: a thread, or with a null channel to the person directly. */
export interface SlackReply {
  readonly text: string;
  readonly channel: string | null;
  readonly threadTs?: string;
}

/** Replies to what came in, once, in the caller's transaction (I4); not while the connection has to be renewed. */
export async function replyInSlack(tx: Tx, { ctx, event }: InboundWork, reply: SlackReply): Promise<void> {
  const { ownerId } = ctx.principal;
  const connection = await findIn(tx, ownerId, 'slack');
  if (connection?.status !== 'connected') return;
  await enqueueOutbox(tx, {
    ...{ ownerId, vendor: 'slack', operation: 'message.post' },
    payload: reply,
    dedupeId: `reply:${event.id}`,
  });
}
