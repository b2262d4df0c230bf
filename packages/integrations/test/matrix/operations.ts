import * as z from 'zod';
import type { VendorId } from '../../simulator/vendor.ts';
import { createAnthropicClient } from '../../src/anthropic/client.ts';
import type { Repeat } from '../../src/index.ts';
import { createOpenAiClient } from '../../src/openai/client.ts';
import type { Cell } from './world.ts';

/** `none`: nothing changes at the vendor's. `made`: something that must not be there twice. `set`: a state, the same again. */
export type Effect = 'none' | 'made' | 'set';

export interface MatrixOperation {
  readonly vendor: VendorId;
  /** As our operation is named. */
  readonly name: string;
  /** The simulator's route, where it has another name. */
  readonly route?: string;
  readonly repeat: Repeat;
  readonly effect: Effect;
  /** Statuses that are an answer to this operation and no failure. */
  readonly answers?: readonly number[];
  /** True where the vendor answers without a body that anybody reads. */
  readonly bodyless?: boolean;
  /** True where a repeat of one that went through is known by its status. */
  readonly recognised?: boolean;
  /** True where no credential is sent. */
  readonly open?: boolean;
  /** Makes what the call needs, then gives the call. */
  prepare(cell: Cell): Promise<() => Promise<unknown>>;
}

const answer = z.object({ category: z.string(), confidence: z.number() });
const question = {
  name: 'filing',
  instructions: 'File it.',
  data: { thought: 'x' },
  schema: answer,
  maxOutputTokens: 200,
};
const channel = 'C0INBOX001';
const responsePath = '/slack/commands/T0SIMULATE/C0INBOX001/U0ADA00001';
const event = {
  title: 'Dentist',
  startsAt: '2026-03-02T10:00:00.000Z',
  endsAt: '2026-03-02T11:00:00.000Z',
  allDay: false,
  timezone: 'UTC',
};

type Run = (cell: Cell) => Promise<unknown>;
/** For calls that need nothing made first. */
const plain = (run: Run) => async (cell: Cell) => () => run(cell);

const openAi = ({ bench, world, n }: Cell) =>
  createOpenAiClient({
    door: bench.door,
    apiKey: `sk-secret-openai-${n}`,
    baseUrl: `${world.simulator.url}/openai/v1`,
    model: 'gpt-5-mini',
    embeddingModel: 'text-embedding-3-small',
  });
const anthropic = ({ bench, world, n }: Cell) =>
  createAnthropicClient({
    door: bench.door,
    apiKey: `sk-ant-secret-${n}`,
    baseUrl: `${world.simulator.url}/anthropic`,
    model: 'claude-haiku-4-5',
  });

const ai = { repeat: 'safe', effect: 'none' } as const;
const read = { repeat: 'safe', effect: 'none' } as const;
const made = { repeat: 'after-lookup', effect: 'made' } as const;

/** An event that is there, with its etag. */
async function anEvent({ vendors, google, context, n }: Cell) {
  const id = `event${n}`;
  await vendors.calendar.insert(google, { ...event, id }, context());
  const there = await vendors.calendar.get(google, id, context());
  return { ...event, id, etag: there?.etag ?? '' };
}

function aMail({ world, n }: Cell): string {
  const { gmail } = world.simulator.vendors.gmail;
  const raw = 'From: a@example.com\r\nSubject: Hello\r\n\r\nBody';
  return gmail.add(gmail.mailbox(`secret-google${n}@example.com`), raw, ['INBOX']).id;
}

const draft = { to: 'a@example.com', subject: 'Hello', body: 'Body' };

async function consented({ vendors, world }: Cell) {
  const redirectUri = 'http://localhost:3000/callback';
  const start = vendors.googleOAuth?.consent({ redirectUri, scopes: ['https://mail.google.com/'] });
  const asked = new URL(start?.url ?? '');
  const answered = await fetch(`${world.simulator.url}/google/o/oauth2/v2/consent`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(asked.searchParams),
  });
  const code = new URL(answered.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return { code, verifier: start?.verifier ?? '', redirectUri };
}

