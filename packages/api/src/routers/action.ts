import { approveAction, decideActionInput, rejectAction } from '../services/action/decide.ts';
import { executeAction, executeActionInput } from '../services/action/execute.ts';
import { listActions, listActionsInput } from '../services/action/list.ts';
import { proposeAction, proposeActionInput } from '../services/action/propose.ts';
import { rollbackAction, rollbackActionInput } from '../services/action/rollback.ts';
import { suggestActions, suggestActionsInput } from '../services/action/suggest.ts';
import { countWaiting } from '../services/action/waiting.ts';
import { mutation, noInput, people, query, router, serviceOnly } from '../trpc.ts';

const editing = {
  access: people,
  budget: '5s',
  idempotency: { mode: 'atomic', window: '24h' },
  transaction: true,
} as const;

export const actionRouter = router({
  list: query({ access: people, budget: '5s', input: listActionsInput, run: listActions }),
  waiting: query({ access: people, budget: '5s', input: noInput, run: countWaiting }),
  propose: mutation({ ...editing, input: proposeActionInput, run: proposeAction }),
  approve: mutation({ ...editing, input: decideActionInput, run: approveAction }),
  reject: mutation({ ...editing, input: decideActionInput, run: rejectAction }),
  rollback: mutation({ ...editing, input: rollbackActionInput, run: rollbackAction }),
  // Its own transaction inside, so that a failure can be recorded after it was rolled back.
  execute: mutation({
    access: people,
    budget: '10s',
    idempotency: { mode: 'leased', window: '24h' },
    input: executeActionInput,
    run: executeAction,
  }),
  suggest: mutation({
    access: serviceOnly,
    budget: '5m',
    idempotency: { mode: 'leased', window: '1h' },
    input: suggestActionsInput,
    run: suggestActions,
  }),
});
