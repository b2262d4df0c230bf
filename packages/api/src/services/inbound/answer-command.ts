import { detectIntentLocally, escapeSlackText } from '@ballast/integrations';
import type { Deadline } from '@ballast/reliability';
import type { z } from 'zod';
import type { App, OwnerCall } from '../../context.ts';
import { getAccount } from '../account/get.ts';
import { categoryNames } from '../inbox/category-names.ts';
import { answerQuestion } from '../search/answer.ts';
import { search, searchInput } from '../search/query.ts';
import { sayAnswer } from './say-answer.ts';
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

/**
 * Questions are answered with their sources, anything else is searched for; `search` before it says so outright. Only
 * the connection's own person is answered: others in the workspace may add, never read.
 */
async function find(ctx: Asking, { place, text }: Command): Promise<string> {
  const meant = await ctx.database.read({ deadline: ctx.deadline, name: 'inbound.command' }, (tx) =>
    slackConnections(tx, place),
  );
  const own = meant.find((connection: SlackConnection) => connection.own);
  if (own === undefined) return notKnown;
  const { ownerId } = own;
  const asOwner = { ...ctx, principal: { kind: 'user', scope: ownerId, ownerId } as const };
  const outright = /^search(?:\s+|$)(.*)$/is.exec(text);
  const input = searchInput.safeParse({ query: outright ? outright[1] : text, limit: shown });
  if (!input.success) return input.error.issues[0]?.message ?? 'This cannot be searched for.';
  const said = outright ? undefined : await answered(asOwner, input.data.query);
  return said ?? listFinds(asOwner, input.data);
}

async function answered(ctx: OwnerCall, question: string): Promise<string | undefined> {
  const { timezone } = await getAccount({ ctx });
  if (detectIntentLocally(question, { timezone, nowMs: ctx.runtime.now() }).intent !== 'query')
    return undefined;
  const said = sayAnswer(await answerQuestion({ ctx, input: { question } }), timezone);
  return said === undefined ? undefined : escapeSlackText(said);
}

async function listFinds(ctx: OwnerCall, input: z.infer<typeof searchInput>): Promise<string> {
  const { items } = await search({ ctx, input });
  if (items.length === 0) return 'Nothing was found.';
  return items
    .map(({ title, category, snippet }) => {
      const line = escapeSlackText(snippet).replaceAll('**', '*');
      return `• *${escapeSlackText(title)}* (${categoryNames[category]})${line === '' ? '' : `\n   ${line}`}`;
    })
    .join('\n');
}

const notKnown =
  'Ballast does not know you in this workspace. Connect Slack in Ballast, with your member id, and try again.';
