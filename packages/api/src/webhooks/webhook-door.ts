import type { IncomingMessage, ServerResponse } from 'node:http';
import { telemetryAttributes as names } from '@ballast/reliability';
import type { App } from '../context.ts';
import { LadderError } from '../ladder/errors.ts';
import { readBytes } from '../ladder/read-body.ts';
import { inSpan } from '../ladder/span.ts';
import { nameAndPlace } from '../name-and-place.ts';
import type { WebhookAnswer, WebhookRequest } from '../services/inbound/webhook.ts';

/** Which vendor's door it is, and who takes what comes. */
export interface WebhookDoor {
  readonly vendor: string;
  /** Where it stands: `/api/webhooks/slack`. */
  readonly route: string;
  receive(app: App, request: WebhookRequest): Promise<WebhookAnswer>;
}

/** The longest request that is read, in bytes. */
const maxBytes = 1_048_576;

/** Answers a vendor over HTTP. Whatever fails on our side is a 503, so that the request is sent again. */
export function createWebhookDoor(
  app: App,
  door: WebhookDoor,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return async (req, res) => {
    const attributes = { [names.httpMethod]: req.method ?? '', [names.httpRoute]: door.route };
    const { status, body } = await inSpan(`${door.vendor} webhook`, attributes, async (span) => {
      const answer = await answerTo(app, door, req);
      span.setAttribute(names.httpStatus, answer.status);
      return answer;
    });
    const isText = typeof body === 'string';
    res.statusCode = status;
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Type', isText ? 'text/plain; charset=utf-8' : 'application/json');
    if (status === 405) res.setHeader('Allow', 'POST');
    res.end(isText ? body : JSON.stringify(body));
  };
}

async function answerTo(
  app: App,
  { vendor, receive }: WebhookDoor,
  req: IncomingMessage,
): Promise<WebhookAnswer> {
  if (req.method !== 'POST') return { status: 405, body: { error: 'Use POST.' } };
  const rawBody = await readBytes(req, maxBytes);
  if (rawBody instanceof LadderError) {
    const status = rawBody.reason === 'payload_too_large' ? 413 : 400;
    return { status, body: { error: rawBody.message } };
  }
  try {
    const query = new URLSearchParams((req.url ?? '').split('?')[1] ?? '');
    return await receive(app, { rawBody, query, header: (name) => headerOf(req, name) });
  } catch (error) {
    app.logger.error({ vendor, error: nameAndPlace(error) }, 'webhook failed');
    return { status: 503, body: { error: 'This could not be kept now. Send it again.' } };
  }
}

function headerOf(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return typeof value === 'string' ? value : undefined;
}
