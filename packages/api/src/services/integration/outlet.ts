import { deliverMessage, type OutboxAccount } from '@ballast/integrations';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { App } from '../../context.ts';
import type { Outlet } from '../../outlet.ts';
import { deliverRecord } from '../record-link/deliver-record.ts';
import { isMirrorVendor } from '../record-link/wanted.ts';
import { openConnection } from './account.ts';
import { findIntegration } from './find.ts';
import { tracked } from './track.ts';
import { isConnectable } from './vendors.ts';

/** The outlet of a service with vendors: each message leaves with its owner's own credentials. */
export function vendorOutlet(app: Omit<App, 'outlet'>): Outlet {
  return {
    deliver: async (message, deadline) => {
      const { ownerId, vendor } = message;
      const row = await findIntegration({ database: app.database, deadline }, ownerId, vendor);
      if (!row?.credentials || !isConnectable(vendor)) throw refused('not_connected');
      // Asking again with dead credentials helps nobody; the person is asked to connect anew.
      if (row.status === 'reconnect_needed') throw refused('reconnect_needed');
      return tracked(app, row.id, async () => {
        if (message.operation.startsWith('record.') && isMirrorVendor(vendor)) {
          return deliverRecord(app, row, vendor, message, deadline);
        }
        const connection = openConnection(app, row, vendor, deadline);
        const { vendors } = requireAbroad(app);
        const credentials: OutboxAccount = connection.account;
        return deliverMessage({ vendors, message, credentials, context: connection.context });
      });
    },
  };
}

function refused(code: 'not_connected' | 'reconnect_needed'): Error {
  return Object.assign(new Error('There are no credentials to send this with.'), {
    outcome: 'not_sent',
    retryable: false,
    code,
  });
}
