import * as z from 'zod';
import { createAnthropicClient } from '../../src/anthropic/client.ts';
import { createOpenAiClient } from '../../src/openai/client.ts';
import { googleOperations } from './google-operations.ts';
import { ai, type MatrixOperation, made, plain, read } from './operation.ts';
import type { Cell } from './world.ts';

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
  ...googleOperations,
];
