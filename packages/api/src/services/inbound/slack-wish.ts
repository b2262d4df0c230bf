import { getAccount } from '../account/get.ts';
import { findIntegration } from '../integration/find.ts';
import { settingsOf } from '../integration/settings.ts';
import { isQuestion } from './is-question.ts';
import type { InboundWork } from './work.ts';

/** Where in Slack a message stands. */
export interface SlackSpot {
  readonly team: string;
  readonly channel: string;
  /** Of the message that begins the thread, which may be this one. */
  readonly threadTs: string;
}

/** What a message wants; what is no message of Slack's is kept. */
export type SlackWish =
  | { readonly kind: 'keep' }
  /** To move what its thread is about; `to` as it was written. */
  | { readonly kind: 'fix'; readonly spot: SlackSpot; readonly to: string }
  | { readonly kind: 'ask'; readonly spot: SlackSpot; readonly timezone: string };

/** What a message wants. A question counts when the person whose connection it is asks it: others may add, never read. */
export async function readSlackWish({ ctx, event, payload }: InboundWork): Promise<SlackWish> {
  const { externalId, text, slack } = payload;
  const [, team, channel, ts] = /^([^/]+)\/([^/]+)\/(\d+\.\d+)$/.exec(externalId) ?? [];
  if (event.vendor !== 'slack' || !slack || !team || !channel || !ts) return { kind: 'keep' };
  const spot = { team, channel, threadTs: slack.threadTs ?? ts };
  const to = /^fix:\s*(\S.*)$/i.exec(text)?.[1];
  if (slack.threadTs !== null && to !== undefined) return { kind: 'fix', spot, to };
  const row = await findIntegration(ctx, ctx.principal.ownerId, 'slack');
  const own = row?.status === 'connected' && settingsOf('slack', row.settings).userId === slack.user;
  if (!own) return { kind: 'keep' };
  const { timezone } = await getAccount({ ctx });
  const asks = isQuestion(text, { timezone, nowMs: ctx.runtime.now() });
  return asks ? { kind: 'ask', spot, timezone } : { kind: 'keep' };
}
