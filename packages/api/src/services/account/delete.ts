import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError } from '../../errors.ts';

export const deleteAccountInput = z
  .strictObject({
    /** The account's e-mail address, typed again: this can't be undone. The page always asks for it. */
    confirmEmail: z.string().optional(),
  })
  .default({});

/** Deletes the caller's account and all that belongs to it, in one transaction. */
export async function deleteAccount(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof deleteAccountInput>;
}): Promise<{ deleted: true }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const { email } = await ctx.tx.kysely
    .selectFrom('User')
    .select('email')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  if (input.confirmEmail !== undefined && input.confirmEmail.trim().toLowerCase() !== email.toLowerCase()) {
    throw new DomainError('validation_failed', 'confirmEmail: type the e-mail address of this account.');
  }
  for (const table of ['CallRecord', 'JobRun', 'Span'] as const) {
    await ctx.tx.kysely.deleteFrom(table).where('ownerId', '=', ownerId).execute();
  }
  await ctx.tx.kysely.deleteFrom('InboundEvent').where('ownerId', '=', ownerId).execute();
  // This very call's own claim has to stay until it commits; it holds no data and goes with its window.
  await ctx.tx.kysely
    .deleteFrom('IdempotencyRecord')
    .where('scope', 'like', `${ownerId}/%`)
    .where('scope', '!=', `${ownerId}/account.delete`)
    .execute();
  await ctx.tx.kysely.deleteFrom('User').where('id', '=', ownerId).execute();
  return { deleted: true };
}
