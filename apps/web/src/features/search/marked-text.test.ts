import { expect, test } from 'vitest';
import { piecesOf } from './marked-text.ts';

test('matches stand between two asterisks; everything else is text as it is', () => {
  expect(piecesOf('Ask **Sarah** about the **boiler**')).toEqual([
    { text: 'Ask ', isMatch: false },
    { text: 'Sarah', isMatch: true },
    { text: ' about the ', isMatch: false },
    { text: 'boiler', isMatch: true },
  ]);
  expect(piecesOf('<b>bold</b> ∗')).toEqual([{ text: '<b>bold</b> ∗', isMatch: false }]);
  expect(piecesOf('')).toEqual([]);
});
