import { expect, test } from 'vitest';
import { readFieldErrors, summaryOf } from './field-errors.ts';

test('a refusal is read place by place', () => {
  const message =
    'name: The name is empty. Write something first. trigger.conditions.0.value: This operator needs a value to compare with. actions.1.params.title: The title is empty.';
  const errors = readFieldErrors(message);
  expect(Object.fromEntries(errors)).toEqual({
    name: 'The name is empty. Write something first.',
    'trigger.conditions.0.value': 'This operator needs a value to compare with.',
    'actions.1.params.title': 'The title is empty.',
  });
  expect(summaryOf(message, errors)).toMatch(/marked/);
});

test('a place within a sentence is no place', () => {
  const errors = readFieldErrors(
    'trigger.conditions.0.field: "x" is not a field of an item. Known are title, status: see there.',
  );
  expect(errors.size).toBe(1);
});

test('what no field shows is said as it is', () => {
  for (const message of ['At most 100 workflows.', 'trigger.colour: is not known.']) {
    expect(summaryOf(message, readFieldErrors(message))).toBe(message);
  }
});
