import type { Tx, WorkflowRow } from '@ballast/db';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { idSchema, pageSchema } from '../../schemas.ts';
import { type LastRun, lastRunsOf } from './last-run.ts';
import { loadWorkflow } from './load.ts';
import { presentWorkflow, type WorkflowView } from './present.ts';

export const listWorkflowsInput = z.strictObject({ ...pageSchema }).prefault({});
export const getWorkflowInput = z.strictObject({ id: idSchema });

/** A workflow with how it ran last. */
export interface ListedWorkflow extends WorkflowView {
  readonly lastRun: LastRun | null;
}

/** The owner's workflows, newest first. */
export async function listWorkflows(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listWorkflowsInput>;
}): Promise<{ items: ListedWorkflow[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const after = readCursor(input.cursor);
  return ctx.database.read({ deadline: ctx.deadline }, async (tx) => {
    let query = tx.kysely.selectFrom('Workflow').selectAll().where('ownerId', '=', ownerId);
    if (after) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('createdAt', 'id'), '<', tuple(after.at, after.id)),
      );
    }
    const rows = await query
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute();
    const place = (row: WorkflowRow) => ({ at: row.createdAt, id: row.id });
    const { items, nextCursor } = toPage(rows, input.limit, place, presentWorkflow);
    return { items: await withLastRuns(tx, ownerId, items), nextCursor };
  });
}

/** One workflow. */
export async function getWorkflow(options: {
  ctx: OwnerCall;
  input: z.infer<typeof getWorkflowInput>;
}): Promise<{ workflow: ListedWorkflow }> {
  const { ctx, input } = options;
  return ctx.database.read({ deadline: ctx.deadline }, async (tx) => {
    const workflow = presentWorkflow(await loadWorkflow(tx, ctx.principal, input.id));
    const lastRuns = await lastRunsOf(tx, ctx.principal.ownerId, [workflow.id]);
    return { workflow: { ...workflow, lastRun: lastRuns.get(workflow.id) ?? null } };
  });
}

async function withLastRuns(
  tx: Tx,
  ownerId: string,
  workflows: readonly WorkflowView[],
): Promise<ListedWorkflow[]> {
  const ids = workflows.map(({ id }) => id);
  const lastRuns = await lastRunsOf(tx, ownerId, ids);
  return workflows.map((workflow) => ({ ...workflow, lastRun: lastRuns.get(workflow.id) ?? null }));
}
