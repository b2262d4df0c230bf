import { Client } from '@notionhq/client';
import type * as z from 'zod';
import type { CallContext, Door } from '../call.ts';
import { fetchWithin } from '../fetch-within.ts';
import { statusOf } from '../http-failure.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { notSent, readVendorAnswer } from '../vendor-answer.ts';
import { readNotionFailure } from './errors.ts';
import { columns, columnTypes, type NotionPage, type PageFields, propertiesOf, readPage } from './page.ts';
import { paragraphs, richText } from './rich-text.ts';
import {
  databaseSchema,
  dataSourceSchema,
  foundSchema,
  pageSchema,
  pagesSchema,
  selfSchema,
} from './schema.ts';

const shared = { vendor: 'notion', timeoutClass: 'integration', readFailure: readNotionFailure } as const;
const safe = { ...shared, repeat: 'safe' } as const;
const once = { ...shared, repeat: 'after-lookup' } as const;
const getSelf = defineOperation({ ...safe, name: 'users.me' });
const search = defineOperation({ ...safe, name: 'search' });
const createDatabase = defineOperation({ ...once, name: 'databases.create' });
const getSource = defineOperation({ ...safe, name: 'dataSources.retrieve' });
const updateSource = defineOperation({ ...safe, name: 'dataSources.update' });
const query = defineOperation({ ...safe, name: 'dataSources.query' });
const createPage = defineOperation({ ...once, name: 'pages.create' });
const getPage = defineOperation({ ...safe, name: 'pages.retrieve' });
const updatePage = defineOperation({ ...safe, name: 'pages.update' });

/** With data sources. */
const version = '2025-09-03';
const pageSize = 100;

/** Credentials of a workspace. */
export interface NotionAccount {
  readonly token: string;
  /** Where pages go that say nothing else. */
  readonly dataSourceId?: string | null | undefined;
}

export interface NewPage extends PageFields {
  readonly title: string;
  /** What the page is known by: the same at every attempt. */
  readonly externalId: string;
  readonly dataSourceId?: string | null | undefined;
  /** Written into the page below its properties. */
  readonly body?: string | null | undefined;
}

/** Notion. Every method throws what the door throws. */
export interface NotionClient {
  me(
    account: NotionAccount,
    context: CallContext,
  ): Promise<{ botId: string; workspaceId: string | null; workspaceName: string | null }>;
  /** What the person has shared with us: pages under which a database can stand, or data sources. */
  shared(
    account: NotionAccount,
    kind: 'page' | 'data_source',
    context: CallContext,
  ): Promise<readonly { readonly id: string; readonly title: string }[]>;
  /** Makes a database with our columns. Not repeated when it may be there already: look with `shared`. */
  createDataSource(
    account: NotionAccount,
    input: { readonly parentPageId: string; readonly title: string },
    context: CallContext,
  ): Promise<{ dataSourceId: string }>;
  /** Gives a data source those of our columns it does not have. Remembered, so it costs nothing the second time. */
  ensureColumns(account: NotionAccount, dataSourceId: string, context: CallContext): Promise<void>;
  /** Makes a page. Not repeated when it may be there already. */
  create(account: NotionAccount, page: NewPage, context: CallContext): Promise<NotionPage>;
  /** The page with this external id, unless it is in the trash. */
  find(
    account: NotionAccount,
    page: Pick<NewPage, 'externalId' | 'dataSourceId'>,
    context: CallContext,
  ): Promise<NotionPage | undefined>;
  /** Undefined when it is not there any more, or not shared with us. */
  get(account: NotionAccount, pageId: string, context: CallContext): Promise<NotionPage | undefined>;
  /** Writes what is named; `inTrash` archives the page or brings it back. */
  update(
    account: NotionAccount,
    page: PageFields & { readonly pageId: string; readonly inTrash?: boolean | undefined },
    context: CallContext,
  ): Promise<NotionPage>;
  /**
   * Pages edited at or after `since` (ISO), oldest edit first; those in the trash apart from the others. Times are
   * whole minutes: the last one comes again.
   */
  changes(
    account: NotionAccount,
    from: {
      readonly dataSourceId: string;
      readonly since: string | null;
      readonly cursor?: string | null;
      readonly inTrash?: boolean;
    },
    context: CallContext,
  ): Promise<{ readonly pages: readonly NotionPage[]; readonly cursor: string | null }>;
}

/** Notion's own client for one attempt: no retries, no console, everything it does ends with `signal`. */
function notionFor(baseUrl: string, auth: string, signal: AbortSignal): Client {
  return new Client({
    auth,
    baseUrl: baseUrl.replace(/\/$/, ''),
    notionVersion: version,
    retry: false,
    timeoutMs: 3_600_000,
    logger: () => {},
    fetch: fetchWithin(signal) as NonNullable<ConstructorParameters<typeof Client>[0]>['fetch'] & object,
  });
}

const mostRemembered = 1_000;

