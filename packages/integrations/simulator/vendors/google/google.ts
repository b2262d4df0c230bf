import { type JsonObject, text } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import { header, jsonBody, type SimRequest } from '../../request.ts';
import type { Call, Vendor, World } from '../../vendor.ts';
import { answerConsent, consentPage } from './consent.ts';
import { failure, oauthError, recorded } from './errors.ts';
import { type Grants, type Issued, tokenLifeS } from './grants.ts';

function formOf(request: SimRequest): JsonObject | undefined {
  if (header(request, 'content-type')?.includes('application/json')) return jsonBody(request);
  return Object.fromEntries(new URLSearchParams(request.body));
}

interface Client {
  readonly id: string;
  readonly secret: string;
}

/** The application's own credentials: in the form, or in an Authorization header. */
function clientOf({ request, body }: Call): Client {
  const basic = /^Basic\s+(\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
  const [id, secret] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':');
  return { id: text(body['client_id']) || id || '', secret: text(body['client_secret']) || secret || '' };
}

function answerTokens({ grant, accessToken, offline }: Issued): Reply {
  return json(
    200,
    {
      access_token: accessToken,
      expires_in: tokenLifeS,
      ...(offline ? { refresh_token: grant.refreshToken } : {}),
      scope: grant.scopes?.join(' ') ?? 'https://mail.google.com/ https://www.googleapis.com/auth/calendar',
      token_type: 'Bearer',
    },
    { effect: true, headers: { 'cache-control': 'no-store' } },
  );
}

function exchangeCode({ body }: Call, client: Client, grants: Grants, world: World): Reply {
  const code = text(body['code']);
  if (!code) return oauthError(400, 'invalid_request', 'Missing required parameter: code');
  const redirectUri = text(body['redirect_uri']) ?? '';
  const issued = grants.exchange(code, client.id, redirectUri, text(body['code_verifier']));
  return typeof issued === 'string' ? recorded('google', issued, world.runtime) : answerTokens(issued);
}

function refreshToken({ body }: Call, grants: Grants, world: World): Reply {
  const token = text(body['refresh_token']);
  if (!token) return oauthError(400, 'invalid_request', 'Missing required parameter: refresh_token');
  const issued = grants.refresh(token);
  return issued === undefined ? recorded('google', 'invalid_grant', world.runtime) : answerTokens(issued);
}

function token(call: Call, grants: Grants, world: World): Reply {
  const client = clientOf(call);
  if (client.id === '')
    return oauthError(400, 'invalid_request', 'Could not determine client ID from request.');
  if (/invalid|deleted/.test(client.id)) return recorded('google', 'invalid_client', world.runtime);
  if (client.secret === '') return oauthError(400, 'invalid_request', 'client_secret is missing.');
  switch (call.body['grant_type']) {
    case 'authorization_code':
      return exchangeCode(call, client, grants, world);
    case 'refresh_token':
      return refreshToken(call, grants, world);
    default:
      return recorded('google', 'unsupported_grant_type', world.runtime);
  }
}

function revoke({ request, body }: Call, grants: Grants, world: World): Reply {
  const given = text(body['token']) ?? request.query.get('token') ?? '';
  return grants.revoke(given)
    ? json(200, {}, { effect: true })
    : recorded('google', 'invalid_token', world.runtime);
}

/** Google's consent page (`/google/o/oauth2/v2/auth`), token endpoint (`/google/token`) and revocation. */
export function createGoogle(world: World, grants: Grants): Vendor {
  const { runtime, ids } = world;
  const tokenRoute = (path: string) => ({
    name: 'oauth.token',
    method: 'POST',
    path,
    open: true,
    handle: (call: Call) => token(call, grants, world),
  });
  return {
    id: 'google',
    mounts: ['/google'],
    routes: [
      { name: 'oauth.auth', method: 'GET', path: '/o/oauth2/v2/auth', open: true, handle: consentPage },
      {
        name: 'oauth.consent',
        method: 'POST',
        path: '/o/oauth2/v2/consent',
        open: true,
        handle: (call) => answerConsent(call, grants),
      },
      tokenRoute('/token'),
      tokenRoute('/oauth2/v4/token'),
      {
        name: 'oauth.revoke',
        method: 'POST',
        path: '/revoke',
        open: true,
        handle: (call) => revoke(call, grants, world),
      },
    ],
    credentials: grants.credentials,
    token: (request) => text(formOf(request)?.['refresh_token']),
    parse: (request) => {
      const body = formOf(request);
      return body === undefined ? { refused: recorded('google', 'invalid_request', runtime) } : { body };
    },
    refuse: () => undefined,
    unknownRoute: () => failure('google', 404, runtime),
    failure: (status) => failure('google', status, runtime),
    requestIdHeader: 'x-request-id',
    requestId: () => ids.hex('google.request', 24),
    // What stands for the caller here is the refresh token: expired, it is dead.
    expireToken: (refresh) => grants.credentials.revoke(refresh),
    state: () => ({}),
    reset: () => grants.reset(),
  };
}
