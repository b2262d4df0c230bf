import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { personText, timezoneSchema } from '../../schemas.ts';
import type { Account } from './get.ts';

export const updateAccountInput = z.strictObject({
  name: personText('The name', 100).optional(),
  timezone: timezoneSchema.optional(),
});

/** Changes the caller's name or timezone. */
export async function updateAccount(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof updateAccountInput>;
}): Promise<Account> {
  const { ctx, input } = options;
  return ctx.tx.kysely
    .updateTable('User')
    .set({
      updatedAt: new Date(ctx.runtime.now()),
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.timezone === undefined ? {} : { timezone: input.timezone }),
    })
    .where('id', '=', ctx.principal.ownerId)
    .returning(['name', 'email', 'timezone'])
    .executeTakeFirstOrThrow();
}
