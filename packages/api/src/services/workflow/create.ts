import { newId } from '@ballast/db';
import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { actionsSchema, checkDefinition, nameSchema, triggerSchema } from './definition.ts';
import { nextRunOf, timezoneOf } from './next-run.ts';
import { presentWorkflow, type WorkflowView } from './present.ts';

export const createWorkflowInput = z.strictObject({
  name: nameSchema,
  trigger: triggerSchema,
  actions: actionsSchema,
  enabled: z.boolean().default(true),
});

/** More would be slow at every change of a record, and nobody could keep them apart. */
const maxWorkflows = 100;

/** Adds a workflow, once all that it speaks of is known to exist. */
export async function createWorkflow(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof createWorkflowInput>;
}): Promise<{ workflow: WorkflowView }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const { name, trigger, actions, enabled } = input;
  checkDefinition(input);
  const { count } = await ctx.tx.kysely
    .selectFrom('Workflow')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('ownerId', '=', ownerId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxWorkflows) {
    throw new DomainError(
      'conflict',
      `At most ${maxWorkflows} workflows. Delete one you no longer need first.`,
    );
  }
  const timezone = await timezoneOf(ctx.tx, ownerId);
  const row = await ctx.tx.kysely
    .insertInto('Workflow')
    .values({
      id: newId(),
      ownerId,
      name,
      enabled,
      triggerType: trigger.type,
      trigger: JSON.stringify(trigger),
      actions: JSON.stringify(actions),
      nextRunAt: nextRunOf({ trigger, enabled, timezone, afterMs: ctx.runtime.now() }),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { workflow: presentWorkflow(row) };
}
