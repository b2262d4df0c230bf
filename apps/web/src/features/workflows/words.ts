import type { WorkflowDefinition } from '../../trpc/client.ts';
import { lookOf } from '../categories/categories.ts';
import { isUnary, type Operator, type TriggerType } from './draft.ts';
import { fieldLabel, valueLabel } from './item-fields.ts';
import { scheduleWords } from './schedule.ts';

type Trigger = WorkflowDefinition['trigger'];
type Condition = NonNullable<Trigger['conditions']>[number];

/** What sets a workflow off, as it is chosen. */
export const triggerLabels: Readonly<Record<TriggerType, string>> = {
  item_created: 'Something is filed',
  item_updated: 'Something changes',
  status_changed: 'Its status changes: done, open, put away',
  scheduled: 'A time comes',
  manual: 'I run it by hand',
};

export const operatorLabels: Readonly<Record<Operator, string>> = {
  equals: 'is',
  not_equals: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  greater_than: 'is more or later than',
  less_than: 'is less or earlier than',
  is_empty: 'is empty',
  is_not_empty: 'is not empty',
};

/** How a change of status reads when the conditions say to which. */
const becomings: Readonly<Record<string, string>> = {
  done: 'is done',
  open: 'is open again',
  snoozed: 'is put off',
  archived: 'is put away',
};

/** A trigger as a sentence: `When something is filed under People and Follow up is not empty`. */
export function triggerWords({ type, category, conditions = [], schedule = '' }: Trigger): string {
  if (type === 'scheduled') return capital(scheduleWords(schedule));
  if (type === 'manual') return category === undefined ? 'By hand' : `By hand, in ${lookOf(category).label}`;
  const drawer = category === undefined ? '' : lookOf(category).label;
  const something = drawer === '' ? 'something' : `something in ${drawer}`;
  const words = (rest: readonly Condition[]) => rest.map(conditionWords);
  if (type === 'item_created') {
    const filed = drawer === '' ? 'something is filed' : `something is filed under ${drawer}`;
    return sentence([filed, ...words(conditions)]);
  }
  if (type === 'item_updated') return sentence([`${something} changes`, ...words(conditions)]);
  const becomes = conditions.find(({ field, operator }) => field === 'status' && operator === 'equals');
  const becoming = becomings[String(becomes?.value)];
  if (becoming === undefined) return sentence([`the status of ${something} changes`, ...words(conditions)]);
  return sentence([`${something} ${becoming}`, ...words(conditions.filter((each) => each !== becomes))]);
}

function sentence(parts: readonly string[]): string {
  return `When ${parts.join(' and ')}`;
}

/** A condition as part of a sentence: `Title contains “launch”`. */
export function conditionWords({ field, operator, value }: Condition): string {
  const start = `${fieldLabel(field)} ${operatorLabels[operator]}`;
  return isUnary(operator) ? start : `${start} “${valueLabel(field, String(value ?? ''))}”`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text with its templates as a person reads them: `{{item.title}}` becomes `‹Title›`. */
export function templateWords(text: string): string {
  return text.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_whole, name: string) => {
    if (name === 'today') return '‹today›';
    if (name === 'workflow.name') return '‹this workflow’s name›';
    return `‹${name.startsWith('item.') ? fieldLabel(name.slice('item.'.length)) : name}›`;
  });
}
