import { createTestRuntime, type TestRuntime } from '@ballast/reliability/testing';
import { Client } from '@notionhq/client';
import { type Simulator, startSimulator } from '../../simulator/index.ts';
import {
  type CallContext,
  createVendors,
  defaultVendorEnv,
  type GoogleAccount,
  type NotionAccount,
  type SlackAccount,
  type Vendors,
} from '../../src/index.ts';
import { createDoorBench, type DoorBench } from '../door-bench.ts';

/** One simulator and one clock for the whole matrix; each cell gets a door and people of its own. */
export interface World extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly runtime: TestRuntime;
  /** A data source that has our columns. */
  readonly dataSourceId: string;
  readonly pageId: string;
  cell(): Cell;
  /** A data source without our columns, fresh. */
  bareDataSource(): Promise<string>;
}

/** What one run of one operation has. */
export interface Cell {
  /** Different in each cell: ids and texts are made from it. */
  readonly n: number;
  readonly world: World;
  readonly bench: DoorBench;
  readonly vendors: Vendors;
  readonly slack: SlackAccount;
  readonly notion: NotionAccount & { readonly dataSourceId: string };
  readonly google: GoogleAccount;
  context(): CallContext & { readonly ownerId: string };
}

const budgetMs = 600_000;

export async function createWorld(): Promise<World> {
  const runtime = createTestRuntime();
  const simulator = await startSimulator({ runtime });
  const env = {
    ...defaultVendorEnv(),
    SLACK_API_URL: `${simulator.url}/slack/api/`,
    NOTION_BASE_URL: `${simulator.url}/notion`,
    GOOGLE_API_ROOT_URL: `${simulator.url}/google/`,
    GOOGLE_OAUTH_TOKEN_URL: `${simulator.url}/google/token`,
    GOOGLE_CLIENT_ID: 'client.apps.example',
    GOOGLE_CLIENT_SECRET: 'client-secret-value',
  };
  const sdk = new Client({
    auth: 'ntn_setup',
    baseUrl: `${simulator.url}/notion`,
    notionVersion: '2025-09-03',
  });
  const [root] = (await sdk.search({ filter: { property: 'object', value: 'page' } })).results;
  const makeSource = async (properties: object): Promise<string> => {
    const made = await sdk.databases.create({
      parent: { type: 'page_id', page_id: root?.id ?? '' },
      initial_data_source: { properties: { Name: { title: {} }, ...properties } },
    });
    return 'data_sources' in made ? (made.data_sources[0]?.id ?? '') : '';
  };
  const text = { rich_text: {} };
  const dataSourceId = await makeSource({
    'Ballast ID': text,
    Notes: text,
    Status: { select: {} },
    Due: { date: {} },
  });
  const page = await sdk.pages.create({
    parent: { type: 'data_source_id', data_source_id: dataSourceId },
    properties: { Name: { title: [{ text: { content: 'A page' } }] } },
  });
  let cells = 0;
  const world: World = {
    simulator,
    runtime,
    dataSourceId,
    pageId: page.id,
    bareDataSource: () => makeSource({}),
    cell: () => {
      cells += 1;
      const n = cells;
      const bench = createDoorBench({ runtime });
      const tokens = {
        accessToken: `ya29.secret-google${n}@example.com`,
        refreshToken: `1//0secret-google${n}@example.com`,
        expiresAtMs: null,
        scopes: [],
      };
      return {
        n,
        world,
        bench,
        vendors: createVendors({ door: bench.door, env, runtime }),
        slack: { token: `xoxb-secret-slack-${n}`, userId: 'U0ADA00001' },
        notion: { token: `ntn_secret-notion-${n}`, dataSourceId },
        google: { tokens },
        context: () => ({ credential: `c${n}`, ownerId: 'o1', deadline: bench.deadline(budgetMs) }),
      };
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  };
  return world;
}
