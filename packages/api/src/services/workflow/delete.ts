import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';

export const deleteWorkflowInput = z.strictObject({ id: idSchema });

/** Deletes a workflow with its history. What it has sent, or written to be sent, stays. */
export async function deleteWorkflow(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof deleteWorkflowInput>;
}): Promise<{ deleted: true }> {
  const { ctx, input } = options;
  const deleted = await ctx.tx.kysely
    .deleteFrom('Workflow')
    .where('id', '=', input.id)
    .where('ownerId', '=', ctx.principal.ownerId)
    .returning('id')
    .executeTakeFirst();
  if (!deleted) throw notFound('workflow');
  return { deleted: true };
}
