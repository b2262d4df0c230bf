import { z } from 'zod';

/** The services a person can connect, as the contract and the outbox name them. */
export const connectable = ['slack', 'notion', 'gmail', 'google_calendar'] as const;
export type ConnectedVendor = (typeof connectable)[number];
export const connectedVendorSchema = z.enum(connectable, {
  error: 'Choose slack, notion, gmail or google_calendar.',
});

export type GoogleVendor = Extract<ConnectedVendor, 'gmail' | 'google_calendar'>;
export const googleVendorSchema = z.enum(['gmail', 'google_calendar'], {
  error: 'Choose gmail or google_calendar.',
});

/** True for a vendor one can connect; older rows may name others. */
export function isConnectable(vendor: string): vendor is ConnectedVendor {
  return connectable.some((known) => known === vendor);
}
