import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { idSchema, instantSchema } from '../../schemas.ts';
import { changeRecord } from './change.ts';
import { lockRecord } from './lock.ts';
import { type FiledRecord, presentRecord } from './present.ts';

export const snoozeRecordInput = z.strictObject({
  id: idSchema,
  /** When it comes back; null brings it back now. */
  until: instantSchema.nullable(),
});

/** Puts a record out of sight until a point of time, after which it counts as open again by itself. */
export async function snoozeRecord(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof snoozeRecordInput>;
}): Promise<{ record: FiledRecord }> {
  const { ctx, input } = options;
  const nowMs = ctx.runtime.now();
  const record = await lockRecord(ctx, input.id);
  if (record.status !== 'open' && record.status !== 'snoozed') {
    throw new DomainError('conflict', 'Only what is open can be snoozed. Bring it back first.');
  }
  if (input.until !== null && Date.parse(input.until) <= nowMs) {
    throw new DomainError('validation_failed', 'until: that time is past already.');
  }
  const change =
    input.until === null
      ? { status: 'open' as const, snoozedUntil: null }
      : { status: 'snoozed' as const, snoozedUntil: new Date(input.until) };
  return { record: presentRecord(await changeRecord(ctx.tx, { record, change, nowMs }), nowMs) };
}
