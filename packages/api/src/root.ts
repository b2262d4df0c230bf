import { accountRouter } from './routers/account.ts';
import { captureRouter } from './routers/capture.ts';
import { digestRouter } from './routers/digest.ts';
import { inboxRouter } from './routers/inbox.ts';
import { intentRouter } from './routers/intent.ts';
import { maintenanceRouter } from './routers/maintenance.ts';
import { recordRouter } from './routers/record.ts';
import { searchRouter } from './routers/search.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  account: accountRouter,
  capture: captureRouter,
  digest: digestRouter,
  inbox: inboxRouter,
  intent: intentRouter,
  maintenance: maintenanceRouter,
  record: recordRouter,
  search: searchRouter,
});

/** The type every client is built on. */
export type AppRouter = typeof appRouter;
