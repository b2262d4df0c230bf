import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';

export const dismissConflictInput = z.strictObject({
  /** Of the conflict, as `record.conflicts` has it. */
  id: idSchema,
  /** False takes it back. */
  dismissed: z.boolean().default(true),
});

/**
 * Leaves the record as it is and both versions where they are, and shows them no more. The export still has them.
 * @throws DomainError `not_found`
 */
export async function dismissConflict(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof dismissConflictInput>;
}): Promise<{ id: string; dismissed: boolean }> {
  const { ctx, input } = options;
  const { id, dismissed } = input;
  const found = await ctx.tx.kysely
    .updateTable('RecordConflict')
    .set({ dismissedAt: dismissed ? new Date(ctx.runtime.now()) : null })
    .where('id', '=', id)
    .where('ownerId', '=', ctx.principal.ownerId)
    .returning('id')
    .executeTakeFirst();
  if (!found) throw notFound('conflict');
  return { id, dismissed };
}
