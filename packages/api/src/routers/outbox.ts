import { deliverMessage, deliverMessageInput } from '../services/outbox/deliver.ts';
import { listOutbox, listOutboxInput } from '../services/outbox/list.ts';
import { resolveMessage, resolveMessageInput } from '../services/outbox/resolve.ts';
import { mutation, people, query, router, serviceOnly } from '../trpc.ts';

export const outboxRouter = router({
  list: query({ access: people, budget: '5s', input: listOutboxInput, run: listOutbox }),
  resolve: mutation({
    access: people,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: resolveMessageInput,
    run: resolveMessage,
  }),
  deliver: mutation({
    access: serviceOnly,
    budget: '60s',
    idempotency: { mode: 'leased', window: '1h' },
    input: deliverMessageInput,
    run: deliverMessage,
  }),
});
