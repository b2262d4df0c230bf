import type { Tx } from '@ballast/db';
import type { Deadline, Runtime } from '@ballast/reliability';
import type { App } from '../../context.ts';
import { enqueueJob } from '../job/enqueue.ts';

/** Has a connection synced in the caller's transaction; one that waits already is that one. */
export async function enqueueSyncIn(tx: Tx, integrationId: string, runtime: Runtime): Promise<void> {
  await enqueueJob(tx, {
    task: 'sync',
    payload: { integrationId, round: runtime.uuid() },
    key: `sync:${integrationId}`,
  });
}

/** The same in a transaction of its own. */
export async function enqueueSync(
  ctx: Pick<App, 'database' | 'runtime'> & { readonly deadline: Deadline },
  integrationId: string,
): Promise<void> {
  await ctx.database.transaction({ deadline: ctx.deadline, name: 'integration.enqueue-sync' }, (tx) =>
    enqueueSyncIn(tx, integrationId, ctx.runtime),
  );
}
