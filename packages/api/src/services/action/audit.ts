import type { AgentActionRow, Tx } from '@ballast/db';
import { notFound } from '../../errors.ts';

/** One change of an action's state. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly from: AgentActionRow['status'] | null;
  readonly to: AgentActionRow['status'];
  /** `person`, `ai`, `rule:<name>`, `auto-approval` or `delivery`. */
  readonly by: string;
}

/** The changes of state that are recorded, oldest first. */
export function auditOf(row: Pick<AgentActionRow, 'audit'>): AuditEntry[] {
  return Array.isArray(row.audit) ? (row.audit as AuditEntry[]) : [];
}

/**
 * The owner's action, locked until the transaction ends.
 * @throws DomainError `not_found`
 */
export async function lockAction({ kysely }: Tx, ownerId: string, id: string): Promise<AgentActionRow> {
  const action = await kysely
    .selectFrom('AgentAction')
    .selectAll()
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
  if (!action) throw notFound('action');
  return action;
}

/** A change of an action's state, and what changes with it. */
export interface Transition {
  readonly to: AgentActionRow['status'];
  readonly by: string;
  /** The caller's clock, epoch ms. */
  readonly nowMs: number;
  readonly error?: string | null;
  readonly rollbackData?: object;
}

/** Moves a locked action to another state. There is no other way to: this is what keeps the audit whole. */
export async function moveAction(
  { kysely }: Tx,
  action: AgentActionRow,
  { to, by, nowMs, error = null, rollbackData }: Transition,
): Promise<AgentActionRow> {
  const now = new Date(nowMs);
  const entry: AuditEntry = { at: now.toISOString(), from: action.status, to, by };
  return kysely
    .updateTable('AgentAction')
    .set({
      status: to,
      error,
      audit: JSON.stringify([...auditOf(action), entry]),
      updatedAt: now,
      ...(rollbackData === undefined ? {} : { rollbackData: JSON.stringify(rollbackData) }),
      ...(to === 'executed' && action.executedAt === null ? { executedAt: now } : {}),
    })
    .where('id', '=', action.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
