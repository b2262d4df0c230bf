import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { type Entry, presentEntry } from '../inbox/present.ts';
import { type FiledRecord, presentRecord } from './present.ts';

export const getRecordInput = z.strictObject({ id: idSchema });

/** One record with the thoughts it came from. */
export async function getRecord(options: {
  ctx: OwnerCall;
  input: z.infer<typeof getRecordInput>;
}): Promise<{ record: FiledRecord; entries: Entry[] }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  return ctx.database.read({ deadline: ctx.deadline }, async ({ kysely }) => {
    const record = await kysely
      .selectFrom('Record')
      .selectAll()
      .where('id', '=', input.id)
      .where('ownerId', '=', ownerId)
      .executeTakeFirst();
    if (!record) throw notFound('record');
    const entries = await kysely
      .selectFrom('InboxEntry')
      .selectAll()
      .where('recordId', '=', record.id)
      .where('ownerId', '=', ownerId)
      .orderBy('createdAt')
      .execute();
    return { record: presentRecord(record, ctx.runtime.now()), entries: entries.map(presentEntry) };
  });
}
