import { composeMail } from '../vendors/gmail/mime.ts';
import type { Mailbox } from '../vendors/gmail/state.ts';
import { takeTurns } from './delivery-plan.ts';
import type { GmailWebhook } from './gmail-schema.ts';
import { type PostOffice, type Problem, targetOf, type WebhookReport } from './post-office.ts';

const hourMs = 3_600_000;

function happen({ world, vendors }: PostOffice, box: Mailbox, webhook: GmailWebhook): Record<string, string> {
  const { gmail } = vendors.gmail;
  if (webhook.kind === 'history-lost') gmail.forgetHistory(box);
  if (webhook.kind !== 'mail') return {};
  const raw = composeMail({
    from: webhook.from,
    to: box.email,
    subject: webhook.subject,
    text: webhook.text,
    headers: webhook.headers,
    messageId: `${world.ids.hex('gmail.mail', 24)}@mail.example.com`,
    date: new Date(world.runtime.now()),
  });
  const mail = gmail.add(box, raw, webhook.labelIds, webhook.threadId);
  return { messageId: mail.id, threadId: mail.threadId };
}

/** The push URL with the token the subscription carries, or with one that is not it, or without. */
function withToken(target: string, token: string, { signature }: GmailWebhook): string {
  const url = new URL(target);
  if (signature === 'missing') url.searchParams.delete('token');
  else url.searchParams.set('token', signature === 'forged' ? `${token}x` : token);
  return url.href;
}

/** Gmail's Pub/Sub push: who has news and up to which history id, nothing more. */
export async function sendGmailWebhook(
  office: PostOffice,
  webhook: GmailWebhook,
): Promise<WebhookReport | Problem> {
  const place = targetOf(office, 'gmail', webhook.target);
  if ('problem' in place) return place;
  const { world, vendors, secrets, sender } = office;
  const box = vendors.gmail.gmail.mailbox(webhook.account);
  const happened = happen(office, box, webhook);
  const given = webhook.kind === 'push' ? webhook.historyId : undefined;
  const historyId = given ?? String(box.historyId);
  const data = Buffer.from(JSON.stringify({ emailAddress: box.email, historyId: Number(historyId) }));
  const ageMs = webhook.signature === 'stale' ? hourMs : 0;
  const publishTime = new Date(world.runtime.now() - ageMs).toISOString();
  const eventIds: string[] = [];
  const deliveries = await takeTurns(webhook, ({ event }) => {
    eventIds[event] ??= `${10_000_000 + world.ids.next('gmail.push')}`;
    const messageId = eventIds[event];
    return sender.send({
      target: withToken(place.target, secrets.googlePushToken, webhook),
      headers: { 'content-type': 'application/json', 'user-agent': 'CloudPubSub-Google' },
      body: JSON.stringify({
        message: {
          data: data.toString('base64'),
          messageId,
          message_id: messageId,
          publishTime,
          publish_time: publishTime,
        },
        subscription: 'projects/ballast/subscriptions/gmail-push',
      }),
      eventId: messageId,
    });
  });
  return { deliveries, subject: { account: box.email, historyId, ...happened } };
}
