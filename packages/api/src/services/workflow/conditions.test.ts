import { expect, test } from 'vitest';
import { clip } from './clip.ts';
import { type Condition, conditionSchema, meetsConditions } from './conditions.ts';
import { fillIn, templateProblem } from './text-template.ts';
import { readWhen } from './when.ts';

const item = {
  title: ' Paint the Fence ',
  status: 'open',
  dueAt: '2026-12-01T09:00:00.000Z',
  version: 10,
  fields: { followUp: 'Ask Ada', count: '9' },
};

const cases: [string, Condition['operator'], Condition['value'] | undefined, boolean][] = [
  ['title', 'equals', 'paint the fence', true],
  ['title', 'equals', 'paint', false],
  ['status', 'not_equals', 'done', true],
  ['title', 'contains', 'FENCE', true],
  ['title', 'contains', 'gate', false],
  ['fields.nothing', 'not_contains', 'gate', true],
  ['version', 'greater_than', 9, true],
  ['version', 'greater_than', '9', true],
  // By number, not by spelling.
  ['fields.count', 'less_than', 10, true],
  ['fields.count', 'greater_than', '10', false],
  ['dueAt', 'less_than', '2026-12-02', true],
  ['dueAt', 'greater_than', '2026-12-01T10:30:00+02:00', true],
  ['title', 'greater_than', 'aardvark', true],
  ['fields.nothing', 'greater_than', 0, false],
  ['fields.nothing', 'less_than', 100, false],
  ['fields.nothing', 'is_empty', undefined, true],
  ['fields.followUp', 'is_empty', undefined, false],
  ['fields.followUp', 'is_not_empty', undefined, true],
  ['fields.constructor', 'is_empty', undefined, true],
];
test.each(cases)('%s %s %j: %s', (field, operator, value, expected) => {
  const condition = conditionSchema.parse({ field, operator, ...(value === undefined ? {} : { value }) });
  expect(meetsConditions(item, [condition])).toBe(expected);
});

test('all conditions must hold; without any, every item does', () => {
  const [yes, no] = [
    conditionSchema.parse({ field: 'status', operator: 'equals', value: 'open' }),
    conditionSchema.parse({ field: 'item.status', operator: 'equals', value: 'done' }),
  ];
  expect(meetsConditions(item, [])).toBe(true);
  expect(meetsConditions(item, [yes, no])).toBe(false);
});

const scope = {
  item: { ...item, tags: ['a', 'b'] },
  trigger: { who: '{{item.status}}', deep: { er: 1 } },
  workflow: { name: 'W' },
  today: '2026-11-25',
};
test.each([
  ['{{item.title}}', ' Paint the Fence '],
  ['{{ trigger.deep.er }}/{{workflow.name}}/{{today}}', '1/W/2026-11-25'],
  ['{{item.fields.nothing}}|{{item.tags}}', '|a, b'],
  // What it is filled in with is not read again.
  ['{{trigger.who}}', '{{item.status}}'],
  ['{{item.constructor}}{{trigger.__proto__}}', ''],
  ['$& $1 {single}', '$& $1 {single}'],
])('%s becomes %j', (template, expected) => {
  expect(fillIn(template, scope)).toBe(expected);
});

test('without an item a template that speaks of it fails, and others don’t', () => {
  const none = { ...scope, item: undefined };
  expect(() => fillIn('{{item.title}}', none)).toThrow(/this run has no item/);
  expect(fillIn('{{today}}', none)).toBe('2026-11-25');
  expect(templateProblem('{{trigger.a-b}}', [])).toMatch(/not known/);
  expect(templateProblem('{{trigger}}', [])).toMatch(/not known/);
});

const nowMs = Date.parse('2026-10-24T22:30:00Z');
test.each([
  ['2026-12-01T09:00:00+01:00', '2026-12-01T08:00:00.000Z', false],
  ['2026-12-01', '2026-11-30T23:00:00.000Z', true],
  ['+2h', '2026-10-25T00:30:00.000Z', false],
  // It is the 25th already in Berlin, and that day has 25 hours.
  ['+1d', '2026-10-25T23:00:00.000Z', true],
  ['+1w', '2026-10-31T23:00:00.000Z', true],
])('the time %s', (text, at, allDay) => {
  const when = readWhen(text, nowMs, 'Europe/Berlin');
  expect([when.at.toISOString(), when.allDay]).toEqual([at, allDay]);
});

test.each(['', 'soon', '2026-02-30', '+3', '2026-12-01T09:00'])('the time %j is refused', (text) => {
  expect(() => readWhen(text, nowMs, 'UTC')).toThrow(/This is no time/);
});

test('a text is cut at a character, and refused when nothing is left of it', () => {
  expect(clip(' a\u0000b ', 'It', 10)).toBe('a b');
  expect(clip('🙂🙂🙂', 'It', 2)).toBe('🙂…');
  expect(() => clip(' \u0007 ', 'It', 10)).toThrow(/It is empty/);
});
