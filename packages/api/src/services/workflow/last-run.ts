import type { Tx, WorkflowExecutionRow } from '@ballast/db';

/** How a workflow ran last. Times are ISO 8601. */
export interface LastRun {
  readonly id: string;
  readonly status: WorkflowExecutionRow['status'];
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** The newest execution of each workflow, by its id; those that never ran are not in it. */
export async function lastRunsOf(
  { kysely }: Tx,
  ownerId: string,
  workflowIds: readonly string[],
): Promise<ReadonlyMap<string, LastRun>> {
  if (workflowIds.length === 0) return new Map();
  // A look-up in the index a workflow, however long its history is.
  const rows = await kysely
    .selectFrom('Workflow')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('WorkflowExecution')
          .select(['id', 'workflowId', 'status', 'startedAt', 'finishedAt'])
          .whereRef('workflowId', '=', 'Workflow.id')
          .orderBy('startedAt', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['last.id', 'last.workflowId', 'last.status', 'last.startedAt', 'last.finishedAt'])
    .where('Workflow.ownerId', '=', ownerId)
    .where('Workflow.id', 'in', [...workflowIds])
    .execute();
  return new Map(
    rows.map(({ workflowId, startedAt, finishedAt, ...run }) => [
      workflowId,
      { ...run, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
    ]),
  );
}
