import type { Call } from '../../context.ts';
import type { Connection } from './account.ts';
import type { ConnectedVendor } from './vendors.ts';

/** What one sync did. */
export interface SyncReport {
  /** Thoughts taken in. */
  readonly captured: number;
  /** Edits taken over from the vendor. */
  readonly pulled: number;
  /** Records whose copy there is on its way. */
  readonly pushed: number;
}

export const nothingDone: SyncReport = { captured: 0, pulled: 0, pushed: 0 };

/** How each vendor is brought up to date. Slack tells everything by itself. */
export const syncers: {
  readonly [V in ConnectedVendor]: (ctx: Call, connection: Connection<V>) => Promise<SyncReport>;
} = {
  slack: async () => nothingDone,
  notion: async () => nothingDone,
  gmail: async () => nothingDone,
  google_calendar: async () => nothingDone,
};
