import type { RecordRow, Tx } from '@ballast/db';
import { enqueueJob } from '../job/enqueue.ts';
import { claimExecution } from './claim.ts';
import { meetsConditions } from './conditions.ts';
import { triggerSchema } from './definition.ts';
import { itemOf } from './item.ts';

/** The execution that changes a record: what it sets off is one deeper. */
export interface Cause {
  readonly depth: number;
}

/** A record that came to be, or changed. Both rows are as they are within the transaction. */
export interface RecordEvent {
  /** Undefined for a new one. */
  readonly before: RecordRow | undefined;
  readonly after: RecordRow;
  readonly cause?: Cause | undefined;
}

type EventType = 'item_created' | 'item_updated' | 'status_changed';

function typesOf({ before, after }: RecordEvent): EventType[] {
  if (!before) return ['item_created'];
  return before.status === after.status ? ['item_updated'] : ['item_updated', 'status_changed'];
}

/**
 * Sets off the workflows that wait for this, in the transaction that changes the record: their executions and jobs
 * are there if and only if the change is. Everything that writes a record calls this.
 */
export async function fireRecordEvent(tx: Tx, event: RecordEvent): Promise<void> {
  const { after, cause } = event;
  const workflows = await tx.kysely
    .selectFrom('Workflow')
    .select(['id', 'ownerId', 'triggerType', 'trigger', 'actions'])
    .where('ownerId', '=', after.ownerId)
    .where('enabled', '=', true)
    .where('triggerType', 'in', typesOf(event))
    .orderBy('id')
    .execute();
  const item = itemOf(after);
  for (const workflow of workflows) {
    const { category, conditions = [] } = triggerSchema.parse(workflow.trigger);
    if (category !== undefined && category !== after.category) continue;
    if (!meetsConditions(item, conditions)) continue;
    // Ids only: the version tells this change from every other one of the same record.
    const trigger = { type: workflow.triggerType, itemId: after.id, version: after.version };
    const depth = cause ? cause.depth + 1 : 0;
    const { execution, fresh } = await claimExecution(tx, { workflow, trigger, depth });
    if (fresh && execution.status === 'running') await enqueueRun(tx, execution.id);
  }
}

/** Has an execution run, `delayMs` from now at the earliest, until it is over: also after a crash. */
export async function enqueueRun(tx: Tx, executionId: string, delayMs = 0): Promise<void> {
  await enqueueJob(tx, {
    task: 'run-workflow',
    payload: { executionId },
    key: `run-workflow:${executionId}`,
    delayMs,
  });
}
