import type { Tx } from '@ballast/db';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { readCursor, toPage } from '../../page.ts';
import { categorySchema, pageSchema, recordStatusSchema } from '../../schemas.ts';
import { getAccount } from '../account/get.ts';
import { type DueSpan, dueSpan, isDueIn, isOpen } from './open.ts';
import { type FiledRecord, presentRecord } from './present.ts';

export const listRecordsInput = z.strictObject({
  category: categorySchema.optional(),
  /** Absent: everything that is not archived. Snoozed ones whose day has come are open. */
  status: recordStatusSchema.optional(),
  /**
   * Only what is open and due by then, in the owner's timezone, soonest first: by the end of today (overdue ones
   * included), already overdue, or within seven days.
   */
  due: z.enum(['today', 'overdue', 'week']).optional(),
  ...pageSchema,
});

type Input = z.infer<typeof listRecordsInput>;

/** The owner's records, newest first; what is due, soonest first. */
export async function listRecords(options: {
  ctx: OwnerCall;
  input: Input;
}): Promise<{ items: FiledRecord[]; nextCursor: string | null }> {
  const { ctx, input } = options;
  const nowMs = ctx.runtime.now();
  const span = input.due && dueSpan(input.due, nowMs, (await getAccount({ ctx })).timezone);
  const rows = await ctx.database.read({ deadline: ctx.deadline }, (tx) =>
    span
      ? dueRows(tx, ctx.principal.ownerId, input, span, nowMs)
      : newestRows(tx, ctx.principal.ownerId, input, nowMs),
  );
  return toPage(
    rows,
    input.limit,
    (row) => ({ at: span ? (row.dueAt ?? row.createdAt) : row.createdAt, id: row.id }),
    (row) => presentRecord(row, nowMs),
  );
}

async function newestRows({ kysely }: Tx, ownerId: string, input: Input, nowMs: number) {
  const { category, status } = input;
  const after = readCursor(input.cursor);
  let query = kysely.selectFrom('Record').selectAll().where('ownerId', '=', ownerId);
  if (category) query = query.where('category', '=', category);
  if (status === 'open') query = query.where((eb) => isOpen(eb, nowMs));
  else if (status === 'snoozed') {
    query = query.where('status', '=', 'snoozed').where('snoozedUntil', '>', new Date(nowMs));
  } else query = status ? query.where('status', '=', status) : query.where('status', '!=', 'archived');
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('createdAt', 'id'), '<', tuple(after.at, after.id)),
    );
  }
  return query
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute();
}

async function dueRows({ kysely }: Tx, ownerId: string, input: Input, span: DueSpan, nowMs: number) {
  const after = readCursor(input.cursor);
  let query = kysely
    .selectFrom('Record')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where((eb) => eb.and([isOpen(eb, nowMs), isDueIn(eb, span, { overdueOnly: input.due === 'overdue' })]));
  if (input.category) query = query.where('category', '=', input.category);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('dueAt', 'id'), '>', tuple(after.at, after.id)),
    );
  }
  return query
    .orderBy('dueAt')
    .orderBy('id')
    .limit(input.limit + 1)
    .execute();
}
