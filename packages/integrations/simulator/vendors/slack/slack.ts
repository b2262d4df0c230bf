import { createCredentials, type Standing } from '../../credentials.ts';
import { at } from '../../json.ts';
import { json } from '../../reply.ts';
import { bearer, type SimRequest } from '../../request.ts';
import type { Call, Route, Vendor, World } from '../../vendor.ts';
import { deleteMessage, postMessage, updateMessage } from './chat.ts';
import { history, info, join, listChannels, open, replies } from './conversations.ts';
import { failure, notOk, recorded } from './errors.ts';
import { field, slackArguments } from './form.ts';
import { authTest, listUsers, userInfo } from './people.ts';
import { respond } from './response-url.ts';
import { createSlackState, type SlackState } from './state.ts';

/** Slack, with the doors a person's own actions come through. */
export interface Slack extends Vendor {
  readonly slack: SlackState;
}

const errorOf: Readonly<Record<Exclude<Standing, 'valid'>, string>> = {
  missing: 'not_authed',
  invalid: 'invalid_auth',
  expired: 'token_expired',
  revoked: 'token_revoked',
  inactive: 'account_inactive',
};

function tokenOf(request: SimRequest): string | undefined {
  const body = slackArguments(request);
  return bearer(request) ?? (body === undefined ? undefined : field(body, 'token'));
}

function method(name: string, handle: Route['handle']): readonly Route[] {
  // Reads and writes alike are POST in the SDK; Slack takes GET as well.
  return ['POST', 'GET'].map((verb) => ({ name, method: verb, path: `/${name}`, handle }));
}

/** Slack's Web API under `/slack/api/`. */
export function createSlack(world: World): Slack {
  const { runtime, ids } = world;
  const credentials = createCredentials();
  const state = createSlackState(world);
  const revoke = ({ token }: Call) => {
    credentials.revoke(token);
    return json(200, { ok: true, revoked: true }, { effect: true });
  };
  return {
    id: 'slack',
    slack: state,
    // Web API methods are known below both; `response_url`s are below the shorter one.
    mounts: ['/slack/api', '/slack'],
    routes: [
      ...method('api.test', () => json(200, { ok: true })).map((route) => ({ ...route, open: true })),
      ...method('auth.test', (call) => authTest(call, state)),
      ...method('auth.revoke', revoke),
      ...method('chat.postMessage', (call) => postMessage(call, state, world)),
      ...method('chat.update', (call) => updateMessage(call, state)),
      ...method('chat.delete', (call) => deleteMessage(call, state)),
      ...method('conversations.history', (call) => history(call, state)),
      ...method('conversations.replies', (call) => replies(call, state)),
      ...method('conversations.open', (call) => open(call, state)),
      ...method('conversations.list', (call) => listChannels(call, state)),
      ...method('conversations.info', (call) => info(call, state)),
      ...method('conversations.join', (call) => join(call, state)),
      ...method('users.info', (call) => userInfo(call, state)),
      ...method('users.list', (call) => listUsers(call, state)),
      {
        name: 'response_url',
        method: 'POST',
        path: '/commands/:team/:channel/:user',
        open: true,
        handle: (call) => respond(call, state),
      },
    ],
    credentials,
    token: tokenOf,
    parse: (request) => {
      const body = slackArguments(request);
      return body === undefined ? { refused: notOk('invalid_post_type') } : { body };
    },
    refuse: (request, route) => {
      const standing = credentials.standing(tokenOf(request));
      return standing === 'valid' || route.open === true ? undefined : recorded(errorOf[standing], runtime);
    },
    unknownRoute: (request) => notOk('unknown_method', { req_method: request.path.split('/').at(-1) }),
    failure: (status) => failure(status, runtime),
    identity: (_, { body }) => {
      const dedupeId = at(body['metadata'], 'event_payload', 'dedupe_id');
      return typeof dedupeId === 'string' ? dedupeId : undefined;
    },
    requestIdHeader: 'x-slack-req-id',
    requestId: () => ids.hex('slack.request', 32),
    expireToken: (token, dead) => (dead ? credentials.revoke(token) : credentials.expire(token)),
    state: () => ({
      messages: state
        .teams()
        .flatMap((team) =>
          [...team.channels.values()].flatMap(({ messages }) =>
            messages.map((message) => ({ team: team.id, ...message })),
          ),
        ),
    }),
    reset: () => {
      state.reset();
      credentials.reset();
    },
  };
}
