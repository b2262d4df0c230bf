import type { RecordRow } from '@ballast/db';
import type { Category, RecordStatus } from '../../schemas.ts';

/** A filed thing as callers see it. Times are ISO 8601. */
export interface FiledRecord {
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly status: RecordStatus;
  readonly dueAt: string | null;
  /** True when only the day is known; `dueAt` is then that day's start in the owner's timezone. */
  readonly dueAllDay: boolean;
  /** RRULE value of what recurs: completing it sets its next date. */
  readonly recurrence: string | null;
  readonly lastCompletedAt: string | null;
  readonly snoozedUntil: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
}

/** A record's row as callers see it; with the time given (epoch ms), a snoozed one whose day has come is open. */
export function presentRecord(row: RecordRow, nowMs?: number): FiledRecord {
  const { fields } = row;
  const isBack =
    row.status === 'snoozed' &&
    nowMs !== undefined &&
    row.snoozedUntil !== null &&
    row.snoozedUntil.getTime() <= nowMs;
  return {
    id: row.id,
    category: row.category,
    title: row.title,
    fields: typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? { ...fields } : {},
    status: isBack ? 'open' : row.status,
    dueAt: row.dueAt?.toISOString() ?? null,
    dueAllDay: row.dueAllDay,
    recurrence: row.recurrence,
    lastCompletedAt: row.lastCompletedAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
