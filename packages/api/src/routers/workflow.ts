import { createWorkflow, createWorkflowInput } from '../services/workflow/create.ts';
import { deleteWorkflow, deleteWorkflowInput } from '../services/workflow/delete.ts';
import {
  getExecution,
  getExecutionInput,
  listExecutions,
  listExecutionsInput,
} from '../services/workflow/executions.ts';
import { fireDueInput, fireDueWorkflows } from '../services/workflow/fire-due.ts';
import {
  getWorkflow,
  getWorkflowInput,
  listWorkflows,
  listWorkflowsInput,
} from '../services/workflow/list.ts';
import { rerunWorkflow, rerunWorkflowInput } from '../services/workflow/rerun.ts';
import { runWorkflow, runWorkflowInput } from '../services/workflow/run.ts';
import { listTemplates } from '../services/workflow/templates.ts';
import { triggerWorkflow, triggerWorkflowInput } from '../services/workflow/trigger.ts';
import { updateWorkflow, updateWorkflowInput } from '../services/workflow/update.ts';
import { mutation, noInput, people, peopleAndService, query, router, serviceOnly } from '../trpc.ts';

const editing = {
  access: people,
  budget: '5s',
  idempotency: { mode: 'atomic', window: '24h' },
  transaction: true,
} as const;

/** Runs commit by themselves and wait for each other: no transaction around them. */
const running = { budget: '30s', idempotency: { mode: 'leased', window: '1h' } } as const;

export const workflowRouter = router({
  list: query({ access: people, budget: '5s', input: listWorkflowsInput, run: listWorkflows }),
  get: query({ access: people, budget: '5s', input: getWorkflowInput, run: getWorkflow }),
  templates: query({ access: people, budget: '5s', input: noInput, run: listTemplates }),
  executions: query({ access: people, budget: '5s', input: listExecutionsInput, run: listExecutions }),
  execution: query({ access: people, budget: '5s', input: getExecutionInput, run: getExecution }),
  create: mutation({ ...editing, input: createWorkflowInput, run: createWorkflow }),
  update: mutation({ ...editing, input: updateWorkflowInput, run: updateWorkflow }),
  delete: mutation({ ...editing, input: deleteWorkflowInput, run: deleteWorkflow }),
  trigger: mutation({
    ...running,
    access: peopleAndService,
    input: triggerWorkflowInput,
    run: triggerWorkflow,
  }),
  rerun: mutation({ ...running, access: people, input: rerunWorkflowInput, run: rerunWorkflow }),
  run: mutation({ ...running, access: serviceOnly, input: runWorkflowInput, run: runWorkflow }),
  fireDue: mutation({
    access: serviceOnly,
    budget: '60s',
    idempotency: { mode: 'leased', window: '1h' },
    input: fireDueInput,
    run: fireDueWorkflows,
  }),
});
