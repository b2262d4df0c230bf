import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import { categorySchema, personText } from '../../schemas.ts';
import { type WorkflowAction, workflowActionSchema } from './actions.ts';
import { type Condition, conditionSchema } from './conditions.ts';
import { parseCron } from './cron.ts';
import { itemFieldNames } from './item.ts';
import { templateProblem } from './text-template.ts';

const triggerTypes = ['item_created', 'item_updated', 'status_changed', 'scheduled', 'manual'] as const;

export const triggerSchema = z.strictObject({
  type: z.enum(triggerTypes, { error: `type: choose ${triggerTypes.join(', ')}.` }),
  /** Only items of this category. */
  category: categorySchema.optional(),
  /** All must hold. */
  conditions: z.array(conditionSchema).max(20, 'At most 20 conditions.').optional(),
  /** Cron expression of five fields, in the owner's timezone. */
  schedule: z.string().max(120).optional(),
});
export type WorkflowTrigger = z.infer<typeof triggerSchema>;

export const actionsSchema = z
  .array(workflowActionSchema)
  .min(1, 'A workflow needs at least one action.')
  .max(20, 'At most 20 actions.');

export const nameSchema = personText('The name', 100);

/** What a workflow is made of. */
export interface WorkflowDefinition {
  readonly trigger: WorkflowTrigger;
  readonly actions: readonly WorkflowAction[];
}

function refuse(place: string, why: string): never {
  throw new DomainError('validation_failed', `${place}: ${why}`);
}

/**
 * What the schemas can't say: that trigger, conditions and templates fit together.
 * @throws DomainError `validation_failed`, naming the place and what is known there
 */
export function checkDefinition({ trigger, actions }: WorkflowDefinition): void {
  const scheduled = trigger.type === 'scheduled';
  if (scheduled) {
    if (trigger.schedule === undefined) refuse('trigger.schedule', 'say when, such as 0 9 * * 1.');
    parseCron(trigger.schedule);
    if (trigger.category) refuse('trigger.category', 'a scheduled workflow has no item to look at.');
    if (trigger.conditions?.length)
      refuse('trigger.conditions', 'a scheduled workflow has no item to look at.');
  } else if (trigger.schedule !== undefined) {
    refuse('trigger.schedule', 'only a workflow of type scheduled has one.');
  }
  const names = scheduled ? [] : itemFieldNames(trigger.category);
  checkConditions(trigger.conditions ?? [], names);
  for (const [index, action] of actions.entries()) checkAction(action, `actions.${index}`, names);
}

function checkConditions(conditions: readonly Condition[], names: readonly string[]): void {
  for (const [index, { field }] of conditions.entries()) {
    if (names.includes(field)) continue;
    refuse(
      `trigger.conditions.${index}.field`,
      `"${field}" is not a field of an item. Known are ${names.join(', ')}.`,
    );
  }
}

function checkAction(action: WorkflowAction, place: string, names: readonly string[]): void {
  const onItem = action.type === 'update_record' || action.type === 'archive_record';
  if (onItem && names.length === 0 && action.params.recordId === undefined) {
    refuse(`${place}.params.recordId`, 'say which record: a scheduled workflow has no item.');
  }
  for (const [path, text] of textsIn(action.params)) {
    const problem = templateProblem(text, names);
    if (problem) refuse(`${place}.params.${path}`, problem);
  }
}

/** Every text in an action's parameters, with its path. */
function textsIn(params: object, prefix = ''): [string, string][] {
  return Object.entries(params).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[prefix + name, value]];
    return typeof value === 'object' && value !== null ? textsIn(value, `${prefix}${name}.`) : [];
  });
}
