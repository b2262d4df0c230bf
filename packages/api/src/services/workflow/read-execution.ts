import type { Tx, WorkflowExecutionRow } from '@ballast/db';
import type { Call } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { type ExecutionItem, itemsOf } from './execution-items.ts';

/** One step of an execution as callers see it. */
export interface StepView {
  readonly type: string;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'unknown';
  readonly result: unknown;
  readonly error: string | null;
  /** Its message abroad, where it has one: `outbox.resolve` settles an unknown one. */
  readonly messageId: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** One execution of a workflow as callers see it. Times are ISO 8601. */
export interface ExecutionView {
  readonly id: string;
  readonly workflowId: string;
  /** Null once a later execution of the same trigger has taken the key over. */
  readonly idempotencyKey: string | null;
  readonly trigger: unknown;
  /** The record it is about, as it is called now; null without one, or once it is gone. */
  readonly item: ExecutionItem | null;
  /** `running` until every step is settled, those abroad included. */
  readonly status: 'running' | 'succeeded' | 'failed';
  readonly error: string | null;
  /** Set when loop protection refused it. */
  readonly stoppedBy: 'depth' | 'rate' | null;
  readonly depth: number;
  readonly rerunOfId: string | null;
  readonly steps: StepView[];
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** Executions' rows with their steps, in the order given. */
export async function withSteps(tx: Tx, rows: readonly WorkflowExecutionRow[]): Promise<ExecutionView[]> {
  if (rows.length === 0) return [];
  const items = await itemsOf(tx, rows);
  const steps = await tx.kysely
    .selectFrom('WorkflowStep')
    .leftJoin('OutboxMessage', 'OutboxMessage.stepId', 'WorkflowStep.id')
    .selectAll('WorkflowStep')
    .select('OutboxMessage.id as messageId')
    .where(
      'executionId',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('position')
    .execute();
  const byExecution = Map.groupBy(steps, (step) => step.executionId);
  return rows.map((row) => ({
    id: row.id,
    workflowId: row.workflowId,
    idempotencyKey: row.idempotencyKey,
    trigger: row.trigger,
    item: items.get(row.id) ?? null,
    status: row.status,
    error: row.error,
    stoppedBy: row.stoppedBy === 'depth' || row.stoppedBy === 'rate' ? row.stoppedBy : null,
    depth: row.depth,
    rerunOfId: row.rerunOfId,
    steps: (byExecution.get(row.id) ?? []).map((step) => ({
      type: step.type,
      status: step.status,
      result: step.result,
      error: step.error,
      messageId: step.messageId,
      startedAt: step.startedAt?.toISOString() ?? null,
      finishedAt: step.finishedAt?.toISOString() ?? null,
    })),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

/**
 * One execution: a person's own, or, for the service, any.
 * @throws DomainError `not_found`
 */
export async function readExecution(ctx: Call, id: string): Promise<ExecutionView> {
  const { principal } = ctx;
  return ctx.database.read({ deadline: ctx.deadline }, async (tx) => {
    let query = tx.kysely.selectFrom('WorkflowExecution').selectAll().where('id', '=', id);
    if (principal.kind === 'user') query = query.where('ownerId', '=', principal.ownerId);
    const rows = await query.execute();
    const [view] = await withSteps(tx, rows);
    if (!view) throw notFound('workflow run');
    return view;
  });
}
