import { z } from 'zod';
import type { Call } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { claimExecution } from './claim.ts';
import { meetsConditions } from './conditions.ts';
import { triggerSchema } from './definition.ts';
import { enqueueRun } from './fire.ts';
import { itemOf } from './item.ts';
import { loadWorkflow } from './load.ts';
import { type ExecutionView, readExecution } from './read-execution.ts';
import { runExecution } from './run.ts';
import { lockOwnRecord, namedItem } from './scope.ts';

export const triggerWorkflowInput = z.strictObject({
  workflowId: idSchema,
  /** What sets it off. `itemId` names the record it is about; equal triggers within an hour are one execution. */
  trigger: z.record(z.string().max(100), z.unknown()).default({}),
});

/** After this, in ms, a job goes on with an execution whose caller vanished. */
const recoverAfterMs = 30_000;

/**
 * Sets a workflow off by hand and runs it. An equal trigger within the last hour gets the execution that is there,
 * `replayed: true`, waiting for one that still runs.
 * @throws ReliabilityError `idempotency_in_progress` when it runs for longer than the budget allows to wait
 */
export async function triggerWorkflow(options: {
  ctx: Call;
  input: z.infer<typeof triggerWorkflowInput>;
}): Promise<{ execution: ExecutionView; replayed: boolean }> {
  const { ctx, input } = options;
  const { trigger } = input;
  const { execution, fresh } = await ctx.database.transaction(
    { deadline: ctx.deadline, name: 'workflow.trigger' },
    async (tx) => {
      const workflow = await loadWorkflow(tx, ctx.principal, input.workflowId);
      if (!workflow.enabled) {
        throw new DomainError('conflict', 'This workflow is switched off. Switch it on first.');
      }
      await ctx.faults.hit('workflow.before-claim');
      const claimed = await claimExecution(tx, { workflow, trigger, depth: 0 });
      if (claimed.fresh && claimed.execution.status === 'running') {
        const { conditions = [] } = triggerSchema.parse(workflow.trigger);
        if (conditions.length > 0) {
          const { recordId, inline } = namedItem(trigger);
          const record = recordId && (await lockOwnRecord(tx, workflow.ownerId, recordId));
          const item = record ? itemOf(record) : inline;
          if (item && !meetsConditions(item, conditions)) {
            throw new DomainError('conflict', 'This item does not meet the conditions of the workflow.');
          }
        }
        await enqueueRun(tx, claimed.execution.id, recoverAfterMs);
      }
      await ctx.faults.hit('workflow.before-claim-commit');
      return claimed;
    },
  );
  await ctx.faults.hit('workflow.after-claim');
  await runExecution(ctx, execution.id);
  return { execution: await readExecution(ctx, execution.id), replayed: !fresh };
}
