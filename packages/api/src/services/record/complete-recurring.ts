import type { RecordRow, Tx } from '@ballast/db';
import { nextDue } from './next-due.ts';

/** How a record goes on that was completed and recurs. */
export interface NextRound {
  readonly status: 'open';
  readonly snoozedUntil: null;
  readonly dueAt: Date;
  readonly dueAllDay: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly lastCompletedAt: Date;
}

/** The owner's IANA timezone. */
async function timezoneOf(tx: Tx, ownerId: string): Promise<string> {
  const { timezone } = await tx.kysely
    .selectFrom('User')
    .select('timezone')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return timezone;
}

/**
 * What completing a record changes when it recurs: it stays open, with its next date. Undefined for one that does
 * not recur, or whose last date this was: that one is done.
 */
export async function nextRound(tx: Tx, record: RecordRow, nowMs: number): Promise<NextRound | undefined> {
  const { recurrence, dueAt, dueAllDay } = record;
  if (recurrence === null || record.status === 'archived' || record.status === 'done') return undefined;
  const next = nextDue({ recurrence, dueAt, dueAllDay }, await timezoneOf(tx, record.ownerId), nowMs);
  if (!next) return undefined;
  return {
    status: 'open',
    snoozedUntil: null,
    dueAt: next.dueAt,
    dueAllDay: dueAllDay || dueAt === null,
    fields: {
      recurrence: next.recurrence,
      ...(record.category === 'admin' ? { dueDate: next.day } : {}),
    },
    lastCompletedAt: new Date(nowMs),
  };
}

/** The first date of something that recurs but names no day, from today on. */
export async function firstDue(
  tx: Tx,
  ownerId: string,
  recurrence: string,
  nowMs: number,
): Promise<Date | undefined> {
  const timezone = await timezoneOf(tx, ownerId);
  return nextDue({ recurrence, dueAt: null, dueAllDay: true }, timezone, nowMs)?.dueAt;
}

/** The rule among a record's fields, as its own column keeps it. */
export function recurrenceIn(fields: unknown): string | null {
  if (typeof fields !== 'object' || fields === null || !('recurrence' in fields)) return null;
  return typeof fields.recurrence === 'string' ? fields.recurrence : null;
}
