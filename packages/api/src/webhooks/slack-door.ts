import { receiveSlack } from '../services/inbound/receive-slack.ts';
import type { WebhookDoor } from './webhook-door.ts';

/** Slack's events and slash commands. */
export const slackDoor: WebhookDoor = {
  vendor: 'slack',
  route: '/api/webhooks/slack',
  receive: (app, { rawBody, header }) =>
    receiveSlack(app, {
      rawBody,
      timestamp: header('x-slack-request-timestamp'),
      signature: header('x-slack-signature'),
      contentType: header('content-type') ?? '',
    }),
};
