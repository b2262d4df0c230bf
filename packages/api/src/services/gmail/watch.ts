import { requireAbroad } from '../../abroad/abroad.ts';
import { keepCursor } from '../integration/keep-cursor.ts';
import type { Mailbox } from './capture-mails.ts';
import type { GmailCursor } from './cursor.ts';

/** Google tells for seven days; asked again this long before, in ms, so that a week of trouble is needed to miss it. */
const renewBeforeMs = 6 * 86_400_000;

/** Has Google tell of news, where a topic is set up; renewed long before it ends. */
export async function watchMailbox({ ctx, row, connection }: Mailbox, cursor: GmailCursor): Promise<void> {
  const { vendors, settings } = requireAbroad(ctx);
  const { gmailTopic: topicName } = settings;
  if (topicName === undefined) return;
  const { watchUntilMs = 0, watchTopic } = cursor;
  if (watchTopic === topicName && watchUntilMs - renewBeforeMs > ctx.runtime.now()) return;
  // All of the mailbox: a rule may change without being told to Google.
  const { expiresAtMs } = await vendors.gmail.watch(connection.account, { topicName }, connection.context);
  await keepCursor(ctx, row, { watchUntilMs: expiresAtMs, watchTopic: topicName });
}
