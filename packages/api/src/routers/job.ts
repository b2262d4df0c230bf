import { jobBacklog } from '../services/job/backlog.ts';
import { recordJob, recordJobInput } from '../services/job/record.ts';
import { mutation, noInput, query, router, serviceOnly } from '../trpc.ts';

export const jobRouter = router({
  backlog: query({ access: serviceOnly, budget: '2s', input: noInput, run: jobBacklog }),
  record: mutation({
    access: serviceOnly,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: recordJobInput,
    run: recordJob,
  }),
});
