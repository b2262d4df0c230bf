import type { JsonObject } from '../../json.ts';
import { pageOf, pageSize } from '../../paging.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import type { Change, HistoryLine, Mailbox } from './state.ts';

const typeOf: Readonly<Record<Change, string>> = {
  messagesAdded: 'messageAdded',
  messagesDeleted: 'messageDeleted',
  labelsAdded: 'labelAdded',
  labelsRemoved: 'labelRemoved',
};

function shown({ id, change, mail, labelIds }: HistoryLine): JsonObject {
  const reference = { id: mail.id, threadId: mail.threadId };
  const message = { ...reference, labelIds: mail.labelIds };
  const labelled = change === 'labelsAdded' || change === 'labelsRemoved';
  return {
    id: String(id),
    messages: [reference],
    [change]: [labelled ? { message, labelIds } : { message }],
  };
}

/** `users.history.list`: what changed after `startHistoryId`, oldest first. 404 when that is forgotten. */
export function listHistory({ request }: Call, box: Mailbox, { runtime }: World): Reply {
  const { query } = request;
  const start = query.get('startHistoryId');
  if (start === null) return badRequest('invalidArgument', 'Missing startHistoryId');
  if (!/^\d{1,18}$/.test(start)) return badRequest('invalidArgument', 'Invalid startHistoryId');
  // A number that never was is as good as one that is too old.
  if (Number(start) < box.forgottenId || Number(start) > box.historyId)
    return recorded('gmail', 'not_found', runtime);
  const types = query.getAll('historyTypes');
  const label = query.get('labelId');
  const lines = box.history
    .filter(({ id }) => id > Number(start))
    .filter(({ change }) => types.length === 0 || types.includes(typeOf[change]))
    .filter(
      ({ mail, labelIds }) => label === null || mail.labelIds.includes(label) || labelIds.includes(label),
    );
  const size = pageSize(query.get('maxResults'), 100, 500);
  if (size === undefined) return badRequest('invalidArgument', 'Invalid maxResults');
  const page = pageOf(lines, query.get('pageToken') ?? undefined, size);
  if (page === undefined) return badRequest('invalidArgument', 'Invalid pageToken');
  return json(200, {
    ...(page.items.length === 0 ? {} : { history: page.items.map(shown) }),
    ...(page.next === undefined ? {} : { nextPageToken: page.next }),
    historyId: String(box.historyId),
  });
}
