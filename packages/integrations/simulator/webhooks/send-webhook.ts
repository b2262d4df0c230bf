import { sendCalendarWebhook } from './calendar.ts';
import { sendGmailWebhook } from './gmail.ts';
import { sendNotionWebhook } from './notion.ts';
import type { PostOffice, Problem, WebhookReport } from './post-office.ts';
import { sendSlackWebhook } from './slack.ts';
import type { Webhook } from './webhook-schema.ts';

/** Lets something happen at a vendor and tells the application, as the vendor would. */
export function sendWebhook(office: PostOffice, webhook: Webhook): Promise<WebhookReport | Problem> {
  switch (webhook.vendor) {
    case 'slack':
      return sendSlackWebhook(office, webhook);
    case 'gmail':
      return sendGmailWebhook(office, webhook);
    case 'notion':
      return sendNotionWebhook(office, webhook);
    case 'calendar':
      return sendCalendarWebhook(office, webhook);
  }
}
