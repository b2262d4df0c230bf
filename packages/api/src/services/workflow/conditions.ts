import { z } from 'zod';
import { type Item, valueAt } from './item.ts';

const operators = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'greater_than',
  'less_than',
  'is_empty',
  'is_not_empty',
] as const;
type Operator = (typeof operators)[number];

export const conditionSchema = z
  .strictObject({
    /** `title`, `fields.followUp`, …; `item.` in front is allowed. */
    field: z
      .string()
      .min(1)
      .max(80)
      .transform((field) => field.replace(/^item\./, '')),
    operator: z.enum(operators, { error: `operator: choose ${operators.join(', ')}.` }),
    value: z.union([z.string().max(500), z.number(), z.boolean(), z.null()]).optional(),
  })
  .refine(({ operator, value }) => isUnary(operator) || (value !== undefined && value !== null), {
    error: 'This operator needs a value to compare with.',
    path: ['value'],
  });
export type Condition = z.infer<typeof conditionSchema>;

function isUnary(operator: Operator): boolean {
  return operator === 'is_empty' || operator === 'is_not_empty';
}

/** True when an item meets all conditions; without conditions every item does. */
export function meetsConditions(item: Item, conditions: readonly Condition[]): boolean {
  return conditions.every(({ field, operator, value }) => meets(valueAt(item, field), operator, value));
}

function meets(actual: unknown, operator: Operator, wanted: Condition['value']): boolean {
  switch (operator) {
    case 'equals':
      return isEqual(actual, wanted);
    case 'not_equals':
      return !isEqual(actual, wanted);
    case 'contains':
      return contains(actual, wanted);
    case 'not_contains':
      return !contains(actual, wanted);
    case 'greater_than':
      return compare(actual, wanted) > 0;
    case 'less_than':
      return compare(actual, wanted) < 0;
    case 'is_empty':
      return isEmpty(actual);
    case 'is_not_empty':
      return !isEmpty(actual);
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** Texts are compared as people read them: without case, without white space around. */
function fold(value: unknown): string {
  return String(value ?? '')
    .normalize('NFC')
    .trim()
    .toLocaleLowerCase('en');
}

function isEqual(actual: unknown, wanted: unknown): boolean {
  const numbers = bothNumbers(actual, wanted);
  return numbers ? numbers[0] === numbers[1] : fold(actual) === fold(wanted);
}

function contains(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((one) => isEqual(one, wanted));
  return fold(actual).includes(fold(wanted));
}

/** By number, by time or by spelling, whichever both sides are; NaN, so never greater nor less, when one is empty. */
function compare(actual: unknown, wanted: unknown): number {
  if (isEmpty(actual) || isEmpty(wanted)) return Number.NaN;
  const numbers = bothNumbers(actual, wanted) ?? bothTimes(actual, wanted);
  if (numbers) return numbers[0] - numbers[1];
  return fold(actual) < fold(wanted) ? -1 : fold(actual) > fold(wanted) ? 1 : 0;
}

function bothNumbers(one: unknown, other: unknown): [number, number] | undefined {
  const [a, b] = [asNumber(one), asNumber(other)];
  return a === undefined || b === undefined ? undefined : [a, b];
}

function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

function bothTimes(one: unknown, other: unknown): [number, number] | undefined {
  const [a, b] = [asTime(one), asTime(other)];
  return a === undefined || b === undefined ? undefined : [a, b];
}

function asTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}
