import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '@ballast/integrations/simulator';
import { createConnectedWorld } from './world.ts';

/** A page of the simulator's, as the API shows it. */
export interface ShownPage {
  readonly id: string;
  readonly in_trash: boolean;
  readonly parent: { readonly data_source_id?: string };
  readonly properties: Readonly<
    Record<string, { readonly type: string } & Readonly<Record<string, unknown>>>
  >;
}

type Edit = Partial<Extract<Parameters<Simulator['events']>[0], { vendor: 'notion'; kind: 'edit' }>>;

export const notionToken = 'ntn_W0SECOND1_first-secret-token';

/** An owner whose Notion is connected, and the address Notion tells of edits, on a real port. */
export async function createNotionWorld() {
  const world = await createConnectedWorld();
  const server = createServer((req, res) => {
    world.api.api.handleNotion(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/notion`;
  await world.mutate('integration.connect', { vendor: 'notion', token: notionToken });
  await world.runJobs();
  const rows = async (sql: string, values: unknown[] = []) =>
    (await world.api.database.pool.query(sql, values)).rows;

  const pages = () => (world.simulator.state().notion as { pages: readonly ShownPage[] }).pages;
  const textOn = (page: ShownPage, column: string) => {
    const value = page.properties[column];
    const pieces = (value?.[value.type] ?? []) as readonly { plain_text: string }[];
    return pieces.map(({ plain_text: text }) => text).join('');
  };
  /** The pages that stand for a record, those in the trash too. */
  const pagesOf = (recordId: string) => pages().filter((page) => textOn(page, 'Ballast ID') === recordId);
  const livePage = (recordId: string): ShownPage => {
    const [page, ...more] = pagesOf(recordId).filter((one) => !one.in_trash);
    if (!page || more.length > 0) throw new Error(`${more.length + (page ? 1 : 0)} pages stand for it.`);
    return page;
  };
  return {
    world,
    target,
    rows,
    pagesOf,
    livePage,
    /** What the one page of a record says. */
    says: (recordId: string) => {
      const page = livePage(recordId);
      const { Status: status, Due: due } = page.properties;
      return {
        title: textOn(page, 'Name'),
        notes: textOn(page, 'Notes'),
        status: (status?.['select'] as { name: string } | null)?.name ?? null,
        due: (due?.['date'] as { start: string } | null)?.start ?? null,
        dataSourceId: page.parent.data_source_id,
      };
    },
    /** What a person does in Notion. Unsigned, nobody hears of it: only reading finds it. */
    edit: async (pageId: string, properties: Edit['properties'], more: Edit = {}) => {
      const sent = { vendor: 'notion', kind: 'edit', workspace: 'W0SECOND1', pageId, properties } as const;
      const { deliveries } = await world.simulator.events({ ...sent, target, ...more } as typeof sent);
      return deliveries.map(({ status }) => status);
    },
    record: async (id: string) => (await world.query('record.get', { id })).data.record,
    /** A record with its page, made as a person makes one. */
    filed: async (title: string, category = 'projects') => {
      const { data } = await world.mutate('capture.create', { text: title });
      const fixed = await world.mutate('inbox.fix', { id: data.entry.id, category });
      const id = fixed.data.entry.recordId as string;
      await world.mutate('record.update', { id, title });
      await world.runJobs();
      return id;
    },
    /** Has the connection read, as its tick does. */
    sync: async () => {
      await world.api.mutate('integration.syncAll', {}, { service: true });
      return world.runJobs();
    },
    settings: async () =>
      (await world.query('integration.list')).data.items[1].settings as {
        dataSources: Record<string, string>;
      },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world[Symbol.asyncDispose]();
    },
  };
}

/** Rich text as a person types it. */
export const typed = (content: string) => [{ text: { content } }];
