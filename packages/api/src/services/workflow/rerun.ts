import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { claimExecution } from './claim.ts';
import { enqueueRun } from './fire.ts';
import { loadWorkflow } from './load.ts';
import { type ExecutionView, readExecution } from './read-execution.ts';
import { runExecution } from './run.ts';

export const rerunWorkflowInput = z.strictObject({ executionId: idSchema });

const recoverAfterMs = 30_000;

/**
 * Runs a failed execution's trigger again as a new execution that refers to it, with the workflow's present actions.
 * Where that was done already within the hour, the one that is there is returned, `replayed: true`.
 */
export async function rerunWorkflow(options: {
  ctx: OwnerCall;
  input: z.infer<typeof rerunWorkflowInput>;
}): Promise<{ execution: ExecutionView; replayed: boolean }> {
  const { ctx, input } = options;
  const { execution, fresh } = await ctx.database.transaction(
    { deadline: ctx.deadline, name: 'workflow.rerun' },
    async (tx) => {
      const first = await tx.kysely
        .selectFrom('WorkflowExecution')
        .selectAll()
        .where('id', '=', input.executionId)
        .where('ownerId', '=', ctx.principal.ownerId)
        .executeTakeFirst();
      if (!first) throw notFound('workflow run');
      if (first.status !== 'failed') {
        throw new DomainError('conflict', 'Only a failed run can be run again.');
      }
      const claimed = await claimExecution(tx, {
        workflow: await loadWorkflow(tx, ctx.principal, first.workflowId),
        trigger: first.trigger as Record<string, unknown>,
        // Asked for by a person: whatever chain it came from ends here.
        depth: 0,
        rerunOfId: first.id,
      });
      if (claimed.fresh && claimed.execution.status === 'running') {
        await enqueueRun(tx, claimed.execution.id, recoverAfterMs);
      }
      await ctx.faults.hit('workflow.before-claim-commit');
      return claimed;
    },
  );
  await runExecution(ctx, execution.id);
  return { execution: await readExecution(ctx, execution.id), replayed: !fresh };
}
