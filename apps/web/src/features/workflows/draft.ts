import type { Category, WorkflowDefinition } from '../../trpc/client.ts';
import { type ActionType, actionKinds } from './action-kinds.ts';

type Trigger = WorkflowDefinition['trigger'];
export type TriggerType = Trigger['type'];
export type Operator = NonNullable<Trigger['conditions']>[number]['operator'];

/** A condition while it is edited. `key` is its identity on the page. */
export interface ConditionDraft {
  readonly key: number;
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

/** A record's field that an action sets; an empty value empties it. */
export interface FieldDraft {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

/** An action while it is edited: all parameters as text, null where a value is taken away. */
export interface ActionDraft {
  readonly key: number;
  readonly type: ActionType;
  readonly values: Readonly<Record<string, string | null>>;
  readonly fields: readonly FieldDraft[];
}

/** A workflow while it is edited. What one kind of trigger does not use is kept until it is saved. */
export interface WorkflowDraft {
  readonly name: string;
  readonly enabled: boolean;
  readonly type: TriggerType;
  readonly category: Category | '';
  readonly conditions: readonly ConditionDraft[];
  readonly schedule: string;
  readonly actions: readonly ActionDraft[];
}

let keys = 0;

/** An identity for a row of the form. */
export function newKey(): number {
  keys += 1;
  return keys;
}

/** What an action begins with where nothing at all would be no choice. */
const starts: Readonly<Partial<Record<ActionType, ActionDraft['values']>>> = {
  create_record: { category: 'projects' },
  calendar_event: { startsAt: '+1d' },
};

/** A new action of a kind, with nothing said yet. */
export function newAction(type: ActionType): ActionDraft {
  return { key: newKey(), type, values: starts[type] ?? {}, fields: [] };
}

/** The action as one of another kind: what both have, such as the title, is kept. */
export function asType(action: ActionDraft, type: ActionType): ActionDraft {
  const kept = Object.entries(action.values).filter(([, value]) => value !== null);
  const fresh = newAction(type);
  return { ...fresh, key: action.key, values: { ...Object.fromEntries(kept), ...fresh.values } };
}

/** The empty form: somebody files something, and a task comes of it. */
export function emptyDraft(): WorkflowDraft {
  return {
    ...{ name: '', enabled: true, type: 'item_created', category: '' },
    ...{ conditions: [], schedule: '0 9 * * 1' },
    actions: [newAction('create_task')],
  };
}

/** What the form is filled in from. */
interface Saved {
  readonly name: string;
  readonly enabled?: boolean;
  readonly trigger: Trigger;
  readonly actions: readonly { readonly type: ActionType; readonly params?: object | undefined }[];
}

/** The form of a workflow or template that is there. */
export function draftOf({ name, enabled = true, trigger, actions }: Saved): WorkflowDraft {
  return {
    name,
    enabled,
    type: trigger.type,
    category: trigger.category ?? '',
    conditions: (trigger.conditions ?? []).map(({ field, operator, value }) => ({
      ...{ key: newKey(), field, operator },
      value: value === undefined || value === null ? '' : String(value),
    })),
    schedule: trigger.schedule ?? '0 9 * * 1',
    actions: actions.map(actionDraftOf),
  };
}

function actionDraftOf({ type, params = {} }: Saved['actions'][number]): ActionDraft {
  const { fields = {}, ...values } = params as { fields?: Record<string, string | null> };
  return {
    key: newKey(),
    type,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === null ? null : String(value)]),
    ),
    fields: Object.entries(fields).map(([name, value]) => ({ key: newKey(), name, value: value ?? '' })),
  };
}

/** Operators that compare with nothing. */
export function isUnary(operator: Operator): boolean {
  return operator === 'is_empty' || operator === 'is_not_empty';
}

/** What a form is saved as. What was left empty is left out, unless it is needed: then the server asks for it. */
export function definitionOf(draft: WorkflowDraft): WorkflowDefinition {
  return {
    name: draft.name,
    enabled: draft.enabled,
    trigger: triggerOf(draft),
    actions: draft.actions.map(actionOf),
  };
}

function triggerOf({ type, category, conditions, schedule }: WorkflowDraft): Trigger {
  if (type === 'scheduled') return { type, schedule };
  return {
    type,
    ...(category === '' ? {} : { category }),
    ...(conditions.length === 0
      ? {}
      : {
          conditions: conditions.map(({ field, operator, value }) => ({
            ...{ field, operator },
            ...(isUnary(operator) || value.trim() === '' ? {} : { value }),
          })),
        }),
  };
}

function actionOf({ type, values, fields }: ActionDraft): WorkflowDefinition['actions'][number] {
  const { params: specs, setsFields = false } = actionKinds[type];
  const params = specs.flatMap(({ name, kind, required = false }): [string, string | number | null][] => {
    const value = values[name];
    if (value === null) return [[name, null]];
    if (value === undefined || value.trim() === '') return required ? [[name, '']] : [];
    return [[name, kind === 'minutes' ? Number(value) : value]];
  });
  const set = setsFields && fields.length > 0 ? { fields: fieldsOf(type, fields) } : {};
  return { type, params: { ...Object.fromEntries(params), ...set } } as WorkflowDefinition['actions'][number];
}

/** On a record that is there, an empty value empties the field; a new one goes without it. */
function fieldsOf(type: ActionType, fields: readonly FieldDraft[]): Record<string, string | null> {
  const said = fields.map(({ name, value }) => [name, value.trim() === '' ? null : value] as const);
  return Object.fromEntries(type === 'create_record' ? said.filter(([, value]) => value !== null) : said);
}
