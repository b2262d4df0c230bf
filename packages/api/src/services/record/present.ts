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
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
}

/** A record's row as callers see it. */
export function presentRecord(row: RecordRow): FiledRecord {
  const { fields } = row;
  return {
    id: row.id,
    category: row.category,
    title: row.title,
    fields: typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? { ...fields } : {},
    status: row.status,
    dueAt: row.dueAt?.toISOString() ?? null,
    dueAllDay: row.dueAllDay,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
