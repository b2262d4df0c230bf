import type { RecordRow } from '@ballast/db';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../context.ts';
import { embedRecords } from './store-embeddings.ts';

export const embedMissingInput = z
  .strictObject({
    /** How many records at most in one run. */
    limit: z.int().min(1).max(10_000).default(2_000),
  })
  .prefault({});

/** Records asked about at once, and how much must be left of the budget for that, in ms. */
const batchSize = 64;
const batchBudgetMs = 45_000;

/** The row's embedding is not of its present version: as the partial index says it. */
const unembedded = sql<boolean>`"embeddedVersion" IS DISTINCT FROM "version"`;

/**
 * Gives embeddings to records that have none of their present version: those from before there was a provider, or from
 * while it was away. In bounded batches, oldest first; stops at the first that no provider takes.
 */
export async function embedMissing(options: {
  ctx: Call;
  input: z.infer<typeof embedMissingInput>;
}): Promise<{ embedded: number; waiting: number }> {
  const { ctx, input } = options;
  let embedded = 0;
  let seen = 0;
  let after: string | undefined;
  while (seen < input.limit && ctx.deadline.remainingMs() > batchBudgetMs) {
    const batch = await nextBatch(ctx, after, Math.min(batchSize, input.limit - seen));
    const kept = await embedBatch(ctx, batch);
    if (kept === undefined) break;
    embedded += kept;
    seen += batch.length;
    after = batch.at(-1)?.id;
    if (batch.length < batchSize) break;
  }
  return { embedded, waiting: await waiting(ctx) };
}

/** An owner at a time, since a call is made for one owner. Undefined when no provider answers. */
async function embedBatch(ctx: Call, batch: readonly RecordRow[]): Promise<number | undefined> {
  let kept = 0;
  for (const [ownerId, records] of Map.groupBy(batch, (record) => record.ownerId)) {
    using deadline = ctx.deadline.child(batchBudgetMs);
    const stored = await embedRecords({ ...ctx, deadline }, ownerId, records);
    if (stored === undefined) return undefined;
    kept += stored;
  }
  return kept;
}

async function nextBatch(ctx: Call, after: string | undefined, limit: number): Promise<RecordRow[]> {
  return ctx.database.read({ deadline: ctx.deadline, name: 'record.unembedded' }, ({ kysely }) => {
    const query = kysely.selectFrom('Record').selectAll().where(unembedded).orderBy('id').limit(limit);
    return (after === undefined ? query : query.where('id', '>', after)).execute();
  });
}

async function waiting(ctx: Call): Promise<number> {
  return ctx.database.read({ deadline: ctx.deadline, name: 'record.unembedded' }, async ({ kysely }) => {
    const { count } = await kysely
      .selectFrom('Record')
      .select(sql<string>`count(*)`.as('count'))
      .where(unembedded)
      .executeTakeFirstOrThrow();
    return Number(count);
  });
}
