import type { RecordRow, WorkflowStepRow } from '@ballast/db';
import { extractLocally } from '@ballast/integrations';
import type { Category } from '../../schemas.ts';
import { enqueueOutbox } from '../outbox/enqueue.ts';
import { changeRecord, checkFields, type RecordChange } from '../record/change.ts';
import { createRecordFrom } from '../record/create-from.ts';
import { type WorkflowAction, workflowActionSchema } from './actions.ts';
import { clip } from './clip.ts';
import { composeMessage } from './compose-message.ts';
import { itemOf } from './item.ts';
import { type RunScope, targetOf } from './scope.ts';
import { fillIn } from './text-template.ts';
import { readWhen } from './when.ts';

/** What a step did. */
export interface StepOutcome {
  /** `pending` for what goes abroad: it is done when it is delivered. */
  readonly status: 'succeeded' | 'pending';
  readonly result: Readonly<Record<string, unknown>>;
}

/**
 * Does one step in its execution's transaction: records change there, what goes abroad is written to the outbox.
 * @throws DomainError when it can't be done as it stands
 */
export async function performStep(scope: RunScope, step: WorkflowStepRow): Promise<StepOutcome> {
  const action = workflowActionSchema.parse({ type: step.type, params: step.params });
  switch (action.type) {
    case 'update_record':
      return edit(scope, action.params.recordId, changeOf(scope, action.params));
    case 'archive_record':
      return edit(scope, action.params.recordId, { status: 'archived' });
    case 'create_record':
      return create(scope, action.params.category, action.params);
    case 'create_task':
      return create(scope, 'admin', action.params);
    default:
      return send(scope, step, action);
  }
}

async function edit(scope: RunScope, named: string | undefined, change: RecordChange): Promise<StepOutcome> {
  const { tx, nowMs, execution } = scope;
  const recordId = named === undefined ? undefined : fillIn(named, scope.template).trim();
  const record = await targetOf(scope, recordId);
  const after = await changeRecord(tx, { record, change, nowMs, cause: { depth: execution.depth } });
  if (after.id === scope.record?.id) remember(scope, after);
  return { status: 'succeeded', result: { recordId: after.id, version: after.version } };
}

/** Later steps see the item as earlier ones left it. */
function remember(scope: RunScope, record: RecordRow): void {
  scope.record = record;
  scope.template.item = itemOf(record);
}

type UpdateParams = Extract<WorkflowAction, { type: 'update_record' }>['params'];

function changeOf(scope: RunScope, params: UpdateParams): RecordChange {
  const { title, status, dueAt, fields } = params;
  const due = typeof dueAt === 'string' ? whenOf(scope, dueAt) : dueAt;
  return {
    status,
    title: title === undefined ? undefined : titleOf(scope, title),
    dueAt: due && 'at' in due ? due.at : due,
    dueAllDay: due ? due.allDay : undefined,
    fields: fields === undefined ? undefined : fieldsOf(scope, fields),
  };
}

interface NewRecord {
  readonly title: string;
  readonly dueAt?: string | undefined;
  readonly fields?: Readonly<Record<string, string | null>> | undefined;
}

async function create(scope: RunScope, category: Category, params: NewRecord): Promise<StepOutcome> {
  const { tx, nowMs, timezone, execution } = scope;
  const title = titleOf(scope, params.title);
  const draft = extractLocally({ text: title, timezone, nowMs }, category);
  const given = Object.entries(params.fields === undefined ? {} : fieldsOf(scope, params.fields));
  const due = params.dueAt === undefined ? undefined : whenOf(scope, params.dueAt);
  const fields = checkFields(category, {
    ...draft.fields,
    ...Object.fromEntries(given.filter(([, value]) => value !== null)),
  });
  const dueAt = due ? due.at.toISOString() : draft.dueAt;
  const recordId = await createRecordFrom(
    tx,
    execution.ownerId,
    category,
    { title, fields, dueAt, dueAllDay: due ? due.allDay : draft.dueAllDay } as Parameters<
      typeof createRecordFrom
    >[3],
    { depth: execution.depth },
  );
  return { status: 'succeeded', result: { recordId } };
}

async function send(
  scope: RunScope,
  step: WorkflowStepRow,
  action: Parameters<typeof composeMessage>[1],
): Promise<StepOutcome> {
  const message = await enqueueOutbox(scope.tx, {
    ...composeMessage(scope, action),
    ownerId: scope.execution.ownerId,
    dedupeId: `step:${step.id}`,
    stepId: step.id,
  });
  return { status: 'pending', result: { messageId: message.id } };
}

function titleOf(scope: RunScope, template: string): string {
  return clip(fillIn(template, scope.template), 'The title', 200);
}

function whenOf(scope: RunScope, template: string) {
  return readWhen(fillIn(template, scope.template), scope.nowMs, scope.timezone);
}

function fieldsOf(scope: RunScope, fields: Readonly<Record<string, string | null>>) {
  const filled = Object.entries(fields).map(([name, value]): [string, string | null] => {
    const text = value === null ? '' : fillIn(value, scope.template).trim();
    return [name, text === '' ? null : text];
  });
  return Object.fromEntries(filled);
}
