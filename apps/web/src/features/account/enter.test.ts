import { expect, test } from 'vitest';
import { safePath } from './enter.ts';

test('only a path of this origin is followed after a sign-in', () => {
  expect(safePath('/digest?x=1')).toBe('/digest?x=1');
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    undefined,
    ['/a', '/b'],
  ]) {
    expect(safePath(elsewhere)).toBe('/');
  }
});
