import type { RecordRow } from '@ballast/db';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';

/**
 * The caller's record, locked until the transaction ends.
 * @throws DomainError `not_found`; `conflict` when `expectedVersion` is given and the record has moved on.
 */
export async function lockRecord(
  ctx: OwnerCall & TxCall,
  id: string,
  expectedVersion?: number,
): Promise<RecordRow> {
  const record = await ctx.tx.kysely
    .selectFrom('Record')
    .selectAll()
    .where('id', '=', id)
    .where('ownerId', '=', ctx.principal.ownerId)
    .forUpdate()
    .executeTakeFirst();
  if (!record) throw notFound('record');
  if (expectedVersion !== undefined && expectedVersion !== record.version) {
    throw new DomainError(
      'conflict',
      'This was changed somewhere else meanwhile. Look at it again before saving.',
    );
  }
  return record;
}
