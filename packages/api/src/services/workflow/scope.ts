import type { RecordRow, Tx, WorkflowExecutionRow } from '@ballast/db';
import type { Call } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { type Item, itemOf } from './item.ts';
import type { TemplateScope } from './text-template.ts';
import { today } from './when.ts';

/** What the steps of one execution share, within its transaction. */
export interface RunScope {
  readonly ctx: Call;
  readonly tx: Tx;
  readonly execution: WorkflowExecutionRow;
  readonly timezone: string;
  readonly nowMs: number;
  /** The record it is about, locked; a step that changes it leaves its new state here. */
  record: RecordRow | undefined;
  readonly template: { -readonly [Name in keyof TemplateScope]: TemplateScope[Name] };
}

/** Reads what an execution's steps need, in its transaction. */
export async function openScope(ctx: Call, tx: Tx, execution: WorkflowExecutionRow): Promise<RunScope> {
  const { workflowId, ownerId } = execution;
  const workflow = await tx.kysely
    .selectFrom('Workflow')
    .innerJoin('User', 'User.id', 'Workflow.ownerId')
    .select(['Workflow.name', 'User.timezone'])
    .where('Workflow.id', '=', workflowId)
    .where('Workflow.ownerId', '=', ownerId)
    .executeTakeFirstOrThrow();
  const trigger = { ...(execution.trigger as Record<string, unknown>) };
  const { recordId, inline } = namedItem(trigger);
  const record = recordId === undefined ? undefined : await lockOwnRecord(tx, ownerId, recordId);
  const nowMs = ctx.runtime.now();
  const item = record ? itemOf(record) : inline;
  return {
    ...{ ctx, tx, execution, nowMs, record },
    timezone: workflow.timezone,
    template: {
      item,
      trigger,
      workflow: { name: workflow.name },
      today: today(nowMs, workflow.timezone).toString(),
    },
  };
}

/** The owner's record, locked until the transaction ends; undefined when there is none such. */
export async function lockOwnRecord(tx: Tx, ownerId: string, id: string): Promise<RecordRow | undefined> {
  if (!idSchema.safeParse(id).success) return undefined;
  return tx.kysely
    .selectFrom('Record')
    .selectAll()
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
}

/** A trigger names its item by `itemId` or `recordId`, or brings one along as `item`. */
export function namedItem(trigger: Readonly<Record<string, unknown>>): {
  recordId: string | undefined;
  inline: Item | undefined;
} {
  const { item } = trigger;
  const inline = typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : undefined;
  const id = trigger['itemId'] ?? trigger['recordId'] ?? (inline as Item | undefined)?.['id'];
  return { recordId: typeof id === 'string' ? id : undefined, inline };
}

/** The record a step is about: the one it names, or the run's own. */
export async function targetOf(scope: RunScope, recordId: string | undefined): Promise<RecordRow> {
  if (recordId === undefined || recordId === scope.record?.id) {
    if (scope.record) return scope.record;
    throw new DomainError('not_found', 'The item this was about is not there any more.');
  }
  const record = await lockOwnRecord(scope.tx, scope.execution.ownerId, recordId);
  if (record) return record;
  throw new DomainError('not_found', 'There is no such record.');
}
