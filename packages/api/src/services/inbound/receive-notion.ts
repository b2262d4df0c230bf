import { verifyNotionSignature } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { z } from 'zod';
import type { App } from '../../context.ts';
import { enqueueSyncIn } from '../integration/enqueue-sync.ts';
import { settingsOf } from '../integration/settings.ts';
import { keepVerification } from '../notion/verification.ts';
import type { WebhookAnswer, WebhookRequest } from './webhook.ts';

const handshakeSchema = z.strictObject({ verification_token: z.string().regex(/^[\x21-\x7e]{8,200}$/) });

const id = z.string().max(64);
const eventSchema = z.object({
  type: z.string().max(100),
  workspace_id: id,
  entity: z.object({ id, type: z.string().max(40) }),
  data: z.object({ parent: z.object({ data_source_id: id.optional() }).optional() }).optional(),
});
type NotionEvent = z.output<typeof eventSchema>;

const budgetMs = 900;

/**
 * Takes one event of Notion's, which says only what changed: the change is read by a job. Its signature proves it. The
 * one request that bears none is the first, which brings the token to sign with: it is kept for whoever sets this up.
 */
export async function receiveNotion(app: App, { rawBody, header }: WebhookRequest): Promise<WebhookAnswer> {
  if (!app.abroad) return { status: 404, body: { error: 'Notion is not set up here.' } };
  using deadline = Deadline.start(budgetMs, { runtime: app.runtime });
  const body = readJson(rawBody);
  const signature = header('x-notion-signature');
  const handshake = handshakeSchema.safeParse(body);
  if (handshake.success && signature === undefined) {
    await keepVerification(app, handshake.data.verification_token, deadline);
    return { status: 200, body: {} };
  }
  const secret = app.abroad.settings.notionWebhookSecret;
  if (secret === undefined) return { status: 404, body: { error: 'Notion’s events are not set up here.' } };
  const verdict = verifyNotionSignature({ secret, signature, rawBody });
  if (verdict !== 'valid') {
    app.logger.warn({ vendor: 'notion', verdict }, 'webhook refused');
    return { status: 401, body: { error: 'This is not signed by Notion.' } };
  }
  const event = eventSchema.safeParse(body);
  if (!event.success) return { status: 400, body: { error: 'This is no event of Notion’s.' } };
  if (event.data.entity.type === 'page') await enqueueSyncs(app, event.data, deadline);
  return { status: 200, body: {} };
}

/** Has those connections read what changed that have a copy there, or could: the workspace alone proves nothing. */
async function enqueueSyncs(app: App, event: NotionEvent, deadline: Deadline): Promise<void> {
  const dataSourceId = event.data?.parent?.data_source_id;
  await app.database.transaction({ deadline, name: 'inbound.notion' }, async (tx) => {
    const linked = await tx.kysely
      .selectFrom('Integration')
      .select(['id', 'settings'])
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('RecordLink')
              .select('RecordLink.id')
              .whereRef('RecordLink.integrationId', '=', 'Integration.id')
              .where('RecordLink.externalId', '=', event.entity.id),
          )
          .as('hasPage'),
      )
      .where('vendor', '=', 'notion')
      .where('status', '=', 'connected')
      .where('accountRef', '=', event.workspace_id)
      .orderBy('id')
      .execute();
    for (const { id: integrationId, hasPage, settings } of linked) {
      const ours = Object.values(settingsOf('notion', settings).dataSources);
      if (!hasPage && !ours.some((one) => one === dataSourceId)) continue;
      await enqueueSyncIn(tx, integrationId, app.runtime);
    }
  });
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
