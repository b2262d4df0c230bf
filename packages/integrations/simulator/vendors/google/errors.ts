import type { Runtime } from '@ballast/reliability';
import { fixture, fixtureOfStatus, fixtureReply } from '../../fixtures.ts';
import { json, type Reply } from '../../reply.ts';

type Api = 'gmail' | 'calendar';

/** A recorded answer of one of Google's APIs, or of its token endpoint (`google`). */
export function recorded(vendor: Api | 'google', name: string, runtime: Runtime): Reply {
  return fixtureReply(fixture(vendor, name), runtime);
}

/** Google's error body for a bad request, with a reason and a message of its own. */
export function badRequest(reason: string, message: string, location?: string): Reply {
  const where = location === undefined ? {} : { locationType: 'parameter', location };
  return json(400, {
    error: { code: 400, message, errors: [{ domain: 'global', reason, message, ...where }] },
  });
}

/** The token endpoint's error body. */
export function oauthError(status: number, error: string, description: string): Reply {
  return json(status, { error, error_description: description });
}

/** The usual answer with this status. */
export function failure(vendor: Api | 'google', status: number, runtime: Runtime): Reply {
  const entry = fixtureOfStatus(vendor, status);
  if (entry !== undefined) return fixtureReply(entry, runtime);
  const message = `Request failed with status ${status}.`;
  if (vendor === 'google') return oauthError(status, 'internal_failure', message);
  const errors = [{ domain: 'global', reason: 'backendError', message }];
  return json(status, { error: { code: status, message, errors } });
}
