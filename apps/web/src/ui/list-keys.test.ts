import { expect, test } from 'vitest';
import { isTyping, stepInList } from './list-keys.ts';

test('j and k, arrows, Home and End walk the list', () => {
  expect(stepInList('j', 0, 3)).toBe(1);
  expect(stepInList('ArrowDown', 1, 3)).toBe(2);
  expect(stepInList('k', 1, 3)).toBe(0);
  expect(stepInList('ArrowUp', 2, 3)).toBe(1);
  expect(stepInList('End', 0, 3)).toBe(2);
  expect(stepInList('Home', 2, 3)).toBe(0);
});

test('the walk ends at the ends, and other keys lead nowhere', () => {
  expect(stepInList('j', 2, 3)).toBeUndefined();
  expect(stepInList('k', 0, 3)).toBeUndefined();
  expect(stepInList('End', 0, 0)).toBeUndefined();
  expect(stepInList('x', 0, 3)).toBeUndefined();
});

test('a key with a modifier belongs to the browser', () => {
  const place = { ctrlKey: false, metaKey: false, altKey: false, target: null };
  expect(isTyping({ ...place, ctrlKey: true })).toBe(true);
  expect(isTyping({ ...place, metaKey: true })).toBe(true);
  expect(isTyping({ ...place, altKey: true })).toBe(true);
});
