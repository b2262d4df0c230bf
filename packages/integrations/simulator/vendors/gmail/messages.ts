import { type JsonObject, list, text } from '../../json.ts';
import { pageOf, pageSize } from '../../paging.ts';
import { empty, json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import { shownPart } from './mime.ts';
import { found } from './search.ts';
import { type GmailState, type Mail, type Mailbox, snippetOf } from './state.ts';

const mostAtOnce = 500;

/** What every answer about a mail begins with. */
function summary(mail: Mail): JsonObject {
  return {
    id: mail.id,
    threadId: mail.threadId,
    labelIds: mail.labelIds,
    snippet: snippetOf(mail),
    historyId: String(mail.historyId),
    internalDate: String(mail.internalDateMs),
    sizeEstimate: mail.raw.length,
  };
}

/** A mail in the `format` asked for; undefined: there is no such format. */
export function shown(mail: Mail, format: string, headerNames: readonly string[]): JsonObject | undefined {
  switch (format.toLowerCase()) {
    case 'minimal':
      return summary(mail);
    case 'full':
      return { ...summary(mail), payload: shownPart(mail.parsed) };
    case 'raw':
      return { ...summary(mail), raw: Buffer.from(mail.raw, 'latin1').toString('base64url') };
    case 'metadata': {
      const wanted = headerNames.map((name) => name.toLowerCase());
      const headers = mail.parsed.headers
        .filter(({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()))
        .map(({ name, value }) => ({ name, value }));
      return { ...summary(mail), payload: { mimeType: mail.parsed.mimeType, headers } };
    }
    default:
      return undefined;
  }
}

/** `users.messages.get`. */
export function getMessage({ request, params }: Call, box: Mailbox, { runtime }: World): Reply {
  const mail = box.mails.get(params['id'] ?? '');
  if (mail === undefined) return recorded('gmail', 'not_found', runtime);
  const format = request.query.get('format') ?? 'full';
  const answer = shown(mail, format, request.query.getAll('metadataHeaders'));
  return answer === undefined
    ? badRequest('invalidArgument', `Invalid value for format: ${format}`)
    : json(200, answer);
}

/** The mails that meet `q`, newest first. */
export function search(box: Mailbox, query: string, runtimeMs: number): readonly Mail[] {
  return [...box.mails.values()]
    .filter((mail) => found(mail, box, query, runtimeMs))
    .toSorted((a, b) => b.internalDateMs - a.internalDateMs || b.historyId - a.historyId);
}

/** `users.messages.list`: ids alone. Spam and trash only when asked for. */
export function listMessages({ request }: Call, box: Mailbox, { runtime }: World): Reply {
  const { query } = request;
  const labels = query.getAll('labelIds');
  const everywhere =
    query.get('includeSpamTrash') === 'true' || /in:(anywhere|trash|spam)/.test(query.get('q') ?? '');
  const hidden = everywhere ? [] : ['SPAM', 'TRASH'].filter((label) => !labels.includes(label));
  const matching = search(box, query.get('q') ?? '', runtime.now())
    .filter(({ labelIds }) => labels.every((label) => labelIds.includes(label)))
    .filter(({ labelIds }) => !labelIds.some((label) => hidden.includes(label)));
  const size = pageSize(query.get('maxResults'), 100, mostAtOnce);
  if (size === undefined) return badRequest('invalidArgument', 'Invalid maxResults');
  const page = pageOf(matching, query.get('pageToken') ?? undefined, size);
  if (page === undefined) return badRequest('invalidArgument', 'Invalid pageToken');
  const messages = page.items.map(({ id, threadId }) => ({ id, threadId }));
  return json(200, {
    ...(messages.length === 0 ? {} : { messages }),
    ...(page.next === undefined ? {} : { nextPageToken: page.next }),
    resultSizeEstimate: matching.length,
  });
}

/** `users.messages.modify`. */
export function modifyMessage(
  { params, body }: Call,
  box: Mailbox,
  state: GmailState,
  { runtime }: World,
): Reply {
  const mail = box.mails.get(params['id'] ?? '');
  if (mail === undefined) return recorded('gmail', 'not_found', runtime);
  const names = (key: string) => list(body[key]).map((name) => text(name) ?? '');
  const [add, remove] = [names('addLabelIds'), names('removeLabelIds')];
  const unknown = [...add, ...remove].find((name) => !box.labels.has(name));
  if (unknown !== undefined) return badRequest('invalidArgument', `Invalid label: ${unknown}`);
  const changed = state.relabel(box, mail, add, remove);
  return json(
    200,
    { id: changed.id, threadId: changed.threadId, labelIds: changed.labelIds },
    { effect: changed !== mail },
  );
}

/** `users.messages.delete`. */
export function deleteMessage({ params }: Call, box: Mailbox, state: GmailState, { runtime }: World): Reply {
  const mail = box.mails.get(params['id'] ?? '');
  if (mail === undefined) return recorded('gmail', 'not_found', runtime);
  state.remove(box, mail);
  return empty(204, { effect: true });
}
