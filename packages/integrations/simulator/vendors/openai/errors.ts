import type { Runtime } from '@ballast/reliability';
import { fixture, fixtureOfStatus, fixtureReply } from '../../fixtures.ts';
import { json, type Reply } from '../../reply.ts';

/** OpenAI's error body, `{error: {message, type, param, code}}`, for a bad request. */
export function badRequest(message: string, param: string | null, code: string | null): Reply {
  return json(400, { error: { message, type: 'invalid_request_error', param, code } });
}

export function missing(param: string): Reply {
  return badRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
}

export function invalidType(param: string, wanted: string): Reply {
  return badRequest(`Invalid type for '${param}': expected ${wanted}.`, param, 'invalid_type');
}

export function recorded(name: string, runtime: Runtime): Reply {
  return fixtureReply(fixture('openai', name), runtime);
}

/** The usual answer with this status. */
export function failure(status: number, runtime: Runtime): Reply {
  const entry = fixtureOfStatus('openai', status);
  if (entry !== undefined) return fixtureReply(entry, runtime);
  const type = status >= 500 ? 'server_error' : 'invalid_request_error';
  return json(status, {
    error: { message: `Request failed with status ${status}.`, type, param: null, code: null },
  });
}
