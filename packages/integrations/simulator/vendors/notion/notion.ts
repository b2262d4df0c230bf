import { createCredentials } from '../../credentials.ts';
import type { Reply } from '../../reply.ts';
import { bearer, header, jsonBody, type SimRequest } from '../../request.ts';
import type { Call, Route, Vendor, World } from '../../vendor.ts';
import {
  createDatabase,
  createDataSource,
  getDatabase,
  getDataSource,
  queryDataSource,
  updateDataSource,
} from './data-sources.ts';
import { failure, recorded, validation } from './errors.ts';
import { createPage, getPage, updatePage } from './pages.ts';
import type { Place } from './place.ts';
import { shownPage } from './shown.ts';
import { createNotionState, type NotionState } from './state.ts';
import { appendChildren, getSelf, getUser, listChildren, listUsers, search } from './workspace.ts';

/** Notion, with the doors through which a person's own edits come. */
export interface Notion extends Vendor {
  readonly notion: NotionState;
}

const versions = ['2022-06-28', '2025-09-03', '2026-03-11'];
/** Data sources came with this version. */
const withDataSources = '2025-09-03';

function refuseVersion(request: SimRequest, route: Route, world: World): Reply | undefined {
  const version = header(request, 'notion-version');
  if (version === undefined) return recorded('missing_version', world.runtime);
  if (!versions.includes(version))
    return validation(
      `Notion-Version header failed validation: should be ${versions.join(', ')}, instead was \`${version}\`.`,
    );
  return version < withDataSources && route.name.startsWith('dataSources.')
    ? recorded('invalid_request_url', world.runtime)
    : undefined;
}

/** Notion's API under `/notion`. */
export function createNotion(world: World): Notion {
  const { runtime, ids } = world;
  const credentials = createCredentials();
  const state = createNotionState(world);
  const route = (
    name: string,
    method: string,
    path: string,
    handle: (call: Call, place: Place) => Reply,
  ): Route => ({
    name,
    method,
    path: `/v1/${path}`,
    handle: (call) => handle(call, { workspace: state.workspaceOf(call.token), state, world }),
  });
  return {
    id: 'notion',
    notion: state,
    mounts: ['/notion'],
    routes: [
      route('users.me', 'GET', 'users/me', getSelf),
      route('users.list', 'GET', 'users', listUsers),
      route('users.retrieve', 'GET', 'users/:id', getUser),
      route('search', 'POST', 'search', search),
      route('pages.create', 'POST', 'pages', createPage),
      route('pages.retrieve', 'GET', 'pages/:id', getPage),
      route('pages.update', 'PATCH', 'pages/:id', updatePage),
      route('blocks.children.list', 'GET', 'blocks/:id/children', listChildren),
      route('blocks.children.append', 'PATCH', 'blocks/:id/children', appendChildren),
      route('databases.create', 'POST', 'databases', createDatabase),
      route('databases.retrieve', 'GET', 'databases/:id', getDatabase),
      route('dataSources.create', 'POST', 'data_sources', createDataSource),
      route('dataSources.retrieve', 'GET', 'data_sources/:id', getDataSource),
      route('dataSources.update', 'PATCH', 'data_sources/:id', updateDataSource),
      route('dataSources.query', 'POST', 'data_sources/:id/query', queryDataSource),
    ],
    credentials,
    token: bearer,
    parse: (request) => {
      const body = jsonBody(request);
      return body === undefined ? { refused: recorded('invalid_json', runtime) } : { body };
    },
    refuse: (request, to) =>
      credentials.standing(bearer(request)) === 'valid'
        ? refuseVersion(request, to, world)
        : recorded('unauthorized', runtime),
    unknownRoute: () => recorded('invalid_request_url', runtime),
    failure: (status) => failure(status, runtime),
    requestIdHeader: 'x-notion-request-id',
    requestId: () => ids.uuid('notion.request'),
    expireToken: (token) => credentials.revoke(token),
    state: () => ({
      pages: state.workspaces().flatMap((workspace) =>
        [...workspace.pages.values()].map((page) => ({
          workspace: workspace.name,
          ...shownPage(page, workspace),
        })),
      ),
    }),
    reset: () => {
      state.reset();
      credentials.reset();
    },
  };
}
