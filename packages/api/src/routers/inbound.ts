import { processInbound, processInboundInput } from '../services/inbound/process.ts';
import { retryInbound, retryInboundInput } from '../services/inbound/retry.ts';
import { listWaiting } from '../services/inbound/waiting.ts';
import { mutation, noInput, people, query, router, serviceOnly } from '../trpc.ts';

export const inboundRouter = router({
  waiting: query({ access: people, budget: '5s', input: noInput, run: listWaiting }),
  retry: mutation({
    access: people,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: retryInboundInput,
    run: retryInbound,
  }),
  process: mutation({
    access: serviceOnly,
    budget: '15s',
    idempotency: { mode: 'leased', window: '24h' },
    input: processInboundInput,
    run: processInbound,
  }),
});
