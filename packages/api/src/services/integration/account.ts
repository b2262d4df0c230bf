import type { IntegrationRow } from '@ballast/db';
import type {
  CalendarAccount,
  CallContext,
  GoogleAccount,
  GoogleTokens,
  NotionAccount,
  SlackAccount,
} from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { z } from 'zod';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Sealed, Vault } from '../../abroad/vault.ts';
import type { App } from '../../context.ts';
import { notConnected } from './not-connected.ts';
import { settingsOf } from './settings.ts';
import type { ConnectedVendor } from './vendors.ts';

const tokenSchema = z.object({ token: z.string() });
const googleSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAtMs: z.number().nullable(),
  scopes: z.array(z.string()),
});

/** What is sealed, by vendor. */
export interface SecretsOf {
  readonly slack: { readonly token: string };
  readonly notion: { readonly token: string };
  readonly gmail: GoogleTokens;
  readonly google_calendar: GoogleTokens;
}

/** What each vendor's client is given. */
export interface AccountOf {
  readonly slack: SlackAccount;
  readonly notion: NotionAccount;
  readonly gmail: GoogleAccount;
  readonly google_calendar: CalendarAccount;
}

/** A connection that can be used: its credentials are open in this process, and nowhere else. */
export interface Connection<V extends ConnectedVendor> {
  readonly integration: IntegrationRow;
  readonly account: AccountOf[V];
  readonly context: CallContext & { readonly ownerId: string };
}

type Using = Pick<App, 'abroad' | 'database' | 'runtime' | 'logger'>;

/** Allowed for keeping a renewed token, in ms. */
const keepMs = 5_000;

/** Seals a vendor's secrets for the row of this owner. */
export function sealSecrets<V extends ConnectedVendor>(
  vault: Vault,
  ownerId: string,
  vendor: V,
  secrets: SecretsOf[V],
): { credentials: Buffer; credentialsKeyId: string } {
  const { bytes, keyId } = vault.seal(secrets, { ownerId, purpose: vendor });
  return { credentials: Buffer.from(bytes), credentialsKeyId: keyId };
}

/** The secrets of a row. @throws IntegrationError when there are none, or none that open. */
export function openSecrets<V extends ConnectedVendor>(
  vault: Vault,
  row: IntegrationRow,
  vendor: V,
): SecretsOf[V] {
  if (row.credentials === null || row.credentialsKeyId === null) throw notConnected(vendor);
  const sealed: Sealed = { bytes: row.credentials, keyId: row.credentialsKeyId };
  const opened = vault.open(sealed, { ownerId: row.ownerId, purpose: vendor });
  const schema = vendor === 'slack' || vendor === 'notion' ? tokenSchema : googleSchema;
  return schema.parse(opened) as SecretsOf[V];
}

/** Opens a connection for use within `deadline`. A Google token that is renewed meanwhile is kept. */
export function openConnection<V extends ConnectedVendor>(
  app: Using,
  row: IntegrationRow,
  vendor: V,
  deadline: Deadline,
): Connection<V> {
  const { vault } = requireAbroad(app);
  const secrets = openSecrets<ConnectedVendor>(vault, row, vendor);
  return {
    integration: row,
    account: accountFrom(app, row, vendor, secrets) as AccountOf[V],
    context: { credential: row.id, ownerId: row.ownerId, deadline },
  };
}

function accountFrom(
  app: Using,
  row: IntegrationRow,
  vendor: ConnectedVendor,
  secrets: SecretsOf[ConnectedVendor],
): AccountOf[ConnectedVendor] {
  if ('token' in secrets) {
    const { token } = secrets;
    return vendor === 'slack' ? { token, userId: settingsOf('slack', row.settings).userId } : { token };
  }
  const onTokens = (tokens: GoogleTokens) => keepTokens(app, row, vendor, tokens);
  if (vendor === 'gmail') return { tokens: secrets, onTokens };
  return { tokens: secrets, onTokens, ...settingsOf('google_calendar', row.settings) };
}

/** Keeps a renewed token, unless the person disconnected or connected anew meanwhile. */
async function keepTokens(
  app: Using,
  row: IntegrationRow,
  vendor: ConnectedVendor,
  tokens: GoogleTokens,
): Promise<void> {
  const sealed = sealSecrets(requireAbroad(app).vault, row.ownerId, vendor, tokens);
  using deadline = Deadline.start(keepMs, { runtime: app.runtime });
  await app.database.transaction({ deadline, name: 'integration.tokens' }, ({ kysely }) =>
    kysely
      .updateTable('Integration')
      .set(sealed)
      .where('id', '=', row.id)
      .where('ownerId', '=', row.ownerId)
      .where('connectedAt', '=', row.connectedAt)
      .execute(),
  );
}
