import { expect, test } from 'vitest';
import { goTargets, isAt, places } from './navigation.ts';

test('each place has an address and a key of its own', () => {
  expect(new Set(places.map(({ href }) => href)).size).toBe(places.length);
  expect(Object.keys(goTargets)).toHaveLength(places.length);
});

test('a page below a place belongs to it, and the inbox owns only itself', () => {
  expect(isAt('/digest/[id]', '/digest')).toBe(true);
  expect(isAt('/digests', '/digest')).toBe(false);
  expect(isAt('/people', '/')).toBe(false);
});
