import { listBreakers } from '../services/reliability/breakers.ts';
import { listCalls, listCallsInput } from '../services/reliability/calls.ts';
import { listJobs, listJobsInput } from '../services/reliability/jobs.ts';
import { readOverview } from '../services/reliability/overview.ts';
import { listPolicies } from '../services/reliability/policies.ts';
import { readPool } from '../services/reliability/pool.ts';
import { listReplays, listReplaysInput } from '../services/reliability/replays.ts';
import { getTrace, getTraceInput } from '../services/reliability/trace.ts';
import { listTraces, listTracesInput } from '../services/reliability/traces.ts';
import { noInput, people, query, router } from '../trpc.ts';

const reading = { access: people, budget: '5s' } as const;

/** What the operations page shows: the caller's own data, and totals of what is shared. */
export const reliabilityRouter = router({
  overview: query({ ...reading, input: noInput, run: readOverview }),
  calls: query({ ...reading, input: listCallsInput, run: listCalls }),
  breakers: query({ ...reading, input: noInput, run: listBreakers }),
  pool: query({ ...reading, input: noInput, run: readPool }),
  replays: query({ ...reading, input: listReplaysInput, run: listReplays }),
  jobs: query({ ...reading, input: listJobsInput, run: listJobs }),
  policies: query({ ...reading, input: noInput, run: listPolicies }),
  traces: query({ ...reading, input: listTracesInput, run: listTraces }),
  trace: query({ ...reading, input: getTraceInput, run: getTrace }),
});
