import { processInbound, processInboundInput } from '../services/inbound/process.ts';
import { mutation, router, serviceOnly } from '../trpc.ts';

export const inboundRouter = router({
  process: mutation({
    access: serviceOnly,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: processInboundInput,
    run: processInbound,
  }),
});
