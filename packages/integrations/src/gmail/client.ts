import { gmail as gmailApi } from '@googleapis/gmail';
import type { CallContext } from '../call.ts';
import { readGoogleFailure } from '../google/errors.ts';
import type { GoogleAsk } from '../google/request.ts';
import type { GoogleAccount } from '../google/tokens.ts';
import { statusOf } from '../http-failure.ts';
import { defineOperation } from '../operation.ts';
import { type DraftInput, dedupeHeader, dedupeMark, messageIdOf, rawDraft } from './draft.ts';
import { headerOf, type Mail, readMail } from './mail.ts';
import {
  doneSchema,
  draftSchema,
  draftsSchema,
  goneSchema,
  historySchema,
  labelsSchema,
  messageSchema,
  messagesSchema,
  profileSchema,
  watchSchema,
} from './schema.ts';

const shared = { vendor: 'gmail', timeoutClass: 'integration', readFailure: readGoogleFailure } as const;
const read = { ...shared, repeat: 'safe' } as const;
const getProfile = defineOperation({ ...read, name: 'users.getProfile' });
const listLabels = defineOperation({ ...read, name: 'users.labels.list' });
const watch = defineOperation({ ...read, name: 'users.watch' });
const stop = defineOperation({ ...read, name: 'users.stop' });
const listHistory = defineOperation({ ...read, name: 'users.history.list' });
const listMessages = defineOperation({ ...read, name: 'users.messages.list' });
const getMessage = defineOperation({ ...read, name: 'users.messages.get' });
const listDrafts = defineOperation({ ...read, name: 'users.drafts.list' });
const getDraft = defineOperation({ ...read, name: 'users.drafts.get' });
const createDraft = defineOperation({ ...shared, name: 'users.drafts.create', repeat: 'after-lookup' });

/** Newest drafts whose header is looked at when the search does not know ours (yet). */
const mostLookedAt = 10;
const me = { userId: 'me' } as const;

/** A mail named, not read. */
export interface MailReference {
  readonly id: string;
  readonly labelIds: readonly string[];
}

export type MailHistory =
  | {
      readonly kind: 'page';
      readonly added: readonly MailReference[];
      /** Where the mailbox stands: the next start, once everything before is dealt with. */
      readonly historyId: string;
      readonly nextPageToken: string | null;
    }
  /** The start is too old: read the mailbox anew. */
  | { readonly kind: 'full_sync_needed' };

/** Gmail. Every method throws what the door throws. */
export interface GmailClient {
  profile(account: GoogleAccount, context: CallContext): Promise<{ email: string; historyId: string }>;
  /** The mailbox's labels, Google's own among them. */
  labels(account: GoogleAccount, context: CallContext): Promise<readonly { id: string; name: string }[]>;
  /** Has Google tell a Pub/Sub topic of news; to be renewed within seven days. */
  watch(
    account: GoogleAccount,
    input: { readonly topicName: string; readonly labelIds?: readonly string[] },
    context: CallContext,
  ): Promise<{ historyId: string; expiresAtMs: number }>;
  stop(account: GoogleAccount, context: CallContext): Promise<void>;
  /** What arrived or was given a label after `startHistoryId`, oldest first; a mail may be named more than once. */
  history(
    account: GoogleAccount,
    from: { readonly startHistoryId: string; readonly pageToken?: string | null; readonly labelId?: string },
    context: CallContext,
  ): Promise<MailHistory>;
  /** Mails that meet Gmail's search words, newest first. */
  list(
    account: GoogleAccount,
    input: {
      readonly query?: string;
      readonly labelIds?: readonly string[];
      readonly pageToken?: string | null;
    },
    context: CallContext,
  ): Promise<{ messages: readonly MailReference[]; nextPageToken: string | null }>;
  /** Undefined when it is not there any more. */
  get(account: GoogleAccount, id: string, context: CallContext): Promise<Mail | undefined>;
  /** Makes a draft. Not repeated when it may be there already. */
  createDraft(account: GoogleAccount, draft: DraftInput, context: CallContext): Promise<{ id: string }>;
  /** The draft with this dedupe id, by Message-ID or by our header on the newest drafts. */
  findDraft(
    account: GoogleAccount,
    dedupeId: string,
    context: CallContext,
  ): Promise<{ id: string } | undefined>;
}

const dataOf = <T>({ data }: { readonly data: T }): T => data;

