import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../context.ts';

export const purgeInput = z.strictObject({}).default({});

const dayMs = 86_400_000;

/**
 * What is kept for a while only, by which time it ages, and how long, in ms. Messages count from their delivery: one
 * that has not arrived has no such time and stays, as do digests, workflow runs and all that a person wrote.
 */
const retention = [
  { table: 'CallRecord', column: 'createdAt', keepMs: 14 * dayMs },
  { table: 'InboundEvent', column: 'receivedAt', keepMs: 30 * dayMs },
  { table: 'JobRun', column: 'startedAt', keepMs: 30 * dayMs },
  { table: 'OutboxMessage', column: 'deliveredAt', keepMs: 90 * dayMs },
  { table: 'Span', column: 'createdAt', keepMs: dayMs },
  { table: 'ConsentStart', column: 'expiresAt', keepMs: 0 },
  { table: 'Session', column: 'expiresAt', keepMs: 0 },
  { table: 'Verification', column: 'expiresAt', keepMs: 0 },
] as const;

/** Rows deleted in one statement: short locks, and a run that is stopped has still done some of its work. */
const batchSize = 5_000;

/** Deletes what is past its retention, by the database's clock, and idempotency keys whose window is over. */
export async function purge(options: { ctx: Call }): Promise<{ deleted: Record<string, number> }> {
  const { ctx } = options;
  const deleted: Record<string, number> = { IdempotencyRecord: await ctx.purgeIdempotency(ctx.deadline) };
  for (const { table, column, keepMs } of retention) {
    let count = 0;
    let batch: number;
    do {
      ctx.deadline.throwIfAborted();
      batch = await deleteBatch(ctx, table, column, keepMs);
      count += batch;
    } while (batch === batchSize);
    deleted[table] = count;
  }
  return { deleted };
}

async function deleteBatch(ctx: Call, table: string, column: string, keepMs: number): Promise<number> {
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'maintenance.purge' }, async (tx) => {
    const result = await sql`
      DELETE FROM ${sql.table(table)} WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM ${sql.table(table)}
        WHERE ${sql.ref(column)} < now() - ${keepMs} * interval '1 millisecond' LIMIT ${batchSize}
      ))`.execute(tx.kysely);
    return Number(result.numAffectedRows ?? 0);
  });
}
