import type { Tx } from '@ballast/db';
import { sql } from 'kysely';

/** What stops workflows that set each other off round and round. */
export type Limit = 'depth' | 'rate';

/** Executions that may follow from each other, and executions of one workflow within an hour. */
export const maxDepth = 5;
export const maxPerHour = 200;

/** The limit that one more execution would pass; undefined when it may run. */
export async function limitReached(tx: Tx, workflowId: string, depth: number): Promise<Limit | undefined> {
  if (depth > maxDepth) return 'depth';
  const { count } = await tx.kysely
    .selectFrom('WorkflowExecution')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('workflowId', '=', workflowId)
    .where('startedAt', '>', sql<Date>`now() - interval '1 hour'`)
    .where('stoppedBy', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count) >= maxPerHour ? 'rate' : undefined;
}

/** The limit in words for a person. */
export function sayLimit(limit: Limit): string {
  return limit === 'depth'
    ? `Stopped: workflows have set each other off ${maxDepth} times in a row. One of them changes what another one waits for.`
    : `Stopped: this workflow has run ${maxPerHour} times within an hour. It runs again when that is over.`;
}