export function createNotionClient(door: Door, baseUrl: string): NotionClient {
  const ensured = new Set<string>();

  const ask = <T>(
    operation: Operation,
    { token }: NotionAccount,
    context: CallContext,
    schema: z.ZodType<T>,
    fn: (notion: Client) => Promise<unknown>,
  ) =>
    door.call(operation, context, async ({ signal }) =>
      readVendorAnswer(schema, await fn(notionFor(baseUrl, token, signal)), operation),
    );

  const sourceOf = (account: NotionAccount, page: Pick<NewPage, 'dataSourceId'>): string => {
    const id = page.dataSourceId ?? account.dataSourceId;
    if (!id) throw notSent(createPage, 'no_data_source');
    return id;
  };

  const ensureColumns: NotionClient['ensureColumns'] = async (account, dataSourceId, context) => {
    const key = `${context.credential} ${dataSourceId}`;
    if (ensured.has(key)) return;
    const { properties } = await ask(getSource, account, context, dataSourceSchema, (notion) =>
      notion.dataSources.retrieve({ data_source_id: dataSourceId }),
    );
    const missing = Object.entries(columnTypes).filter(([name]) => properties[name] === undefined);
    if (missing.length > 0) {
      await ask(updateSource, account, context, dataSourceSchema, (notion) =>
        notion.dataSources.update({ data_source_id: dataSourceId, properties: Object.fromEntries(missing) }),
      );
    }
    if (ensured.size >= mostRemembered) ensured.clear();
    ensured.add(key);
  };

  return {
    ensureColumns,
    me: async (account, context) => {
      const { id, bot } = await ask(getSelf, account, context, selfSchema, (notion) => notion.users.me({}));
      return {
        botId: id,
        workspaceId: bot?.workspace_id ?? null,
        workspaceName: bot?.workspace_name ?? null,
      };
    },
    shared: async (account, value, context) => {
      const { results } = await ask(search, account, context, foundSchema, (notion) =>
        notion.search({ filter: { property: 'object', value }, page_size: pageSize }),
      );
      return results.map(({ id, title }) => ({
        id,
        title: (title ?? []).map((piece) => piece.plain_text).join(''),
      }));
    },
    createDataSource: async (account, { parentPageId, title }, context) => {
      const made = await ask(createDatabase, account, context, databaseSchema, (notion) =>
        notion.databases.create({
          parent: { type: 'page_id', page_id: parentPageId },
          title: richText(title),
          initial_data_source: { properties: { Name: { title: {} }, ...columnTypes } },
        }),
      );
      return { dataSourceId: made.data_sources[0]?.id ?? '' };
    },
    create: async (account, page, context) => {
      const dataSourceId = sourceOf(account, page);
      await ensureColumns(account, dataSourceId, context);
      const made = await ask(createPage, account, context, pageSchema, (notion) =>
        notion.pages.create({
          parent: { type: 'data_source_id', data_source_id: dataSourceId },
          properties: propertiesOf(page, page.externalId),
          ...(page.body ? { children: paragraphs(page.body) } : {}),
        }),
      );
      return readPage(made);
    },
    find: async (account, page, context) => {
      const dataSourceId = sourceOf(account, page);
      await ensureColumns(account, dataSourceId, context);
      const found = await ask(query, account, context, pagesSchema, (notion) =>
        notion.dataSources.query({
          data_source_id: dataSourceId,
          filter: { property: columns.externalId, rich_text: { equals: page.externalId } },
          page_size: 1,
        }),
      );
      const [first] = found.results;
      return first === undefined ? undefined : readPage(first);
    },
    get: async (account, pageId, context) => {
      const found = await ask(getPage, account, context, pageSchema.nullable(), async (notion) => {
        try {
          return await notion.pages.retrieve({ page_id: pageId });
        } catch (error) {
          if (statusOf(error) !== 404) throw error;
          return null;
        }
      });
      return found === null ? undefined : readPage(found);
    },
    update: async (account, { pageId, inTrash, ...fields }, context) => {
      const changed = await ask(updatePage, account, context, pageSchema, (notion) =>
        notion.pages.update({
          page_id: pageId,
          properties: propertiesOf(fields),
          ...(inTrash === undefined ? {} : { in_trash: inTrash }),
        }),
      );
      return readPage(changed);
    },
    changes: async (account, { dataSourceId, since, cursor, inTrash }, context) => {
      const edited = {
        timestamp: 'last_edited_time' as const,
        last_edited_time: { on_or_after: since ?? '' },
      };
      const page = await ask(query, account, context, pagesSchema, (notion) =>
        notion.dataSources.query({
          data_source_id: dataSourceId,
          page_size: pageSize,
          sorts: [{ timestamp: 'last_edited_time', direction: 'ascending' }],
          ...(since === null ? {} : { filter: edited }),
          ...(cursor ? { start_cursor: cursor } : {}),
          ...(inTrash ? { in_trash: true } : {}),
        }),
      );
      return { pages: page.results.map(readPage), cursor: page.has_more ? page.next_cursor : null };
    },
  };
}
