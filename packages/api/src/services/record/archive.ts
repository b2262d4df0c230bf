import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { idSchema } from '../../schemas.ts';
import { changeRecord } from './change.ts';
import { lockRecord } from './lock.ts';
import { type FiledRecord, presentRecord } from './present.ts';

export const archiveRecordInput = z.strictObject({ id: idSchema });

/** Puts a record away; `record.restore` brings it back. */
export async function archiveRecord(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof archiveRecordInput>;
}): Promise<{ record: FiledRecord }> {
  return setArchived(options.ctx, options.input.id, true);
}

/** Brings an archived record back as open. */
export async function restoreRecord(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof archiveRecordInput>;
}): Promise<{ record: FiledRecord }> {
  return setArchived(options.ctx, options.input.id, false);
}

async function setArchived(
  ctx: OwnerCall & TxCall,
  id: string,
  archived: boolean,
): Promise<{ record: FiledRecord }> {
  const record = await lockRecord(ctx, id);
  if ((record.status === 'archived') === archived) return { record: presentRecord(record) };
  const row = await changeRecord(ctx.tx, {
    record,
    change: { status: archived ? 'archived' : 'open' },
    nowMs: ctx.runtime.now(),
  });
  return { record: presentRecord(row) };
}
