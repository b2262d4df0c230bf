import { verifySlackSignature } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import type { App } from '../../context.ts';
import { answerCommand } from './answer-command.ts';
import { slackConnections } from './slack-connections.ts';
import { readSlackRequest, type SlackAsked } from './slack-request.ts';
import { storeInbound } from './store.ts';
import type { WebhookAnswer } from './webhook.ts';

/** What Slack sent, before anything parsed it. */
export interface SlackDelivery {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly contentType: string;
  readonly rawBody: Uint8Array;
}

/** Slack gives up on an answer after 3 s and sends the request again, in ms. */
const budgetMs = 2_500;

/**
 * Takes one request of Slack's. What the signature does not prove is refused before it is looked at; a message is
 * stored with its job in one transaction and worked on afterwards. Retry headers mean nothing here: the request that
 * bears one may be the only one that arrives.
 */
export async function receiveSlack(app: App, delivery: SlackDelivery): Promise<WebhookAnswer> {
  const signingSecret = app.abroad?.settings.slackSigningSecret;
  if (signingSecret === undefined) return { status: 404, body: { error: 'Slack is not set up here.' } };
  const verdict = verifySlackSignature({ signingSecret, ...delivery, nowMs: app.runtime.now() });
  if (verdict !== 'valid') {
    app.logger.warn({ vendor: 'slack', verdict }, 'webhook refused');
    return { status: 401, body: { error: 'This is not signed by Slack, or too long ago.' } };
  }
  const asked = readSlackRequest(delivery.contentType, new TextDecoder().decode(delivery.rawBody));
  if (!asked) return { status: 400, body: { error: 'This is no request of Slack’s.' } };
  if (asked.kind === 'challenge') return { status: 200, body: asked.challenge };
  if (asked.kind === 'other') return { status: 200, body: {} };
  using deadline = Deadline.start(budgetMs, { runtime: app.runtime });
  const ctx = { ...app, deadline };
  if (asked.kind === 'message') {
    await keepMessage(ctx, asked);
    return { status: 200, body: {} };
  }
  return { status: 200, body: { response_type: 'ephemeral', text: await answerCommand(ctx, asked) } };
}

async function keepMessage(
  ctx: App & { readonly deadline: Deadline },
  { eventId, place, ts, threadTs, text }: Extract<SlackAsked, { kind: 'message' }>,
): Promise<void> {
  await ctx.database.transaction({ deadline: ctx.deadline, name: 'inbound.store' }, async (tx) => {
    const externalId = `${place.team}/${place.channel}/${ts}`;
    for (const { ownerId, integrationId, listens } of await slackConnections(tx, place)) {
      if (!listens) continue;
      const slack = { user: place.user, threadTs };
      await storeInbound(tx, { vendor: 'slack', ownerId, integrationId, eventId, externalId, text, slack });
    }
  });
}
