import { text } from '../../json.ts';
import { empty, json, type Reply } from '../../reply.ts';
import type { Call, Route, Vendor, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import { createGoogleApi } from '../google/google-api.ts';
import type { Grants } from '../google/grants.ts';
import { createDraft, deleteDraft, getDraft, listDrafts, updateDraft } from './drafts.ts';
import { listHistory } from './history.ts';
import { createLabel, getLabel, listLabels } from './labels.ts';
import { deleteMessage, getMessage, listMessages, modifyMessage } from './messages.ts';
import { headerValue } from './mime.ts';
import { createGmailState, type GmailState, type Mailbox } from './state.ts';

/** Gmail, with the doors through which mail arrives. */
export interface Gmail extends Vendor {
  readonly gmail: GmailState;
}

const watchLifeMs = 7 * 86_400_000;

function profile(box: Mailbox): Reply {
  return json(200, {
    emailAddress: box.email,
    messagesTotal: box.mails.size,
    threadsTotal: new Set([...box.mails.values()].map(({ threadId }) => threadId)).size,
    historyId: String(box.historyId),
  });
}

function watch({ body }: Call, box: Mailbox, { runtime }: World): Reply {
  const topicName = text(body['topicName']) ?? '';
  if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(topicName))
    return badRequest('invalidArgument', `Invalid topicName does not match projects/*/topics/*`);
  const expirationMs = Math.floor(runtime.now()) + watchLifeMs;
  box.watch = { topicName, expirationMs };
  const answer = { historyId: String(box.historyId), expiration: String(expirationMs) };
  return json(200, answer, { effect: true });
}

function stop(box: Mailbox): Reply {
  const effect = box.watch !== undefined;
  box.watch = undefined;
  return empty(204, { effect });
}

function stateOf(box: Mailbox) {
  return {
    email: box.email,
    historyId: String(box.historyId),
    watched: box.watch !== undefined,
    messages: [...box.mails.values()].map(({ id, labelIds, parsed }) => ({
      id,
      labelIds,
      subject: headerValue(parsed.headers, 'subject') ?? '',
    })),
    drafts: [...box.drafts].map(([id, message]) => ({ id, message })),
  };
}

/** Gmail's API under `/google/gmail/v1`. */
export function createGmail(world: World, grants: Grants): Gmail {
  const state = createGmailState(world);
  const route = (
    name: string,
    method: string,
    path: string,
    handle: (call: Call, box: Mailbox) => Reply,
  ): Route => ({
    name,
    method,
    path: `/gmail/v1/users/:userId/${path}`,
    handle: (call) => {
      const { email } = grants.grantOf(call.token);
      const user = call.params['userId'];
      if (user !== 'me' && user !== email)
        return recorded('gmail', 'insufficient_permissions', world.runtime);
      return handle(call, state.mailbox(email));
    },
  });
  const routes = [
    route('users.getProfile', 'GET', 'profile', (_, box) => profile(box)),
    route('users.watch', 'POST', 'watch', (call, box) => watch(call, box, world)),
    route('users.stop', 'POST', 'stop', (_, box) => stop(box)),
    route('users.messages.list', 'GET', 'messages', (call, box) => listMessages(call, box, world)),
    route('users.messages.get', 'GET', 'messages/:id', (call, box) => getMessage(call, box, world)),
    route('users.messages.modify', 'POST', 'messages/:id/modify', (call, box) =>
      modifyMessage(call, box, state, world),
    ),
    route('users.messages.delete', 'DELETE', 'messages/:id', (call, box) =>
      deleteMessage(call, box, state, world),
    ),
    route('users.history.list', 'GET', 'history', (call, box) => listHistory(call, box, world)),
    route('users.labels.list', 'GET', 'labels', (_, box) => listLabels(box)),
    route('users.labels.create', 'POST', 'labels', (call, box) => createLabel(call, box, world)),
    route('users.labels.get', 'GET', 'labels/:id', (call, box) => getLabel(call, box, world)),
    route('users.drafts.list', 'GET', 'drafts', (call, box) => listDrafts(call, box, world)),
    route('users.drafts.create', 'POST', 'drafts', (call, box) => createDraft(call, box, state, world)),
    route('users.drafts.get', 'GET', 'drafts/:id', (call, box) => getDraft(call, box, world)),
    route('users.drafts.update', 'PUT', 'drafts/:id', (call, box) => updateDraft(call, box, state, world)),
    route('users.drafts.delete', 'DELETE', 'drafts/:id', (call, box) => deleteDraft(call, box, state, world)),
  ];
  const api = createGoogleApi(world, grants, {
    id: 'gmail',
    routes,
    scope: /^https:\/\/mail\.google\.com\/$|\/auth\/gmail/,
    state: () => ({ mailboxes: state.mailboxes().map(stateOf) }),
    reset: () => state.reset(),
  });
  return { ...api, gmail: state };
}
