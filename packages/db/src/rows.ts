import type { Selectable } from 'kysely';
import type { DB } from './generated/kysely.ts';

/** A row of a table as it is read. */
export type Row<Table extends keyof DB> = Selectable<DB[Table]>;

export type AgentActionRow = Row<'AgentAction'>;
export type DigestRow = Row<'Digest'>;
export type InboxEntryRow = Row<'InboxEntry'>;
export type InboundEventRow = Row<'InboundEvent'>;
export type IntegrationRow = Row<'Integration'>;
export type OutboxMessageRow = Row<'OutboxMessage'>;
export type RecordLinkRow = Row<'RecordLink'>;
export type RecordRow = Row<'Record'>;
export type RelationshipRow = Row<'Relationship'>;
export type WorkflowExecutionRow = Row<'WorkflowExecution'>;
export type WorkflowRow = Row<'Workflow'>;
export type WorkflowStepRow = Row<'WorkflowStep'>;
