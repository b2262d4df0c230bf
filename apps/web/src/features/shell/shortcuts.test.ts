import { expect, test } from 'vitest';
import { createShortcutReader } from './shortcuts.ts';

const reader = () => createShortcutReader({ i: '/', 1: '/people', '/': '/search' });

test('slash asks for the page’s box, c captures and a question mark helps', () => {
  const read = reader();
  expect(read('/', 0)).toEqual({ kind: 'box' });
  expect(read('c', 5)).toEqual({ kind: 'capture' });
  expect(read('?', 10)).toEqual({ kind: 'help' });
  expect(read('x', 20)).toBeUndefined();
});

test('g and a place’s key go there', () => {
  const read = reader();
  expect(read('g', 0)).toBeUndefined();
  expect(read('1', 500)).toEqual({ kind: 'go', to: '/people' });
  read('g', 510);
  expect(read('/', 520), 'a key that means something by itself, too').toEqual({ kind: 'go', to: '/search' });
  // The prefix is spent.
  expect(read('1', 600)).toBeUndefined();
});

test('g is forgotten when no key follows soon, or the wrong one does', () => {
  const read = reader();
  read('g', 0);
  expect(read('i', 1_300)).toBeUndefined();
  read('g', 2_000);
  expect(read('z', 2_100)).toBeUndefined();
  expect(read('i', 2_200)).toBeUndefined();
});

test('g twice begins anew only after the first was spent', () => {
  const read = reader();
  read('g', 0);
  expect(read('g', 100)).toBeUndefined();
  expect(read('i', 200)).toBeUndefined();
  read('g', 300);
  expect(read('i', 400)).toEqual({ kind: 'go', to: '/' });
});
