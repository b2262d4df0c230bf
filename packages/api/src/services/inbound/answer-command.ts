import { escapeSlackText } from '@ballast/integrations';
import type { Deadline } from '@ballast/reliability';
import type { App } from '../../context.ts';
import { search, searchInput } from '../search/query.ts';
import { type SlackConnection, slackConnections } from './slack-connections.ts';
import type { SlackAsked } from './slack-request.ts';
import { storeInbound } from './store.ts';

type Command = Extract<SlackAsked, { kind: 'command' }>;
type Asking = App & { readonly deadline: Deadline };

/** How many finds a Slack answer lists. */
const shown = 5;

/** Does a slash command and says what came of it, in Slack's markup, to the one who asked. */
export async function answerCommand(ctx: Asking, asked: Command): Promise<string> {
  if (asked.command === '/capture') return capture(ctx, asked);
  if (asked.command === '/brain') return find(ctx, asked);
  return 'Ballast knows `/capture` and `/brain`.';
}

async function capture(ctx: Asking, { eventId, place, text }: Command): Promise<string> {
  if (text === '') return 'Write what to keep: `/capture call Sam tomorrow`.';
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'inbound.command' }, async (tx) => {
    const meant = await slackConnections(tx, place);
    for (const { integrationId, ownerId } of meant) {
      const externalId = `${place.team}/command/${eventId}`;
      await storeInbound(tx, { vendor: 'slack', ownerId, integrationId, eventId, externalId, text });
    }
    return meant.length === 0 ? notKnown : 'Kept. It is being filed.';
  });
}

/** Searches are answered to the connection's own person only: others in the workspace may add, never read. */
async function find(ctx: Asking, { place, text }: Command): Promise<string> {
  const meant = await ctx.database.read({ deadline: ctx.deadline, name: 'inbound.command' }, (tx) =>
    slackConnections(tx, place),
  );
  const own = meant.find((connection: SlackConnection) => connection.own);
  if (own === undefined) return notKnown;
  const input = searchInput.safeParse({ query: text, limit: shown });
  if (!input.success) return input.error.issues[0]?.message ?? 'This cannot be searched for.';
  const { ownerId } = own;
  const principal = { kind: 'user', scope: ownerId, ownerId } as const;
  const { items } = await search({ ctx: { ...ctx, principal }, input: input.data });
  if (items.length === 0) return 'Nothing was found.';
  return items
    .map(({ title, category, snippet }) => {
      const line = escapeSlackText(snippet).replaceAll('**', '*');
      return `• *${escapeSlackText(title)}* (${category})${line === '' ? '' : `\n   ${line}`}`;
    })
    .join('\n');
}

const notKnown =
  'Ballast does not know you in this workspace. Connect Slack in Ballast, with your member id, and try again.';
