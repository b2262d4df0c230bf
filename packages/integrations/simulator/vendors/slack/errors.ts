import type { Runtime } from '@ballast/reliability';
import { fixture, fixtureOfStatus, fixtureReply, fixtures } from '../../fixtures.ts';
import { html, json, type Reply } from '../../reply.ts';

/** Slack's error channel: HTTP 200 with `ok: false`. */
export function notOk(error: string, more: Readonly<Record<string, unknown>> = {}): Reply {
  return json(200, { ok: false, error, ...more });
}

/** `invalid_arguments` with the reason where Slack's SDK logs it from. */
export function invalidArguments(reason: string): Reply {
  return notOk('invalid_arguments', { response_metadata: { messages: [`[ERROR] ${reason}`] } });
}

export function recorded(name: string, runtime: Runtime): Reply {
  return fixtures.has(`slack.${name}`) ? fixtureReply(fixture('slack', name), runtime) : notOk(name);
}

/** The usual answer with this status. Slack means 200 and 429; anything else comes from what stands before it. */
export function failure(status: number, runtime: Runtime): Reply {
  if (status === 413) return notOk('request_too_large');
  const entry = fixtureOfStatus('slack', status);
  if (entry !== undefined) return fixtureReply(entry, runtime);
  return html(status, `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`);
}
