import { newId, type Tx, type WorkflowExecutionRow } from '@ballast/db';
import { canonicalJson, fingerprint, isCanonicalJsonError } from '@ballast/reliability';
import { sql } from 'kysely';
import { DomainError } from '../../errors.ts';
import { type Limit, limitReached, sayLimit } from './limits.ts';

/** How long an equal trigger is answered by the execution that is there, in ms of the database's clock. */
export const windowMs = 3_600_000;
/** The largest trigger, in characters of its canonical JSON. */
const maxTriggerLength = 16_384;
/** Each round somebody else got the key first; more than a few in a row don't happen. */
const maxRounds = 10;

/** The parts of a workflow that an execution is made from. */
export interface WorkflowToRun {
  readonly id: string;
  readonly ownerId: string;
  readonly actions: unknown;
}

export interface ExecutionRequest {
  readonly workflow: WorkflowToRun;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** How many executions in a row led here. */
  readonly depth: number;
  /** The failed execution this one repeats. */
  readonly rerunOfId?: string;
}

/**
 * SHA-256, in hex, of the workflow's id and the trigger's canonical JSON: key order, the spelling of numbers and
 * unicode escapes make no difference.
 * @throws DomainError `validation_failed` for a trigger that is too large, too deep or no JSON
 */
export function executionKey(workflowId: string, trigger: Readonly<Record<string, unknown>>): string {
  try {
    if (canonicalJson(trigger).length > maxTriggerLength) {
      throw new DomainError('validation_failed', 'trigger: at most 16 KB.');
    }
    return fingerprint({ workflowId, trigger });
  } catch (error) {
    if (!isCanonicalJsonError(error)) throw error;
    throw new DomainError('validation_failed', `trigger: ${error.message}`, { cause: error });
  }
}

/**
 * Claims the one execution of this workflow for this trigger in the caller's transaction: a new one, or the one that
 * ran or is running since less than an hour ago. A failed or older one gives its key up and stays as history.
 */
export async function claimExecution(
  tx: Tx,
  request: ExecutionRequest,
): Promise<{ execution: WorkflowExecutionRow; fresh: boolean }> {
  const { workflow, trigger } = request;
  const key = executionKey(workflow.id, trigger);
  for (let round = 0; round < maxRounds; round += 1) {
    const holder = await findHolder(tx, workflow.id, key);
    if (holder && !holder.over) return { execution: holder.row, fresh: false };
    const limit = await limitReached(tx, workflow.id, request.depth);
    if (limit) return { execution: await insertStopped(tx, request, limit), fresh: true };
    if (holder) await clearKey(tx, holder.row.id, key);
    const execution = await insertRunning(tx, request, key);
    if (execution) return { execution, fresh: true };
  }
  throw new DomainError('conflict', 'This workflow is being set off too often at once. Try again.');
}

const isOver = sql<boolean>`status = 'failed' OR "startedAt" <= now() - ${windowMs}::float8 * interval '1 millisecond'`;

/** Looks without a lock: a run in progress holds the row for as long as it takes. */
async function findHolder(tx: Tx, workflowId: string, key: string) {
  const found = await tx.kysely
    .selectFrom('WorkflowExecution')
    .selectAll()
    .select(isOver.as('over'))
    .where('workflowId', '=', workflowId)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();
  if (!found) return undefined;
  const { over, ...row } = found;
  return { row, over };
}

async function clearKey(tx: Tx, id: string, key: string): Promise<void> {
  await tx.kysely
    .updateTable('WorkflowExecution')
    .set({ idempotencyKey: null })
    .where('id', '=', id)
    .where('idempotencyKey', '=', key)
    .where(isOver)
    .execute();
}

function columnsOf({ workflow, trigger, depth, rerunOfId }: ExecutionRequest) {
  return {
    id: newId(),
    ownerId: workflow.ownerId,
    workflowId: workflow.id,
    trigger: JSON.stringify(trigger),
    depth,
    rerunOfId: rerunOfId ?? null,
  };
}

/** The unique index decides among those who come at once; undefined for all but the first. */
async function insertRunning(tx: Tx, request: ExecutionRequest, idempotencyKey: string) {
  const execution = await tx.kysely
    .insertInto('WorkflowExecution')
    .values({ ...columnsOf(request), idempotencyKey })
    .onConflict((conflict) => conflict.columns(['workflowId', 'idempotencyKey']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!execution) return undefined;
  const actions = request.workflow.actions as readonly { type: string; params?: object }[];
  await tx.kysely
    .insertInto('WorkflowStep')
    .values(
      actions.map(({ type, params = {} }, position) => ({
        id: newId(),
        ownerId: execution.ownerId,
        executionId: execution.id,
        position,
        type,
        params: JSON.stringify(params),
      })),
    )
    .execute();
  return execution;
}

/** What loop protection refused is recorded, so that the person learns why nothing happened. It holds no key. */
async function insertStopped(tx: Tx, request: ExecutionRequest, limit: Limit) {
  return tx.kysely
    .insertInto('WorkflowExecution')
    .values({
      ...columnsOf(request),
      status: 'failed',
      stoppedBy: limit,
      error: sayLimit(limit),
      finishedAt: sql<Date>`now()`,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
