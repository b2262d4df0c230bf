import { classifyEntry, classifyEntryInput } from '../services/inbox/classify.ts';
import { fixEntry, fixEntryInput } from '../services/inbox/fix.ts';
import { getInbox, getInboxInput } from '../services/inbox/get.ts';
import { listInbox, listInboxInput } from '../services/inbox/list.ts';
import { reclassifyEntries, reclassifyInput } from '../services/inbox/reclassify.ts';
import { retryEntry, retryEntryInput } from '../services/inbox/retry.ts';
import { mutation, people, peopleAndService, query, router, serviceOnly } from '../trpc.ts';

export const inboxRouter = router({
  list: query({ access: people, budget: '5s', input: listInboxInput, run: listInbox }),
  get: query({ access: people, budget: '5s', input: getInboxInput, run: getInbox }),
  fix: mutation({
    access: people,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: fixEntryInput,
    run: fixEntry,
  }),
  retry: mutation({
    access: people,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: retryEntryInput,
    run: retryEntry,
  }),
  classify: mutation({
    access: peopleAndService,
    budget: '120s',
    idempotency: { mode: 'leased', window: '1h' },
    input: classifyEntryInput,
    run: classifyEntry,
  }),
  reclassify: mutation({
    access: serviceOnly,
    budget: '5m',
    idempotency: { mode: 'leased', window: '1h' },
    input: reclassifyInput,
    run: reclassifyEntries,
  }),
});
