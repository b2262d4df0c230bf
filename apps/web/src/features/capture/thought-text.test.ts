import { expect, test } from 'vitest';
import { charactersLeft, maxThoughtLength, tidyThought } from './thought-text.ts';

test('a thought is trimmed and cleaned of what can’t be kept, and keeps its lines', () => {
  expect(tidyThought('  a\r\nb\u0000\u0007\tc \n')).toBe('a\nb\tc');
  expect(tidyThought('half \ud800 pair')).toBe('half \ufffd pair');
});

test('room is counted in characters, not in UTF-16 units', () => {
  expect(charactersLeft('')).toBe(maxThoughtLength);
  expect(charactersLeft('  abc  ')).toBe(maxThoughtLength - 3);
  expect(charactersLeft('🧭'.repeat(maxThoughtLength))).toBe(0);
  expect(charactersLeft('a'.repeat(maxThoughtLength + 2))).toBe(-2);
});