/** Google's 404 as an answer: what was asked for is not there (any more). */
function gone(error: unknown): { readonly gone: true } {
  if (statusOf(error) !== 404) throw error;
  return { gone: true };
}

export function createGmailClient(ask: GoogleAsk): GmailClient {
  const { users } = gmailApi({ version: 'v1' });

  const carries = async (account: GoogleAccount, id: string, mark: string, context: CallContext) => {
    const asked = { ...me, id, format: 'metadata' };
    const draft = await ask(getDraft, account, context, goneSchema.or(draftSchema), (options) =>
      users.drafts.get(asked, options).then(dataOf).catch(gone),
    );
    return !('gone' in draft) && headerOf(draft.message.payload, dedupeHeader) === mark;
  };

  const drafts = async (account: GoogleAccount, asked: object, context: CallContext) => {
    const answer = await ask(listDrafts, account, context, draftsSchema, (options) =>
      users.drafts.list({ ...me, ...asked }, options).then(dataOf),
    );
    return answer.drafts;
  };

  return {
    profile: async (account, context) => {
      const { emailAddress, historyId } = await ask(getProfile, account, context, profileSchema, (options) =>
        users.getProfile(me, options).then(dataOf),
      );
      return { email: emailAddress, historyId };
    },
    labels: async (account, context) => {
      const { labels } = await ask(listLabels, account, context, labelsSchema, (options) =>
        users.labels.list(me, options).then(dataOf),
      );
      return labels;
    },
    watch: async (account, { topicName, labelIds }, context) => {
      const narrowed =
        labelIds === undefined ? {} : { labelIds: [...labelIds], labelFilterBehavior: 'include' };
      const { historyId, expiration } = await ask(watch, account, context, watchSchema, (options) =>
        users.watch({ ...me, requestBody: { topicName, ...narrowed } }, options).then(dataOf),
      );
      return { historyId, expiresAtMs: expiration };
    },
    stop: async (account, context) => {
      await ask(stop, account, context, doneSchema, (options) => users.stop(me, options).then(() => ({})));
    },
    history: async (account, { startHistoryId, pageToken, labelId }, context) => {
      const asked = {
        ...me,
        startHistoryId,
        historyTypes: ['messageAdded', 'labelAdded'],
        ...(pageToken ? { pageToken } : {}),
        ...(labelId === undefined ? {} : { labelId }),
      };
      const page = await ask(listHistory, account, context, goneSchema.or(historySchema), (options) =>
        users.history.list(asked, options).then(dataOf).catch(gone),
      );
      if ('gone' in page) return { kind: 'full_sync_needed' };
      return {
        kind: 'page',
        added: page.history.flatMap(({ messagesAdded, labelsAdded }) =>
          [...messagesAdded, ...labelsAdded].map(({ message }) => message),
        ),
        historyId: page.historyId,
        nextPageToken: page.nextPageToken ?? null,
      };
    },
    list: async (account, { query, labelIds, pageToken }, context) => {
      const asked = {
        ...me,
        maxResults: 100,
        ...(query === undefined ? {} : { q: query }),
        ...(labelIds === undefined ? {} : { labelIds: [...labelIds] }),
        ...(pageToken ? { pageToken } : {}),
      };
      const page = await ask(listMessages, account, context, messagesSchema, (options) =>
        users.messages.list(asked, options).then(dataOf),
      );
      return { messages: page.messages, nextPageToken: page.nextPageToken ?? null };
    },
    get: async (account, id, context) => {
      const found = await ask(getMessage, account, context, goneSchema.or(messageSchema), (options) =>
        users.messages
          .get({ ...me, id, format: 'full' }, options)
          .then(dataOf)
          .catch(gone),
      );
      return 'gone' in found ? undefined : readMail(found);
    },
    createDraft: async (account, draft, context) => {
      const requestBody = { message: { raw: rawDraft(draft) } };
      const { id } = await ask(createDraft, account, context, draftSchema, (options) =>
        users.drafts.create({ ...me, requestBody }, options).then(dataOf),
      );
      return { id };
    },
    findDraft: async (account, dedupeId, context) => {
      const q = `rfc822msgid:${messageIdOf(dedupeId)}`;
      const [known] = await drafts(account, { q, maxResults: 1 }, context);
      if (known !== undefined) return { id: known.id };
      for (const { id } of await drafts(account, { maxResults: mostLookedAt }, context)) {
        if (await carries(account, id, dedupeMark(dedupeId), context)) return { id };
      }
      return undefined;
    },
  };
}
