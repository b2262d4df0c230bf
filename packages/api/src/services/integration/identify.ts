import type { CallContext, GoogleTokens, Vendors } from '@ballast/integrations';
import type { AccountOf, SecretsOf } from './account.ts';
import type { SettingsOf } from './settings.ts';
import type { ConnectedVendor } from './vendors.ts';

/** What a vendor says these credentials are. */
export interface Identified {
  /** The vendor's own id of the account; what its webhooks name. */
  readonly accountRef: string;
}

/** Asks each vendor who the credentials belong to: the cheapest call that proves them good. */
export const identify: {
  readonly [V in ConnectedVendor]: (
    vendors: Vendors,
    account: AccountOf[V],
    context: CallContext,
  ) => Promise<Identified>;
} = {
  slack: async ({ slack }, account, context) => ({
    accountRef: (await slack.authTest(account, context)).teamId,
  }),
  notion: async ({ notion }, account, context) => {
    const { workspaceId, botId } = await notion.me(account, context);
    return { accountRef: workspaceId ?? botId };
  },
  gmail: async ({ gmail }, account, context) => ({
    accountRef: (await gmail.profile(account, context)).email.toLowerCase(),
  }),
  google_calendar: async ({ calendar }, account, context) => ({
    accountRef: (await calendar.describe(account, context)).id,
  }),
};

/** Credentials that were just given, with what the person chose; not stored yet. */
export type Offered = {
  [V in ConnectedVendor]: {
    readonly vendor: V;
    readonly secrets: SecretsOf[V];
    readonly settings: SettingsOf<V>;
  };
}[ConnectedVendor];

/** The account to ask with, and the secrets as they are after asking: Google may have renewed them. */
export function accountOffered(offered: Offered): {
  readonly account: AccountOf[ConnectedVendor];
  readonly secrets: () => SecretsOf[ConnectedVendor];
} {
  if (offered.vendor === 'slack') {
    const { secrets, settings } = offered;
    return { account: { ...secrets, userId: settings.userId }, secrets: () => secrets };
  }
  if (offered.vendor === 'notion') return { account: offered.secrets, secrets: () => offered.secrets };
  let tokens: GoogleTokens = offered.secrets;
  const keep = (renewed: GoogleTokens) => {
    tokens = renewed;
  };
  const account = { tokens, onTokens: keep };
  return {
    account: offered.vendor === 'gmail' ? account : { ...account, ...offered.settings },
    secrets: () => tokens,
  };
}
