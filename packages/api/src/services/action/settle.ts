import type { OutboxMessageRow, Tx } from '@ballast/db';
import { sql } from 'kysely';
import { lockAction, moveAction } from './audit.ts';

/** Passes the fate of an action's message on to it: one that could not be delivered was not done after all. */
export async function settleAction(tx: Tx, actionId: string, message: OutboxMessageRow): Promise<void> {
  const action = await lockAction(tx, message.ownerId, actionId);
  const to = message.status === 'failed' ? 'failed' : 'executed';
  if (action.status === to || (action.status !== 'executed' && action.status !== 'failed')) return;
  const { rows } = await sql<{ now: Date }>`SELECT now() AS now`.execute(tx.kysely);
  const nowMs = rows[0]?.now.getTime() ?? action.updatedAt.getTime();
  await moveAction(tx, action, { to, by: 'delivery', nowMs, error: message.error });
}
