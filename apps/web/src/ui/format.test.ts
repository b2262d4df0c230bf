import { expect, test } from 'vitest';
import { counted, durationWords, percentWords } from './format.ts';

test('durations have the unit they are read in, also where rounding crosses into the next', () => {
  const cases: [number, string][] = [
    [0, '0 ms'],
    [0.04, '0.04 ms'],
    [9.96, '10 ms'],
    [42.4, '42 ms'],
    [999.7, '1 s'],
    [1_840, '1.8 s'],
    [59_700, '1 min'],
    [125_000, '2 min 5 s'],
    [3_599_600, '1 h'],
    [12_000_000, '3 h 20 min'],
  ];
  for (const [ms, words] of cases) expect(durationWords(ms), String(ms)).toBe(words);
});

test('a share that is not whole never reads as whole', () => {
  expect(percentWords(1)).toBe('100 %');
  expect(percentWords(0.99996)).toBe('> 99.9 %');
  expect(percentWords(0.9873)).toBe('98.7 %');
  expect(percentWords(0.0004)).toBe('< 0.1 %');
  expect(percentWords(0)).toBe('0 %');
});

test('one is one', () => {
  expect(counted(1, 'reply', 'replies')).toBe('1 reply');
  expect(counted(1_200, 'call')).toBe('1,200 calls');
});
