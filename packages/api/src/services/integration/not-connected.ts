import { IntegrationError } from '@ballast/integrations';

/** What is asked of a vendor that the owner has not connected: nothing leaves. */
export function notConnected(vendor: string): Error {
  return new IntegrationError({
    vendor,
    operation: 'credentials.open',
    code: 'reconnect_needed',
    vendorCode: 'not_connected',
    outcome: 'not_sent',
    retryable: false,
  });
}
