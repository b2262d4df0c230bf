import { channelToken, verifyGooglePushToken } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import type { App } from '../../context.ts';
import { idSchema } from '../../schemas.ts';
import { integrationOfChannel } from '../calendar/channel-id.ts';
import { enqueueSyncIn } from '../integration/enqueue-sync.ts';
import type { WebhookAnswer, WebhookRequest } from './webhook.ts';

const budgetMs = 900;

/**
 * Takes one push of Google Calendar's, which says in headers only that a calendar changed: the changes are read by a
 * job. The channel's token, made for this channel alone, proves it.
 */
export async function receiveCalendar(app: App, { header }: WebhookRequest): Promise<WebhookAnswer> {
  const pushToken = app.abroad?.settings.googlePushToken;
  if (pushToken === undefined)
    return { status: 404, body: { error: 'Google’s pushes are not set up here.' } };
  const channelId = header('x-goog-channel-id') ?? '';
  const verdict = verifyGooglePushToken(channelToken(pushToken, channelId), header('x-goog-channel-token'));
  if (verdict !== 'valid') {
    app.logger.warn({ vendor: 'google_calendar', verdict }, 'webhook refused');
    return { status: 401, body: { error: 'This does not carry the token its channel was made with.' } };
  }
  const id = idSchema.safeParse(integrationOfChannel(channelId));
  // The first one only says that the channel is open.
  if (!id.success || header('x-goog-resource-state') === 'sync') return { status: 200, body: {} };
  using deadline = Deadline.start(budgetMs, { runtime: app.runtime });
  await app.database.transaction({ deadline, name: 'inbound.calendar' }, async (tx) => {
    const found = await tx.kysely
      .selectFrom('Integration')
      .select('id')
      .where('id', '=', id.data)
      .where('vendor', '=', 'google_calendar')
      .where('status', '=', 'connected')
      .executeTakeFirst();
    // A channel may outlive its connection; it ends by itself.
    if (found) await enqueueSyncIn(tx, found.id, app.runtime);
  });
  return { status: 200, body: {} };
}
