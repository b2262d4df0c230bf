import { verifyGooglePushToken } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { z } from 'zod';
import type { App } from '../../context.ts';
import { gmailCursorOf } from '../gmail/cursor.ts';
import { enqueueSyncIn } from '../integration/enqueue-sync.ts';
import type { WebhookAnswer, WebhookRequest } from './webhook.ts';

const pushSchema = z.object({ message: z.object({ data: z.base64() }) });
const newsSchema = z.object({
  emailAddress: z.email(),
  historyId: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,20}$/)),
});

const budgetMs = 900;

/**
 * Takes one push of Gmail's Pub/Sub subscription, which says only that a mailbox has news: they are read by a job. The
 * token in its address proves it. One of before the place that was read to is acknowledged and no more.
 */
export async function receiveGmail(app: App, request: WebhookRequest): Promise<WebhookAnswer> {
  const expected = app.abroad?.settings.googlePushToken;
  if (expected === undefined) return { status: 404, body: { error: 'Google’s pushes are not set up here.' } };
  const verdict = verifyGooglePushToken(expected, request.query.get('token'));
  if (verdict !== 'valid') {
    app.logger.warn({ vendor: 'gmail', verdict }, 'webhook refused');
    return { status: 401, body: { error: 'This does not carry the token it was set up with.' } };
  }
  const news = readNews(request.rawBody);
  if (!news) return { status: 400, body: { error: 'This is no push of Gmail’s.' } };
  using deadline = Deadline.start(budgetMs, { runtime: app.runtime });
  await app.database.transaction({ deadline, name: 'inbound.gmail' }, async (tx) => {
    const mailboxes = await tx.kysely
      .selectFrom('Integration')
      .select(['id', 'cursors'])
      .where('vendor', '=', 'gmail')
      .where('status', '=', 'connected')
      .where('accountRef', '=', news.emailAddress.toLowerCase())
      .orderBy('id')
      .execute();
    for (const { id, cursors } of mailboxes) {
      const { historyId } = gmailCursorOf(cursors);
      if (historyId != null && BigInt(historyId) >= BigInt(news.historyId)) continue;
      await enqueueSyncIn(tx, id, app.runtime);
    }
  });
  return { status: 200, body: {} };
}

function readNews(body: Uint8Array): z.output<typeof newsSchema> | undefined {
  try {
    const { message } = pushSchema.parse(JSON.parse(new TextDecoder().decode(body)));
    return newsSchema.parse(JSON.parse(Buffer.from(message.data, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}
