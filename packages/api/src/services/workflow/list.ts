import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { idSchema, pageSchema } from '../../schemas.ts';
import { loadWorkflow } from './load.ts';
import { presentWorkflow, type WorkflowView } from './present.ts';

export const listWorkflowsInput = z.strictObject({ ...pageSchema }).prefault({});
export const getWorkflowInput = z.strictObject({ id: idSchema });

/** The owner's workflows, newest first. */
export async function listWorkflows(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listWorkflowsInput>;
}): Promise<{ items: WorkflowView[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const after = readCursor(input.cursor);
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) => {
    let query = kysely.selectFrom('Workflow').selectAll().where('ownerId', '=', ctx.principal.ownerId);
    if (after) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('createdAt', 'id'), '<', tuple(after.at, after.id)),
      );
    }
    return query
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute();
  });
  return toPage(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }), presentWorkflow);
}

/** One workflow. */
export async function getWorkflow(options: {
  ctx: OwnerCall;
  input: z.infer<typeof getWorkflowInput>;
}): Promise<{ workflow: WorkflowView }> {
  const { ctx, input } = options;
  return ctx.database.read({ deadline: ctx.deadline }, async (tx) => ({
    workflow: presentWorkflow(await loadWorkflow(tx, ctx.principal, input.id)),
  }));
}
