import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { personText, timezoneSchema } from '../../schemas.ts';
import { kindSchema } from '../action/kinds.ts';
import { rescheduleWorkflows } from '../workflow/next-run.ts';
import type { Account } from './get.ts';

export const updateAccountInput = z.strictObject({
  name: personText('The name', 100).optional(),
  timezone: timezoneSchema.optional(),
  /** Kinds of action that need no approval of each, e.g. `notify`. */
  autoApprove: z.array(kindSchema).max(10).optional(),
  /** Whether new digests go to Slack too, once it is connected. */
  digestToSlack: z.boolean().optional(),
});

/** Changes the caller's name or timezone. */
export async function updateAccount(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof updateAccountInput>;
}): Promise<Account> {
  const { ctx, input } = options;
  const account = await ctx.tx.kysely
    .updateTable('User')
    .set({
      updatedAt: new Date(ctx.runtime.now()),
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.timezone === undefined ? {} : { timezone: input.timezone }),
      ...(input.autoApprove === undefined ? {} : { autoApprove: [...new Set(input.autoApprove)] }),
      ...(input.digestToSlack === undefined ? {} : { digestToSlack: input.digestToSlack }),
    })
    .where('id', '=', ctx.principal.ownerId)
    .returning(['name', 'email', 'timezone', 'autoApprove', 'digestToSlack'])
    .executeTakeFirstOrThrow();
  if (input.timezone !== undefined) {
    const { ownerId: id } = ctx.principal;
    await rescheduleWorkflows(ctx.tx, { id, timezone: input.timezone }, ctx.runtime.now());
  }
  return account;
}
