import type { OutboxMessageRow } from '@ballast/db';

/** A message to the outside as its owner sees it. Times are ISO 8601. */
export interface OutboxView {
  readonly id: string;
  readonly vendor: string;
  readonly operation: string;
  readonly payload: unknown;
  readonly status: OutboxMessageRow['status'];
  /** Attempts that counted; being told to come back later does not. */
  readonly attempts: number;
  readonly externalRef: string | null;
  /** Why it is not there, in words for a person. */
  readonly error: string | null;
  /** When it is tried next at the earliest; null unless it is pending. */
  readonly nextAttemptAt: string | null;
  readonly stepId: string | null;
  readonly actionId: string | null;
  readonly createdAt: string;
  readonly deliveredAt: string | null;
}

/** A message's row as its owner sees it. */
export function presentMessage(row: OutboxMessageRow): OutboxView {
  return {
    id: row.id,
    vendor: row.vendor,
    operation: row.operation,
    payload: row.payload,
    status: row.status,
    attempts: row.attempts,
    externalRef: row.externalRef,
    error: row.error,
    nextAttemptAt: row.status === 'pending' ? row.availableAt.toISOString() : null,
    stepId: row.stepId,
    actionId: row.actionId,
    createdAt: row.createdAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  };
}
