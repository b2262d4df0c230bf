import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { actionsSchema, checkDefinition, nameSchema, triggerSchema } from './definition.ts';
import { nextRunOf, timezoneOf } from './next-run.ts';
import { presentWorkflow, type WorkflowView } from './present.ts';

export const updateWorkflowInput = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  trigger: triggerSchema.optional(),
  actions: actionsSchema.optional(),
  enabled: z.boolean().optional(),
});

/** Changes a workflow; executions that began before keep the actions they began with. */
export async function updateWorkflow(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof updateWorkflowInput>;
}): Promise<{ workflow: WorkflowView }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const found = await ctx.tx.kysely
    .selectFrom('Workflow')
    .selectAll()
    .where('id', '=', input.id)
    .where('ownerId', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound('workflow');
  const present = presentWorkflow(found);
  const { name, trigger, actions, enabled } = {
    name: input.name ?? present.name,
    trigger: input.trigger ?? present.trigger,
    actions: input.actions ?? present.actions,
    enabled: input.enabled ?? present.enabled,
  };
  checkDefinition({ trigger, actions });
  const timezone = await timezoneOf(ctx.tx, ownerId);
  const nowMs = ctx.runtime.now();
  const row = await ctx.tx.kysely
    .updateTable('Workflow')
    .set({
      name,
      enabled,
      triggerType: trigger.type,
      trigger: JSON.stringify(trigger),
      actions: JSON.stringify(actions),
      nextRunAt: nextRunOf({ trigger, enabled, timezone, afterMs: nowMs }),
      updatedAt: new Date(nowMs),
    })
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { workflow: presentWorkflow(row) };
}
