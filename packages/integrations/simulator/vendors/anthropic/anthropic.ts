import { createCredentials } from '../../credentials.ts';
import { json, type Reply } from '../../reply.ts';
import { bearer, header, jsonBody, type SimRequest } from '../../request.ts';
import type { Route, Vendor, World } from '../../vendor.ts';
import { anthropicError, failure, invalidRequest, recorded } from './errors.ts';
import { createMessage } from './messages.ts';

const versions = ['2023-01-01', '2023-06-01', '2026-10-21'];
const modelIds = ['claude-sonnet-5', 'claude-haiku-5-5'];

function model(id: string) {
  return {
    type: 'model',
    id,
    display_name: id,
    created_at: '2025-10-01T00:00:00Z',
    capabilities: null,
    deprecated_at: null,
    lifecycle: 'active',
    line: null,
  };
}

/** The SDK sends a bearer; older ones send `x-api-key`. */
function tokenOf(request: SimRequest): string | undefined {
  return bearer(request) ?? header(request, 'x-api-key');
}

function refuseVersion(request: SimRequest): Reply | undefined {
  const version = header(request, 'anthropic-version');
  if (version === undefined) return invalidRequest('anthropic-version: header is required');
  if (versions.includes(version)) return undefined;
  return invalidRequest(`anthropic-version: "${version}" is not a valid version`);
}

/** Anthropic's API under `/anthropic`: messages and models. */
export function createAnthropic(world: World): Vendor {
  const { runtime, ids } = world;
  const credentials = createCredentials();
  const routes: readonly Route[] = [
    {
      name: 'messages.create',
      method: 'POST',
      path: '/v1/messages',
      handle: (call) => createMessage(call, world),
    },
    {
      name: 'models.list',
      method: 'GET',
      path: '/v1/models',
      handle: () =>
        json(200, {
          data: modelIds.map(model),
          has_more: false,
          first_id: modelIds[0],
          last_id: modelIds.at(-1),
        }),
    },
    {
      name: 'models.retrieve',
      method: 'GET',
      path: '/v1/models/:model',
      handle: ({ params }) => {
        const id = params['model'] ?? '';
        return modelIds.includes(id)
          ? json(200, model(id))
          : anthropicError(404, 'not_found_error', `model: ${id}`);
      },
    },
  ];
  return {
    id: 'anthropic',
    mounts: ['/anthropic'],
    routes,
    credentials,
    token: tokenOf,
    parse: (request) => {
      const body = jsonBody(request);
      return body === undefined
        ? { refused: invalidRequest('The request body is not valid JSON: expected value') }
        : { body };
    },
    refuse: (request) => {
      const standing = credentials.standing(tokenOf(request));
      if (standing === 'valid') return refuseVersion(request);
      if (standing === 'missing')
        return anthropicError(401, 'authentication_error', 'x-api-key header is required');
      return recorded('authentication_error', runtime);
    },
    unknownRoute: () => recorded('not_found_error', runtime),
    failure: (status) => failure(status, runtime),
    requestIdHeader: 'request-id',
    requestId: () => `req_${ids.hex('anthropic.request', 24)}`,
    expireToken: (token) => credentials.expire(token),
    state: () => ({}),
    reset: () => credentials.reset(),
  };
}
