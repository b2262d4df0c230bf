import type { AgentActionRow } from '@ballast/db';
import { type AuditEntry, auditOf } from './audit.ts';
import { outsideKinds } from './kinds.ts';

/** An action as callers see it. Times are ISO 8601. */
export interface ActionView {
  readonly id: string;
  readonly kind: string;
  readonly params: unknown;
  readonly reason: string | null;
  readonly proposedBy: string;
  readonly status: AgentActionRow['status'];
  /** True when it touches the outside. */
  readonly outside: boolean;
  readonly error: string | null;
  readonly audit: AuditEntry[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly executedAt: string | null;
}

/** An action's row as callers see it. */
export function presentAction(row: AgentActionRow): ActionView {
  return {
    id: row.id,
    kind: row.kind,
    params: row.params,
    reason: row.reason,
    proposedBy: row.proposedBy,
    status: row.status,
    outside: outsideKinds.has(row.kind),
    error: row.error,
    audit: auditOf(row),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    executedAt: row.executedAt?.toISOString() ?? null,
  };
}
