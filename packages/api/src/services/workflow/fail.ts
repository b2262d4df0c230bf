import { sql } from 'kysely';
import type { Call } from '../../context.ts';

/**
 * Records that an execution failed, in a transaction of its own: the one that failed left nothing. The step it failed
 * at says why; those before it were undone with it, those after it never began.
 * @param position the step that failed; undefined when it was none of them
 */
export async function markExecutionFailed(
  ctx: Call,
  executionId: string,
  position: number | undefined,
  error: string,
): Promise<void> {
  await ctx.database.transaction({ deadline: ctx.deadline, name: 'workflow.fail' }, async ({ kysely }) => {
    const marked = await kysely
      .updateTable('WorkflowExecution')
      .set({ status: 'failed', error, finishedAt: sql<Date>`now()` })
      .where('id', '=', executionId)
      .where('status', '=', 'running')
      .where('committedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!marked || position === undefined) return;
    await kysely
      .updateTable('WorkflowStep')
      .set({ error: 'Undone, because a later step failed.' })
      .where('executionId', '=', executionId)
      .where('position', '<', position)
      .execute();
    await kysely
      .updateTable('WorkflowStep')
      .set({ status: 'failed', error, finishedAt: sql<Date>`now()` })
      .where('executionId', '=', executionId)
      .where('position', '=', position)
      .execute();
  });
}
