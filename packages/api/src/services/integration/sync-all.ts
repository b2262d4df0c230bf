import { z } from 'zod';
import type { Call } from '../../context.ts';
import { enqueueSyncIn } from './enqueue-sync.ts';

export const syncAllInput = z.strictObject({}).default({});

/** Jobs enqueued in one transaction: short locks, and a run that is stopped has done some of its work. */
const batchSize = 100;

/** Enqueues a sync of every connection that works. One a connection waits at a time, however often this is called. */
export async function syncAllIntegrations(options: { ctx: Call }): Promise<{ enqueued: number }> {
  const { ctx } = options;
  let enqueued = 0;
  let after: string | undefined;
  for (;;) {
    const ids = await enqueueBatch(ctx, after);
    enqueued += ids.length;
    after = ids.at(-1);
    if (ids.length < batchSize) return { enqueued };
  }
}

function enqueueBatch(ctx: Call, after: string | undefined): Promise<string[]> {
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'integration.sync-all' }, async (tx) => {
    let query = tx.kysely
      .selectFrom('Integration')
      .select('id')
      .where('status', '=', 'connected')
      .where('credentials', 'is not', null);
    if (after !== undefined) query = query.where('id', '>', after);
    const rows = await query.orderBy('id').limit(batchSize).execute();
    for (const { id } of rows) {
      await enqueueSyncIn(tx, id, ctx.runtime);
    }
    return rows.map(({ id }) => id);
  });
}
