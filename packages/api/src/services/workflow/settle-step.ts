import type { Tx, WorkflowStepRow } from '@ballast/db';
import { sql } from 'kysely';

/** What became of a step's message abroad. */
export interface StepSettlement {
  readonly status: WorkflowStepRow['status'];
  readonly result: object;
  readonly error: string | null;
}

/** Writes what became of an outside step, and with it of its execution, in the caller's transaction. */
export async function settleStep(tx: Tx, stepId: string, settlement: StepSettlement): Promise<void> {
  const { status, error } = settlement;
  const open = status === 'pending' || status === 'unknown';
  const { executionId } = await tx.kysely
    .updateTable('WorkflowStep')
    .set({
      status,
      error,
      result: JSON.stringify(settlement.result),
      finishedAt: open ? null : sql<Date>`now()`,
    })
    .where('id', '=', stepId)
    .returning('executionId')
    .executeTakeFirstOrThrow();
  await settleExecution(tx, executionId);
}

/**
 * An execution is over when all of its steps are. A step of unknown outcome keeps it running: calling it failed would
 * let the same trigger send it again.
 */
export async function settleExecution(tx: Tx, executionId: string): Promise<void> {
  await tx.kysely
    .selectFrom('WorkflowExecution')
    .select('id')
    .where('id', '=', executionId)
    .forUpdate()
    .executeTakeFirst();
  const steps = await tx.kysely
    .selectFrom('WorkflowStep')
    .select(['status', 'error'])
    .where('executionId', '=', executionId)
    .orderBy('position')
    .execute();
  const failed = steps.find((step) => step.status === 'failed');
  const open = steps.some((step) => step.status === 'pending' || step.status === 'unknown');
  const status = open ? 'running' : failed ? 'failed' : 'succeeded';
  await tx.kysely
    .updateTable('WorkflowExecution')
    .set({
      status,
      error: status === 'failed' ? (failed?.error ?? null) : null,
      finishedAt: open ? null : sql<Date>`now()`,
    })
    .where('id', '=', executionId)
    .execute();
}
