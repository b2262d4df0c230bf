import type { Deadline } from '@ballast/reliability';
import { type Simulator, startSimulator } from '../../simulator/index.ts';
import {
  type CallContext,
  createVendors,
  type DoorOptions,
  defaultVendorEnv,
  type GoogleTokens,
  type NotionAccount,
  type OutboxAccount,
  type Vendors,
} from '../../src/index.ts';
import { createDoorBench, type DoorBench } from '../door-bench.ts';

export const ownerId = 'owner-1';

/** The clients against a simulator, all on one clock that the test moves. */
export interface VendorBench extends AsyncDisposable {
  readonly door: DoorBench;
  readonly simulator: Simulator;
  readonly vendors: Vendors;
  /** Of the accounts below; `google.tokens` is what was kept last. */
  readonly accounts: {
    readonly slack: { readonly token: string; readonly userId: string };
    readonly notion: NotionAccount & { readonly dataSourceId: string };
    readonly google: { tokens: GoogleTokens; readonly onTokens: (tokens: GoogleTokens) => void };
  };
  accountOf(vendor: string): OutboxAccount;
  context(deadline?: Deadline): CallContext & { readonly ownerId: string };
}

export async function createVendorBench(options: Pick<DoorOptions, 'settings'> = {}): Promise<VendorBench> {
  const door = createDoorBench(options);
  const { runtime } = door;
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
  const vendors = createVendors({ door: door.door, env, runtime });
  const context: VendorBench['context'] = (deadline = door.deadline()) => ({
    credential: 'integration-1',
    ownerId,
    deadline,
  });
  const token = 'ntn_secret-of-notion';
  const [page] = await vendors.notion.shared({ token }, 'page', context());
  const { dataSourceId } = await vendors.notion.createDataSource(
    { token },
    { parentPageId: page?.id ?? '', title: 'Thoughts' },
    context(),
  );
  const google: VendorBench['accounts']['google'] = {
    tokens: {
      accessToken: 'ya29.secret-of-google',
      refreshToken: '1//0secret-of-refresh',
      expiresAtMs: null,
      scopes: [],
    },
    onTokens: (tokens) => {
      google.tokens = tokens;
    },
  };
  const accounts = {
    slack: { token: 'xoxb-secret-of-slack', userId: 'U0ADA00001' },
    notion: { token, dataSourceId },
    google,
  };
  return {
    door,
    simulator,
    vendors,
    accounts,
    context,
    accountOf: (vendor) =>
      vendor === 'slack' ? accounts.slack : vendor === 'notion' ? accounts.notion : google,
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}
