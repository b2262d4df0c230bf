import type { InboxEntryRow } from '@ballast/db';
import type { Category, EntryStatus } from '../../schemas.ts';

/** A captured thought as callers see it. Times are ISO 8601. */
export interface Entry {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly status: EntryStatus;
  /** Where it is filed, or, while it needs review, where it would be. */
  readonly category: Category | null;
  /** How sure the classification was, 0..1. */
  readonly confidence: number | null;
  readonly recordId: string | null;
  readonly provider: string | null;
  /** Why filing failed, in words for a person. */
  readonly error: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** An entry's row as callers see it. */
export function presentEntry(row: InboxEntryRow): Entry {
  return {
    id: row.id,
    text: row.text,
    source: row.source,
    status: row.status,
    category: row.category,
    confidence: row.confidence,
    recordId: row.recordId,
    provider: row.provider,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
