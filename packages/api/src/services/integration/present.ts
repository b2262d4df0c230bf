import type { IntegrationRow } from '@ballast/db';
import { vendorName } from '../outbox/content.ts';
import { settingsOf } from './settings.ts';
import { type ConnectedVendor, connectable } from './vendors.ts';

/** A connection as its owner sees it. Times are ISO 8601. Credentials have no place in it. */
export interface IntegrationView {
  readonly vendor: ConnectedVendor;
  readonly name: string;
  readonly status: 'not_connected' | 'connected' | 'reconnect_needed';
  /** The vendor's name for the account: a workspace's id, an address. */
  readonly account: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly consecutiveFailures: number;
  readonly lastSuccessAt: string | null;
  readonly lastErrorAt: string | null;
  /** In words for a person. */
  readonly lastError: string | null;
  readonly lastSyncAt: string | null;
  readonly connectedAt: string | null;
}

function statusOf(row: IntegrationRow | undefined): IntegrationView['status'] {
  if (row === undefined || row.credentials === null) return 'not_connected';
  return row.status === 'reconnect_needed' ? 'reconnect_needed' : 'connected';
}

/** A vendor with the owner's connection of it, if there is one. */
export function presentIntegration(
  vendor: ConnectedVendor,
  row: IntegrationRow | undefined,
): IntegrationView {
  return {
    vendor,
    name: vendorName(vendor),
    status: statusOf(row),
    account: row?.accountRef ?? null,
    settings: settingsOf(vendor, row?.settings),
    consecutiveFailures: row?.consecutiveFailures ?? 0,
    lastSuccessAt: row?.lastSuccessAt?.toISOString() ?? null,
    lastErrorAt: row?.lastErrorAt?.toISOString() ?? null,
    lastError: row?.lastError ?? null,
    lastSyncAt: row?.lastSyncAt?.toISOString() ?? null,
    connectedAt: row?.connectedAt.toISOString() ?? null,
  };
}

/** Every vendor that can be connected, in one order. */
export function presentAll(rows: readonly IntegrationRow[]): IntegrationView[] {
  return connectable.map((vendor) =>
    presentIntegration(
      vendor,
      rows.find((row) => row.vendor === vendor),
    ),
  );
}
