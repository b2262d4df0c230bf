import { accountRouter } from './routers/account.ts';
import { actionRouter } from './routers/action.ts';
import { captureRouter } from './routers/capture.ts';
import { digestRouter } from './routers/digest.ts';
import { inboundRouter } from './routers/inbound.ts';
import { inboxRouter } from './routers/inbox.ts';
import { integrationRouter } from './routers/integration.ts';
import { intentRouter } from './routers/intent.ts';
import { jobRouter } from './routers/job.ts';
import { maintenanceRouter } from './routers/maintenance.ts';
import { outboxRouter } from './routers/outbox.ts';
import { recordRouter } from './routers/record.ts';
import { relationshipRouter } from './routers/relationship.ts';
import { reliabilityRouter } from './routers/reliability.ts';
import { searchRouter } from './routers/search.ts';
import { workflowRouter } from './routers/workflow.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  account: accountRouter,
  action: actionRouter,
  capture: captureRouter,
  digest: digestRouter,
  inbound: inboundRouter,
  inbox: inboxRouter,
  integration: integrationRouter,
  intent: intentRouter,
  job: jobRouter,
  maintenance: maintenanceRouter,
  outbox: outboxRouter,
  record: recordRouter,
  relationship: relationshipRouter,
  reliability: reliabilityRouter,
  search: searchRouter,
  workflow: workflowRouter,
});

/** The type every client is built on. */
export type AppRouter = typeof appRouter;
