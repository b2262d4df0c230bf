import type { WorkflowRow } from '@ballast/db';
import type { WorkflowAction } from './actions.ts';
import type { WorkflowTrigger } from './definition.ts';

/** A workflow as callers see it. Times are ISO 8601. */
export interface WorkflowView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly trigger: WorkflowTrigger;
  readonly actions: WorkflowAction[];
  /** When a scheduled one runs next; null for the others and while it is switched off. */
  readonly nextRunAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A workflow's row as callers see it. What is stored was checked when it was written. */
export function presentWorkflow(row: WorkflowRow): WorkflowView {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    trigger: row.trigger as WorkflowTrigger,
    actions: row.actions as WorkflowAction[],
    nextRunAt: row.nextRunAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
