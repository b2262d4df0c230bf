import { fieldsSchemas } from '@ballast/integrations';
import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { idSchema, instantSchema, personText, recordStatusSchema } from '../../schemas.ts';
import { lockRecord } from './lock.ts';
import { type FiledRecord, presentRecord } from './present.ts';

export const updateRecordInput = z.strictObject({
  id: idSchema,
  title: personText('The title', 200).optional(),
  /** Merged into what is there; null removes a field. */
  fields: z
    .record(z.string().max(60), z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]))
    .optional(),
  status: recordStatusSchema.exclude(['archived']).optional(),
  dueAt: instantSchema.nullable().optional(),
  dueAllDay: z.boolean().optional(),
  snoozedUntil: instantSchema.nullable().optional(),
  /** The version the edit was made on; another one meanwhile is a conflict. */
  expectedVersion: z.int().min(1).optional(),
});

/** Edits a record; what is absent stays as it is. */
export async function updateRecord(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof updateRecordInput>;
}): Promise<{ record: FiledRecord }> {
  const { ctx, input } = options;
  const record = await lockRecord(ctx, input.id, input.expectedVersion);
  const row = await ctx.tx.kysely
    .updateTable('Record')
    .set((eb) => ({
      version: eb('version', '+', 1),
      updatedAt: new Date(ctx.runtime.now()),
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(input.fields === undefined
        ? {}
        : {
            fields: JSON.stringify(mergeFields(record.category, presentRecord(record).fields, input.fields)),
          }),
      ...(input.status === undefined ? {} : { status: input.status, archivedAt: null }),
      ...(input.dueAt === undefined ? {} : { dueAt: input.dueAt === null ? null : new Date(input.dueAt) }),
      ...(input.dueAllDay === undefined ? {} : { dueAllDay: input.dueAllDay }),
      ...(input.snoozedUntil === undefined
        ? {}
        : { snoozedUntil: input.snoozedUntil === null ? null : new Date(input.snoozedUntil) }),
    }))
    .where('id', '=', record.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { record: presentRecord(row) };
}

function mergeFields(
  category: FiledRecord['category'],
  present: FiledRecord['fields'],
  change: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged = Object.entries({ ...present, ...change }).filter(([, value]) => value !== null);
  const parsed = fieldsSchemas[category].strict().safeParse(Object.fromEntries(merged));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DomainError(
    'validation_failed',
    `fields.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`,
  );
}
