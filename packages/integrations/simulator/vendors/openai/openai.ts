import { createCredentials } from '../../credentials.ts';
import { json, type Reply } from '../../reply.ts';
import { bearer, jsonBody } from '../../request.ts';
import type { Route, Vendor, World } from '../../vendor.ts';
import { createChatCompletion } from './chat.ts';
import { noSuchModel } from './checks.ts';
import { createEmbeddings } from './embeddings.ts';
import { badRequest, failure, recorded } from './errors.ts';
import { createResponse } from './responses.ts';

const modelIds = ['gpt-5-mini', 'gpt-5-nano', 'text-embedding-3-small', 'text-embedding-3-large'];

function model(id: string) {
  return { id, object: 'model', created: 1_754_000_000, owned_by: 'system' };
}

function retrieveModel(id: string): Reply {
  return modelIds.includes(id) ? json(200, model(id)) : noSuchModel(id);
}

/** OpenAI's API under `/openai/v1`: responses, chat completions, embeddings, models. */
export function createOpenAi(world: World): Vendor {
  const { runtime, ids } = world;
  const credentials = createCredentials();
  const routes: readonly Route[] = [
    {
      name: 'responses.create',
      method: 'POST',
      path: '/responses',
      handle: (call) => createResponse(call, world),
    },
    {
      name: 'chat.completions.create',
      method: 'POST',
      path: '/chat/completions',
      handle: (call) => createChatCompletion(call, world),
    },
    { name: 'embeddings.create', method: 'POST', path: '/embeddings', handle: createEmbeddings },
    {
      name: 'models.list',
      method: 'GET',
      path: '/models',
      handle: () => json(200, { object: 'list', data: modelIds.map(model) }),
    },
    {
      name: 'models.retrieve',
      method: 'GET',
      path: '/models/:model',
      handle: ({ params }) => retrieveModel(params['model'] ?? ''),
    },
  ];
  return {
    id: 'openai',
    mounts: ['/openai/v1'],
    routes,
    credentials,
    token: bearer,
    parse: (request) => {
      const body = jsonBody(request);
      if (body !== undefined) return { body };
      return { refused: badRequest('We could not parse the JSON body of your request.', null, null) };
    },
    refuse: (request) => {
      const standing = credentials.standing(bearer(request));
      if (standing === 'valid') return undefined;
      return recorded(standing === 'missing' ? 'missing_api_key' : 'invalid_api_key', runtime);
    },
    unknownRoute: ({ method, path }) => {
      const message = `Invalid URL (${method} ${path.replace('/openai', '')})`;
      return json(404, { error: { message, type: 'invalid_request_error', param: null, code: null } });
    },
    failure: (status) => failure(status, runtime),
    requestIdHeader: 'x-request-id',
    requestId: () => `req_${ids.hex('openai.request', 32)}`,
    expireToken: (token) => credentials.expire(token),
    state: () => ({}),
    reset: () => credentials.reset(),
  };
}
