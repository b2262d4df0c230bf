import type { IntegrationRow } from '@ballast/db';
import type { Call } from '../../context.ts';
import { syncCalendar } from '../calendar/sync.ts';
import { syncGmail } from '../gmail/sync.ts';
import { syncNotion } from '../notion/sync.ts';
import type { Connection } from './account.ts';
import { checkConnection } from './check-connection.ts';
import type { ConnectedVendor } from './vendors.ts';

/** What there is to do for each vendor's connections, besides looking after their credentials. */
export const syncWork: {
  readonly [V in ConnectedVendor]: (
    ctx: Call,
    row: IntegrationRow,
    connection: Connection<V>,
  ) => Promise<void>;
} = {
  slack: (ctx, _row, connection) => checkConnection(ctx, 'slack', connection),
  notion: syncNotion,
  gmail: syncGmail,
  google_calendar: syncCalendar,
};
