import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { idSchema, instantSchema, personText, recordStatusSchema } from '../../schemas.ts';
import { changeRecord } from './change.ts';
import { lockRecord } from './lock.ts';
import { type FiledRecord, presentRecord } from './present.ts';

/** A record's title and fields as people may set them. */
export const titleSchema = personText('The title', 200);
export const fieldsSchema = z.record(
  z.string().max(60),
  z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]),
);

export const updateRecordInput = z.strictObject({
  id: idSchema,
  title: titleSchema.optional(),
  /** Merged into what is there; null removes a field. */
  fields: fieldsSchema.optional(),
  status: recordStatusSchema.exclude(['archived']).optional(),
  dueAt: instantSchema.nullable().optional(),
  dueAllDay: z.boolean().optional(),
  snoozedUntil: instantSchema.nullable().optional(),
  /** The version the edit was made on; another one meanwhile is a conflict. */
  expectedVersion: z.int().min(1).optional(),
});

/** An instant as the database takes it; absent and null stay what they are. */
function dateOf(instant: string | null | undefined): Date | null | undefined {
  return typeof instant === 'string' ? new Date(instant) : instant;
}

/** Edits a record; what is absent stays as it is. */
export async function updateRecord(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof updateRecordInput>;
}): Promise<{ record: FiledRecord }> {
  const { ctx, input } = options;
  const record = await lockRecord(ctx, input.id, input.expectedVersion);
  const { title, fields, status, dueAllDay } = input;
  const row = await changeRecord(ctx.tx, {
    record,
    change: {
      title,
      fields,
      status,
      dueAllDay,
      dueAt: dateOf(input.dueAt),
      snoozedUntil: dateOf(input.snoozedUntil),
    },
    nowMs: ctx.runtime.now(),
  });
  return { record: presentRecord(row) };
}