/** Everything we ask of the vendors. */
export const operations: readonly MatrixOperation[] = [
  {
    ...ai,
    vendor: 'openai',
    name: 'responses.create',
    prepare: plain((c) => openAi(c).generate(question, c.context())),
  },
  {
    ...ai,
    vendor: 'openai',
    name: 'embeddings.create',
    prepare: plain((c) => openAi(c).embed(['a'], c.context())),
  },
  {
    ...ai,
    vendor: 'anthropic',
    name: 'messages.create',
    prepare: plain((c) => anthropic(c).generate(question, c.context())),
  },

  {
    ...read,
    vendor: 'slack',
    name: 'auth.test',
    prepare: plain((c) => c.vendors.slack.authTest(c.slack, c.context())),
  },
  {
    ...read,
    vendor: 'slack',
    name: 'conversations.open',
    effect: 'made',
    prepare: plain((c) => c.vendors.slack.openDirect(c.slack, 'U0GRACE001', c.context())),
  },
  {
    ...read,
    vendor: 'slack',
    name: 'conversations.list',
    prepare: plain((c) => c.vendors.slack.resolveChannel(c.slack, '#inbox', c.context())),
  },
  {
    ...read,
    vendor: 'slack',
    name: 'conversations.history',
    prepare: async (c) => {
      const message = { channel, text: 'x', dedupeId: `d${c.n}` };
      await c.vendors.slack.post(c.slack, message, c.context());
      return () => c.vendors.slack.findPosted(c.slack, message, 0, c.context());
    },
  },
  {
    ...read,
    vendor: 'slack',
    name: 'conversations.replies',
    prepare: async (c) => {
      const message = { channel, text: 'x', dedupeId: `d${c.n}` };
      const { ts: threadTs } = await c.vendors.slack.post(c.slack, message, c.context());
      return () => c.vendors.slack.findPosted(c.slack, { ...message, threadTs }, 0, c.context());
    },
  },
  {
    ...made,
    vendor: 'slack',
    name: 'chat.postMessage',
    prepare: plain((c) =>
      c.vendors.slack.post(c.slack, { channel, text: 'x', dedupeId: `d${c.n}` }, c.context()),
    ),
  },
  {
    ...made,
    vendor: 'slack',
    name: 'response_url.post',
    route: 'response_url',
    repeat: 'never',
    bodyless: true,
    open: true,
    prepare: plain((c) =>
      c.vendors.slack.respond(
        `${c.world.simulator.url}${responsePath}`,
        { text: 'x', inChannel: true },
        c.context(),
      ),
    ),
  },

  {
    ...read,
    vendor: 'notion',
    name: 'users.me',
    prepare: plain((c) => c.vendors.notion.me(c.notion, c.context())),
  },
  {
    ...read,
    vendor: 'notion',
    name: 'search',
    prepare: plain((c) => c.vendors.notion.shared(c.notion, 'page', c.context())),
  },
  {
    ...made,
    vendor: 'notion',
    name: 'databases.create',
    prepare: async (c) => {
      const [page] = await c.vendors.notion.shared(c.notion, 'page', c.context());
      return () =>
        c.vendors.notion.createDataSource(
          c.notion,
          { parentPageId: page?.id ?? '', title: 'T' },
          c.context(),
        );
    },
  },
  {
    ...read,
    vendor: 'notion',
    name: 'dataSources.retrieve',
    prepare: plain((c) => c.vendors.notion.ensureColumns(c.notion, c.world.dataSourceId, c.context())),
  },
  {
    ...read,
    vendor: 'notion',
    name: 'dataSources.update',
    effect: 'set',
    prepare: async (c) => {
      const id = await c.world.bareDataSource();
      return () => c.vendors.notion.ensureColumns(c.notion, id, c.context());
    },
  },
  {
    ...read,
    vendor: 'notion',
    name: 'dataSources.query',
    prepare: plain((c) => c.vendors.notion.find(c.notion, { externalId: 'none' }, c.context())),
  },
  {
    ...made,
    vendor: 'notion',
    name: 'pages.create',
    prepare: plain((c) =>
      c.vendors.notion.create(c.notion, { title: 'T', externalId: `e${c.n}` }, c.context()),
    ),
  },
  {
    ...read,
    vendor: 'notion',
    name: 'pages.retrieve',
    answers: [404],
    prepare: plain((c) => c.vendors.notion.get(c.notion, c.world.pageId, c.context())),
  },
  {
    ...read,
    vendor: 'notion',
    name: 'pages.update',
    effect: 'set',
    prepare: plain((c) =>
      c.vendors.notion.update(c.notion, { pageId: c.world.pageId, title: 'T' }, c.context()),
    ),
  },

  {
    ...read,
    vendor: 'gmail',
    name: 'users.getProfile',
    prepare: plain((c) => c.vendors.gmail.profile(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.labels.list',
    prepare: plain((c) => c.vendors.gmail.labels(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.watch',
    effect: 'set',
    prepare: plain((c) => c.vendors.gmail.watch(c.google, { topicName: 'projects/p/topics/t' }, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.stop',
    effect: 'set',
    bodyless: true,
    prepare: plain((c) => c.vendors.gmail.stop(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.history.list',
    answers: [404],
    prepare: async (c) => {
      const { historyId } = await c.vendors.gmail.profile(c.google, c.context());
      return () => c.vendors.gmail.history(c.google, { startHistoryId: historyId }, c.context());
    },
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.messages.list',
    prepare: plain((c) => c.vendors.gmail.list(c.google, {}, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.messages.get',
    answers: [404],
    prepare: async (c) => {
      const id = aMail(c);
      return () => c.vendors.gmail.get(c.google, id, c.context());
    },
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.drafts.list',
    prepare: async (c) => {
      await c.vendors.gmail.createDraft(c.google, { ...draft, dedupeId: `d${c.n}` }, c.context());
      return () => c.vendors.gmail.findDraft(c.google, `d${c.n}`, c.context());
    },
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.drafts.get',
    answers: [404],
    prepare: async (c) => {
      await c.vendors.gmail.createDraft(c.google, { ...draft, dedupeId: `d${c.n}` }, c.context());
      return () => c.vendors.gmail.findDraft(c.google, 'another', c.context());
    },
  },
  {
    ...made,
    vendor: 'gmail',
    name: 'users.drafts.create',
    prepare: plain((c) =>
      c.vendors.gmail.createDraft(c.google, { ...draft, dedupeId: `d${c.n}` }, c.context()),
    ),
  },

  {
    ...read,
    vendor: 'calendar',
    name: 'calendars.get',
    prepare: plain((c) => c.vendors.calendar.describe(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.insert',
    effect: 'made',
    recognised: true,
    answers: [409],
    prepare: plain((c) => c.vendors.calendar.insert(c.google, { ...event, id: `event${c.n}` }, c.context())),
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.get',
    answers: [404, 410],
    prepare: async (c) => {
      const { id } = await anEvent(c);
      return () => c.vendors.calendar.get(c.google, id, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.update',
    effect: 'made',
    recognised: true,
    answers: [404, 410, 412],
    prepare: async (c) => {
      const there = await anEvent(c);
      return () => c.vendors.calendar.update(c.google, { ...there, title: 'Later' }, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.patch',
    effect: 'made',
    recognised: true,
    answers: [404, 410, 412],
    prepare: async (c) => {
      const there = await anEvent(c);
      return () => c.vendors.calendar.revise(c.google, { ...there, title: 'Later' }, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.delete',
    effect: 'made',
    bodyless: true,
    answers: [404, 410],
    prepare: async (c) => {
      const { id } = await anEvent(c);
      return () => c.vendors.calendar.remove(c.google, id, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.list',
    answers: [410],
    prepare: plain((c) => c.vendors.calendar.changes(c.google, {}, c.context())),
  },
  {
    ...made,
    vendor: 'calendar',
    name: 'events.watch',
    repeat: 'never',
    prepare: plain((c) =>
      c.vendors.calendar.watch(
        c.google,
        { id: `ch${c.n}`, address: 'https://app.example/hook', token: 't' },
        c.context(),
      ),
    ),
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'channels.stop',
    effect: 'made',
    bodyless: true,
    answers: [404, 410],
    prepare: async (c) => {
      const opened = { id: `ch${c.n}`, address: 'https://app.example/hook', token: 't' };
      const watched = await c.vendors.calendar.watch(c.google, opened, c.context());
      return () => c.vendors.calendar.stop(c.google, watched, c.context());
    },
  },

  {
    ...made,
    vendor: 'google',
    name: 'oauth.exchange',
    route: 'oauth.token',
    repeat: 'never',
    open: true,
    prepare: async (c) => {
      const input = await consented(c);
      return async () => c.vendors.googleOAuth?.exchange(input, c.context());
    },
  },
  {
    ...read,
    vendor: 'google',
    name: 'oauth.refresh',
    route: 'oauth.token',
    effect: 'set',
    prepare: plain(async (c) => c.vendors.googleOAuth?.refresh(c.google.tokens, c.context())),
  },
  {
    ...read,
    vendor: 'google',
    name: 'oauth.revoke',
    effect: 'set',
    bodyless: true,
    open: true,
    prepare: async (c) => {
      const tokens = await c.vendors.googleOAuth?.exchange(await consented(c), c.context());
      return async () => c.vendors.googleOAuth?.revoke(tokens ?? c.google.tokens, c.context());
    },
  },
];
