import { json, type Reply } from '../../reply.ts';
import { bearer, jsonBody, type SimRequest } from '../../request.ts';
import type { Route, Vendor, World } from '../../vendor.ts';
import { badRequest, failure, recorded } from './errors.ts';
import type { Grants } from './grants.ts';

interface Api {
  readonly id: 'gmail' | 'calendar';
  readonly routes: readonly Route[];
  /** Of a grant's scopes, those that open this API. */
  readonly scope: RegExp;
  readonly state: () => unknown;
  readonly reset: () => void;
}

function refuse(
  { id, scope }: Api,
  request: SimRequest,
  grants: Grants,
  { runtime }: World,
): Reply | undefined {
  const token = bearer(request);
  const standing = grants.standing(token);
  if (standing === 'missing') return recorded(id, 'missing_credentials', runtime);
  if (standing !== 'valid') return recorded(id, 'unauthenticated', runtime);
  const { scopes } = grants.grantOf(token ?? '');
  if (scopes === undefined || scopes.some((one) => scope.test(one))) return undefined;
  return recorded(id, id === 'gmail' ? 'insufficient_permissions' : 'forbidden', runtime);
}

/**
 * What Gmail and Calendar have in common. The empty mount is for clients whose `rootUrl` is set on all of
 * them at once: googleapis-common then drops the path of that URL.
 */
export function createGoogleApi(world: World, grants: Grants, api: Api): Vendor {
  const { runtime, ids } = world;
  return {
    id: api.id,
    mounts: ['/google', ''],
    routes: api.routes,
    credentials: grants.credentials,
    token: bearer,
    // A refreshed token is the same caller.
    holder: (token) => grants.grantOf(token).refreshToken || token,
    parse: (request) => {
      const body = jsonBody(request);
      return body === undefined ? { refused: badRequest('parseError', 'Parse Error') } : { body };
    },
    refuse: (request) => refuse(api, request, grants, world),
    unknownRoute: () => json(404, { error: { code: 404, message: 'Not Found', status: 'NOT_FOUND' } }),
    failure: (status) => failure(api.id, status, runtime),
    requestIdHeader: 'x-goog-request-id',
    requestId: () => ids.hex('google.request', 24),
    expireToken: (token, dead) => grants.expire(token, dead),
    state: api.state,
    reset: api.reset,
  };
}
