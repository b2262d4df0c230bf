import type { IntegrationRow } from '@ballast/db';
import type { Deadline } from '@ballast/reliability';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { App } from '../../context.ts';
import { openConnection } from '../integration/account.ts';
import { settingsOf } from '../integration/settings.ts';
import { timezoneOf } from '../workflow/next-run.ts';
import type { Using } from './mirror.ts';
import type { MirrorVendor } from './wanted.ts';

/** What mirroring needs of the app. */
export type Mirroring = Omit<App, 'outlet'>;

/** Opens a connection for mirroring, within `deadline`. */
export async function usingOf<V extends MirrorVendor>(
  app: Mirroring,
  row: IntegrationRow,
  vendor: V,
  deadline: Deadline,
): Promise<Using<V>> {
  const { vendors } = requireAbroad(app);
  const { account, context } = openConnection(app, row, vendor, deadline);
  const timezone = await app.database.read({ deadline, name: 'mirror.timezone' }, (tx) =>
    timezoneOf(tx, row.ownerId),
  );
  const settings = settingsOf(vendor, row.settings);
  return { vendors, account, settings, accountRef: row.accountRef, context, timezone };
}
