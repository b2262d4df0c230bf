import { categories, fieldsSchemas } from '@ballast/integrations';
import { expect, test } from 'vitest';
import { itemFields } from './item-fields.ts';

test.each(categories)('every field that an item of %s can have is on offer', (category) => {
  const offered = itemFields(category).map(({ name }) => name);
  const kept = Object.keys(fieldsSchemas[category].shape).map((name) => `fields.${name}`);
  expect(offered.filter((name) => name.startsWith('fields.')).sort()).toEqual(kept.sort());
});

test('of an item of any drawer each field is on offer once', () => {
  const offered = itemFields(undefined).map(({ name }) => name);
  expect(new Set(offered).size).toBe(offered.length);
  expect(offered).toEqual(expect.arrayContaining(['title', 'fields.followUp', 'fields.oneLiner']));
});
