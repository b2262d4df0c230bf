import type { IntegrationRow } from '@ballast/db';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call } from '../../context.ts';
import type { Connection } from '../integration/account.ts';
import { checkConnection } from '../integration/check-connection.ts';
import { enqueueSync } from '../integration/enqueue-sync.ts';
import { keepCursor } from '../integration/keep-cursor.ts';
import { settingsOf } from '../integration/settings.ts';
import { captureMails, type Mailbox } from './capture-mails.ts';
import { type GmailCursor, gmailCursorOf } from './cursor.ts';
import { resolveRule } from './resolve-rule.ts';
import { ruleKey, searchFor } from './rule.ts';
import { watchMailbox } from './watch.ts';

/** What was read of a mailbox, and where it stands then. */
interface Named {
  readonly ids: readonly string[];
  readonly historyId: string;
}

/**
 * Keeps the mail that meets the person's rule: what arrived or was given the label since the last time, or, where
 * nobody knows any more (a first time, another rule, a history Google has forgotten), all that meets it. The place
 * reached moves only once everything before it is kept; stopping anywhere loses nothing, and repeats keep nothing twice.
 */
export async function syncGmail(
  ctx: Call,
  row: IntegrationRow,
  connection: Connection<'gmail'>,
): Promise<void> {
  const { capture } = settingsOf('gmail', row.settings);
  const stored = gmailCursorOf(row.cursors);
  if (capture === null) {
    // Whoever sets a rule again means what comes from then on.
    if (stored.rule != null) await keepCursor(ctx, row, { historyId: null, rule: null });
    return checkConnection(ctx, 'gmail', connection);
  }
  const box = { ctx, row, connection, rule: await resolveRule(ctx, connection, capture) };
  const cursor = await underRule(box, stored);
  const named = (await news(box, cursor)) ?? (await everything(box, cursor));
  const left = await captureMails(box, named.ids);
  await ctx.faults.hit('gmail.before-cursor');
  if (left === 'done') await keepCursor(ctx, row, { historyId: named.historyId });
  else await enqueueSync(ctx, row.id);
  await watchMailbox(box, cursor);
}

/** Another rule than the one that was read by begins anew, from when the person set it. */
async function underRule({ ctx, row, rule }: Mailbox, cursor: GmailCursor): Promise<GmailCursor> {
  const key = ruleKey(rule);
  if (cursor.rule === key) return cursor;
  const begun = { historyId: null, rule: key, ruleSinceMs: row.updatedAt.getTime() };
  await keepCursor(ctx, row, begun);
  return { ...cursor, ...begun };
}

/** What is new since the place reached; undefined when that can't be told. */
async function news({ ctx, connection, rule }: Mailbox, cursor: GmailCursor): Promise<Named | undefined> {
  const { historyId: startHistoryId } = cursor;
  if (startHistoryId == null) return undefined;
  const { gmail } = requireAbroad(ctx).vendors;
  const labelId = rule.kind === 'label' ? { labelId: rule.labelId } : {};
  const ids: string[] = [];
  let pageToken: string | null = null;
  for (;;) {
    const from = { startHistoryId, pageToken, ...labelId };
    const page = await gmail.history(connection.account, from, connection.context);
    if (page.kind === 'full_sync_needed') return undefined;
    ids.push(...page.added.map(({ id }) => id));
    pageToken = page.nextPageToken;
    if (pageToken === null) return { ids, historyId: page.historyId };
  }
}

/** All that meets the rule. The place is taken before it is read: what arrives meanwhile is news afterwards. */
async function everything(
  { ctx, row, connection, rule }: Mailbox,
  { ruleSinceMs = row.updatedAt.getTime() }: GmailCursor,
): Promise<Named> {
  const { gmail } = requireAbroad(ctx).vendors;
  const { account, context } = connection;
  const { historyId } = await gmail.profile(account, context);
  const ids: string[] = [];
  let pageToken: string | null = null;
  do {
    const page = await gmail.list(account, { ...searchFor(rule, ruleSinceMs), pageToken }, context);
    ids.push(...page.messages.map(({ id }) => id));
    pageToken = page.nextPageToken;
  } while (pageToken !== null);
  return { ids, historyId };
}
