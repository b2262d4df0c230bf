import type { Runtime } from '@ballast/reliability';
import { fixture, fixtureOfStatus, fixtureReply } from '../../fixtures.ts';
import { json, type Reply } from '../../reply.ts';

/** Anthropic's error body, `{type: 'error', error: {type, message}, request_id}`. */
export function anthropicError(status: number, type: string, message: string): Reply {
  return json(status, { type: 'error', error: { type, message }, request_id: '{{requestId}}' });
}

export function invalidRequest(message: string): Reply {
  return anthropicError(400, 'invalid_request_error', message);
}

export function recorded(name: string, runtime: Runtime): Reply {
  return fixtureReply(fixture('anthropic', name), runtime);
}

/** The usual answer with this status. */
export function failure(status: number, runtime: Runtime): Reply {
  const entry = fixtureOfStatus('anthropic', status);
  if (entry !== undefined) return fixtureReply(entry, runtime);
  const type = status >= 500 ? 'api_error' : 'invalid_request_error';
  return anthropicError(status, type, `Request failed with status ${status}.`);
}
