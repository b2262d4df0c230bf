import { expect, test } from 'vitest';
import { withoutDirection } from './forward-only.ts';

test('a page is asked for without a direction, and other inputs are left alone', () => {
  expect(withoutDirection({ limit: 30, direction: 'forward', cursor: 'c' })).toEqual({
    limit: 30,
    cursor: 'c',
  });
  const plain = { id: 'x' };
  expect(withoutDirection(plain)).toBe(plain);
  expect(withoutDirection(undefined)).toBeUndefined();
});
