import { at, text } from '../../json.ts';
import { pageOf, pageSize } from '../../paging.ts';
import { empty, json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import { search, shown } from './messages.ts';
import type { GmailState, Mail, Mailbox } from './state.ts';

/** The raw message of a draft, or undefined when it is none. */
function rawOf({ body }: Call): string | undefined {
  const raw = text(at(body, 'message', 'raw'));
  if (raw === undefined || !/^[A-Za-z0-9_\-+/]*={0,2}$/.test(raw)) return undefined;
  const bytes = Buffer.from(raw, 'base64url').toString('latin1');
  return bytes.includes(':') ? bytes : undefined;
}

const noMessage = () =>
  badRequest(
    'invalidArgument',
    "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
  );

function reference(id: string, mail: Mail) {
  return { id, message: { id: mail.id, threadId: mail.threadId, labelIds: mail.labelIds } };
}

function draftOf({ params }: Call, box: Mailbox): { readonly id: string; readonly mail: Mail } | undefined {
  const id = params['id'] ?? '';
  const mail = box.mails.get(box.drafts.get(id) ?? '');
  return mail === undefined ? undefined : { id, mail };
}

/** `users.drafts.create`. */
export function createDraft(call: Call, box: Mailbox, state: GmailState, { ids }: World): Reply {
  const raw = rawOf(call);
  if (raw === undefined) return noMessage();
  const thread = text(at(call.body, 'message', 'threadId'));
  const mail = state.add(box, raw, ['DRAFT'], thread);
  const id = `r${ids.hex('gmail.draft', 16)}`;
  box.drafts.set(id, mail.id);
  return json(200, reference(id, mail), { effect: true });
}

/** `users.drafts.update`: the draft stays, its message is a new one. */
export function updateDraft(call: Call, box: Mailbox, state: GmailState, { runtime }: World): Reply {
  const draft = draftOf(call, box);
  if (draft === undefined) return recorded('gmail', 'not_found', runtime);
  const raw = rawOf(call);
  if (raw === undefined) return noMessage();
  state.remove(box, draft.mail);
  const mail = state.add(box, raw, ['DRAFT'], draft.mail.threadId);
  box.drafts.set(draft.id, mail.id);
  return json(200, reference(draft.id, mail), { effect: true });
}

/** `users.drafts.get`. */
export function getDraft(call: Call, box: Mailbox, { runtime }: World): Reply {
  const draft = draftOf(call, box);
  if (draft === undefined) return recorded('gmail', 'not_found', runtime);
  const format = call.request.query.get('format') ?? 'full';
  const message = shown(draft.mail, format, call.request.query.getAll('metadataHeaders'));
  if (message === undefined) return badRequest('invalidArgument', `Invalid value for format: ${format}`);
  return json(200, { id: draft.id, message });
}

/** `users.drafts.list`: ids alone, newest first. */
export function listDrafts({ request }: Call, box: Mailbox, { runtime }: World): Reply {
  const { query } = request;
  const draftIds = new Map([...box.drafts].map(([draft, mail]) => [mail, draft]));
  const drafts = search(box, query.get('q') ?? '', runtime.now()).flatMap(({ id, threadId }) => {
    const draft = draftIds.get(id);
    return draft === undefined ? [] : [{ id: draft, message: { id, threadId } }];
  });
  const size = pageSize(query.get('maxResults'), 100, 500);
  if (size === undefined) return badRequest('invalidArgument', 'Invalid maxResults');
  const page = pageOf(drafts, query.get('pageToken') ?? undefined, size);
  if (page === undefined) return badRequest('invalidArgument', 'Invalid pageToken');
  return json(200, {
    ...(page.items.length === 0 ? {} : { drafts: page.items }),
    ...(page.next === undefined ? {} : { nextPageToken: page.next }),
    resultSizeEstimate: drafts.length,
  });
}

/** `users.drafts.delete`. */
export function deleteDraft(call: Call, box: Mailbox, state: GmailState, { runtime }: World): Reply {
  const draft = draftOf(call, box);
  if (draft === undefined) return recorded('gmail', 'not_found', runtime);
  state.remove(box, draft.mail);
  box.drafts.delete(draft.id);
  return empty(204, { effect: true });
}
