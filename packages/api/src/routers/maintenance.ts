import { purge, purgeInput } from '../services/maintenance/purge.ts';
import { mutation, router, serviceOnly } from '../trpc.ts';

export const maintenanceRouter = router({
  purge: mutation({
    access: serviceOnly,
    budget: '5m',
    idempotency: { mode: 'leased', window: '1h' },
    input: purgeInput,
    run: purge,
  }),
});
