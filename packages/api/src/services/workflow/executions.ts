import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { idSchema, pageSchema } from '../../schemas.ts';
import { loadWorkflow } from './load.ts';
import { type ExecutionView, readExecution, withSteps } from './read-execution.ts';

export const listExecutionsInput = z
  .strictObject({
    workflowId: idSchema.optional(),
    status: z.enum(['running', 'succeeded', 'failed']).optional(),
    ...pageSchema,
  })
  .prefault({});
export const getExecutionInput = z.strictObject({ id: idSchema });

/** The owner's executions with their steps, newest first. */
export async function listExecutions(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listExecutionsInput>;
}): Promise<{ items: ExecutionView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { workflowId, status, limit } = input;
  const after = readCursor(input.cursor);
  return ctx.database.read({ deadline: ctx.deadline }, async (tx) => {
    let query = tx.kysely
      .selectFrom('WorkflowExecution')
      .selectAll()
      .where('ownerId', '=', ctx.principal.ownerId);
    if (workflowId) {
      await loadWorkflow(tx, ctx.principal, workflowId);
      query = query.where('workflowId', '=', workflowId);
    }
    if (status) query = query.where('status', '=', status);
    if (after) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('startedAt', 'id'), '<', tuple(after.at, after.id)),
      );
    }
    const rows = await query
      .orderBy('startedAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    const page = toPage(
      rows,
      limit,
      (row) => ({ at: row.startedAt, id: row.id }),
      (row) => row,
    );
    return { items: await withSteps(tx, page.items), nextCursor: page.nextCursor };
  });
}

/** One execution with its steps. */
export async function getExecution(options: {
  ctx: OwnerCall;
  input: z.infer<typeof getExecutionInput>;
}): Promise<{ execution: ExecutionView }> {
  return { execution: await readExecution(options.ctx, options.input.id) };
}
