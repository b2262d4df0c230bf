import type { InboxEntryRow, Tx } from '@ballast/db';
import type { Category } from '../../schemas.ts';
import { findIn } from '../integration/find.ts';
import { settingsOf } from '../integration/settings.ts';
import { enqueueOutbox } from '../outbox/enqueue.ts';
import { categoryNames } from './category-names.ts';

/** What a thought was filed as. */
interface Filed {
  readonly category: Category;
  readonly title: string;
  /** 0..1. */
  readonly confidence: number;
}

/**
 * Answers a message of Slack's in its thread once it is filed, in the caller's transaction (I4), unless the person
 * wants none or the connection is gone. A slash command has no thread, and was answered at once.
 */
export async function enqueueSlackReceipt(tx: Tx, entry: InboxEntryRow, filed: Filed): Promise<void> {
  if (entry.source !== 'slack') return;
  const place = /^[^/]+\/([A-Z0-9]+)\/(\d+\.\d+)$/.exec(entry.externalId ?? '');
  const [, channel, threadTs] = place ?? [];
  if (channel === undefined || threadTs === undefined) return;
  const connection = await findIn(tx, entry.ownerId, 'slack');
  if (connection?.status !== 'connected' || !settingsOf('slack', connection.settings).receipts) return;
  const percent = Math.round(filed.confidence * 100);
  const text = `Filed to ${categoryNames[filed.category]}: ${filed.title}, ${percent} %`;
  await enqueueOutbox(tx, {
    ownerId: entry.ownerId,
    vendor: 'slack',
    operation: 'message.post',
    payload: { text, channel, threadTs },
    dedupeId: `receipt:${entry.id}`,
  });
}
