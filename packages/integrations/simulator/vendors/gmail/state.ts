import type { World } from '../../vendor.ts';
import { headerValue, type Part, parseMail, textIn } from './mime.ts';

export interface Mail {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
  /** Latin-1 characters, one a byte. */
  readonly raw: string;
  readonly parsed: Part;
  readonly historyId: number;
  readonly internalDateMs: number;
}

export type Change = 'messagesAdded' | 'messagesDeleted' | 'labelsAdded' | 'labelsRemoved';

/** A line of a mailbox's history. */
export interface HistoryLine {
  readonly id: number;
  readonly change: Change;
  readonly mail: Mail;
  /** Of a label change: the labels that came or went. */
  readonly labelIds: readonly string[];
}

export interface Label {
  readonly id: string;
  readonly name: string;
  readonly type: 'system' | 'user';
}

/** One person's mail. */
export interface Mailbox {
  readonly email: string;
  readonly mails: Map<string, Mail>;
  /** Draft id → message id. */
  readonly drafts: Map<string, string>;
  readonly labels: Map<string, Label>;
  history: readonly HistoryLine[];
  /** The number of the last change. */
  historyId: number;
  /** Changes up to this one are forgotten: who asks from before it gets a 404. */
  forgottenId: number;
  watch: { readonly topicName: string; readonly expirationMs: number } | undefined;
}

/** All mailboxes, made when first seen. */
export interface GmailState {
  mailbox(email: string): Mailbox;
  mailboxes(): readonly Mailbox[];
  /** Puts a raw message into the mailbox. */
  add(box: Mailbox, raw: string, labelIds: readonly string[], threadId?: string): Mail;
  remove(box: Mailbox, mail: Mail): void;
  relabel(box: Mailbox, mail: Mail, add: readonly string[], remove: readonly string[]): Mail;
  /** Forgets the history so far, as Gmail does after about a week. */
  forgetHistory(box: Mailbox): void;
  reset(): void;
}

const systemLabels = [
  'INBOX',
  'SENT',
  'DRAFT',
  'TRASH',
  'SPAM',
  'UNREAD',
  'STARRED',
  'IMPORTANT',
  'CATEGORY_PERSONAL',
];
const firstHistoryId = 1000;

function createMailbox(email: string): Mailbox {
  const labels = [
    ...systemLabels.map((id): Label => ({ id, name: id, type: 'system' })),
    { id: 'Label_1', name: 'Ballast', type: 'user' as const },
  ];
  return {
    email,
    mails: new Map(),
    drafts: new Map(),
    labels: new Map(labels.map((label) => [label.id, label])),
    history: [],
    historyId: firstHistoryId,
    forgottenId: firstHistoryId - 1,
    watch: undefined,
  };
}

/** A short look into the text, as in a list of mails. */
export function snippetOf({ parsed }: Mail): string {
  const text = textIn(parsed, 'text/plain') ?? textIn(parsed, 'text/html')?.replace(/<[^>]*>/g, ' ') ?? '';
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}

export function createGmailState({ runtime, ids }: World): GmailState {
  const boxes = new Map<string, Mailbox>();

  const record = (
    box: Mailbox,
    change: Change,
    make: (id: number) => Mail,
    labelIds: readonly string[] = [],
  ) => {
    box.historyId += 1;
    const mail = make(box.historyId);
    box.history = [...box.history, { id: box.historyId, change, mail, labelIds }];
    return mail;
  };

  return {
    mailbox: (email) => {
      const box = boxes.get(email) ?? createMailbox(email);
      boxes.set(email, box);
      return box;
    },
    mailboxes: () => [...boxes.values()],
    add: (box, raw, labelIds, threadId) => {
      const id = ids.hex('gmail.message', 16);
      const parsed = parseMail(raw);
      const written = Date.parse(headerValue(parsed.headers, 'date') ?? '');
      const internalDateMs = Number.isNaN(written) ? Math.floor(runtime.now()) : written;
      const mail = record(box, 'messagesAdded', (historyId) => ({
        id,
        threadId: threadId ?? id,
        labelIds,
        raw,
        parsed,
        historyId,
        internalDateMs,
      }));
      box.mails.set(id, mail);
      return mail;
    },
    remove: (box, mail) => {
      record(box, 'messagesDeleted', () => mail);
      box.mails.delete(mail.id);
    },
    relabel: (box, mail, add, remove) => {
      const coming = add.filter((label) => !mail.labelIds.includes(label));
      const going = remove.filter((label) => mail.labelIds.includes(label));
      let changed = mail;
      const to = (labelIds: readonly string[]) => (historyId: number) => ({
        ...changed,
        labelIds,
        historyId,
      });
      if (coming.length > 0)
        changed = record(box, 'labelsAdded', to([...changed.labelIds, ...coming]), coming);
      if (going.length > 0)
        changed = record(
          box,
          'labelsRemoved',
          to(changed.labelIds.filter((id) => !going.includes(id))),
          going,
        );
      box.mails.set(mail.id, changed);
      return changed;
    },
    forgetHistory: (box) => {
      box.history = [];
      box.forgottenId = box.historyId;
    },
    reset: () => boxes.clear(),
  };
}
