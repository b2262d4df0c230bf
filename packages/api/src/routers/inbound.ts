import { processInbound, processInboundInput } from '../services/inbound/process.ts';
import { mutation, router, serviceOnly } from '../trpc.ts';

export const inboundRouter = router({
  process: mutation({
    access: serviceOnly,
    budget: '15s',
    idempotency: { mode: 'leased', window: '24h' },
    input: processInboundInput,
    run: processInbound,
  }),
});
