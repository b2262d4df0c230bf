import { generateAll, generateAllInput } from '../services/digest/generate-all.ts';
import { generateDaily, generateDailyInput } from '../services/digest/generate-daily.ts';
import { generateWeekly, generateWeeklyInput } from '../services/digest/generate-weekly.ts';
import { getDigest, getDigestInput, listDigests, listDigestsInput } from '../services/digest/list.ts';
import { mutation, people, peopleAndService, query, router, serviceOnly } from '../trpc.ts';

export const digestRouter = router({
  list: query({ access: people, budget: '5s', input: listDigestsInput, run: listDigests }),
  get: query({ access: people, budget: '5s', input: getDigestInput, run: getDigest }),
  generateDaily: mutation({
    access: peopleAndService,
    budget: '45s',
    idempotency: { mode: 'leased', window: '24h' },
    input: generateDailyInput,
    run: generateDaily,
  }),
  generateWeekly: mutation({
    access: peopleAndService,
    budget: '45s',
    idempotency: { mode: 'leased', window: '24h' },
    input: generateWeeklyInput,
    run: generateWeekly,
  }),
  generateAll: mutation({
    access: serviceOnly,
    budget: '10m',
    idempotency: { mode: 'leased', window: '1h' },
    input: generateAllInput,
    run: generateAll,
  }),
});
