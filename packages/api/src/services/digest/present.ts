import type { DigestRow } from '@ballast/db';

/** A daily digest or weekly review as callers see it. */
export interface DigestView {
  readonly id: string;
  readonly kind: 'daily' | 'weekly';
  /** `YYYY-MM-DD`, or ISO week `YYYY-Www`, in the owner's timezone. */
  readonly periodKey: string;
  /** Markdown. */
  readonly content: string;
  readonly provider: string;
  readonly createdAt: string;
  /** When it arrived in Slack; null where it was not sent there. */
  readonly deliveredAt: string | null;
}

/** A digest's row as callers see it. */
export function presentDigest(row: DigestRow): DigestView {
  return {
    id: row.id,
    kind: row.kind,
    periodKey: row.periodKey,
    content: row.content,
    provider: row.provider,
    createdAt: row.createdAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  };
}
