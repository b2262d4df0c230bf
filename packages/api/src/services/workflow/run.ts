import { isDatabaseError, type Tx, type WorkflowExecutionRow } from '@ballast/db';
import { backoffCeilingMs, backoffMs, ReliabilityError, sleep } from '@ballast/reliability';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../context.ts';
import { isDomainError, notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { markExecutionFailed } from './fail.ts';
import { performStep } from './perform.ts';
import { type ExecutionView, readExecution } from './read-execution.ts';
import { openScope } from './scope.ts';
import { settleExecution } from './settle-step.ts';

export const runWorkflowInput = z.strictObject({
  executionId: idSchema,
  /** True when nobody will try again: an execution that can't be finished is then called failed. */
  lastAttempt: z.boolean().default(false),
});

/** Between looks at an execution that another worker runs. */
const patience = { initialMs: 20, maxMs: 500 };
/** Kept back from the budget to say 409 in, and what a caller who may wait no longer is told, in ms. */
const reserveMs = 250;
const retryAfterMs = 1_000;

/** Runs an execution, or waits for whoever runs it; one that is over is returned as it is. */
export async function runWorkflow(options: {
  ctx: Call;
  input: z.infer<typeof runWorkflowInput>;
}): Promise<{ execution: ExecutionView }> {
  const { ctx, input } = options;
  try {
    await runExecution(ctx, input.executionId);
  } catch (error) {
    if (!input.lastAttempt || ctx.deadline.reason) throw error;
    await markExecutionFailed(ctx, input.executionId, undefined, 'This could not be finished. Run it again.');
  }
  return { execution: await readExecution(ctx, input.executionId) };
}

/**
 * Runs all steps of an execution in one transaction, or none (I4). Its row's lock is the right to run it: it ends with
 * the connection, so whoever comes after a crash goes on, and whoever comes meanwhile waits, holding no connection.
 * @throws ReliabilityError `idempotency_in_progress` when another worker takes longer than the budget allows to wait
 */
export async function runExecution(ctx: Call, executionId: string): Promise<void> {
  for (let looks = 0; (await attempt(ctx, executionId)) === 'busy'; looks += 1) {
    const waitMs = backoffMs(backoffCeilingMs(looks, patience), ctx.runtime.random());
    if (ctx.deadline.remainingMs() < waitMs + reserveMs) {
      throw new ReliabilityError('idempotency_in_progress', { retryAfterMs });
    }
    await sleep(waitMs, ctx.deadline);
  }
}

async function attempt(ctx: Call, executionId: string): Promise<'over' | 'busy'> {
  const progress = { position: 0 };
  try {
    return await ctx.database.transaction({ deadline: ctx.deadline, name: 'workflow.run' }, async (tx) => {
      progress.position = 0;
      const execution = await lockExecution(tx, executionId);
      if (execution === 'busy') return execution;
      if (execution.status === 'running' && execution.committedAt === null) {
        await performAll(ctx, tx, execution, progress);
      }
      return 'over';
    });
  } catch (error) {
    const why = reasonOf(error);
    if (why === undefined) throw error;
    await markExecutionFailed(ctx, executionId, progress.position, why);
    return 'over';
  }
}

async function lockExecution(tx: Tx, id: string): Promise<WorkflowExecutionRow | 'busy'> {
  const locked = await tx.kysely
    .selectFrom('WorkflowExecution')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (locked) return locked;
  const there = await tx.kysely
    .selectFrom('WorkflowExecution')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!there) throw notFound('workflow run');
  return 'busy';
}

async function performAll(
  ctx: Call,
  tx: Tx,
  execution: WorkflowExecutionRow,
  progress: { position: number },
): Promise<void> {
  const steps = await tx.kysely
    .selectFrom('WorkflowStep')
    .selectAll()
    .where('executionId', '=', execution.id)
    .orderBy('position')
    .execute();
  const scope = await openScope(ctx, tx, execution);
  for (const step of steps) {
    progress.position = step.position;
    await ctx.faults.hit(`workflow.before-step-${step.position}`);
    const { status, result } = await performStep(scope, step);
    await tx.kysely
      .updateTable('WorkflowStep')
      .set({
        status,
        result: JSON.stringify(result),
        startedAt: sql<Date>`clock_timestamp()`,
        finishedAt: status === 'succeeded' ? sql<Date>`clock_timestamp()` : null,
      })
      .where('id', '=', step.id)
      .execute();
    await ctx.faults.hit(`workflow.after-step-${step.position}`);
  }
  await tx.kysely
    .updateTable('WorkflowExecution')
    .set({ committedAt: sql<Date>`now()` })
    .where('id', '=', execution.id)
    .execute();
  await settleExecution(tx, execution.id);
  await ctx.faults.hit('workflow.before-commit');
}

/** Why an execution can't succeed however often it is run; undefined when running it again may help. */
function reasonOf(error: unknown): string | undefined {
  if (isDomainError(error)) return error.code === 'rate_limited' ? undefined : error.message;
  if (isDatabaseError(error) && !error.retryable && error.code !== 'commit_unknown') {
    return 'This step could not be saved.';
  }
  return undefined;
}
