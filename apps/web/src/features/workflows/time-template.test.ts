import { expect, test } from 'vitest';
import { readTime, type TimeChoice, timeWords, writeTime } from './time-template.ts';

const zone = 'Europe/Berlin';
const cases: readonly [kept: string, choice: TimeChoice, words: string][] = [
  ['', { kind: 'none' }, ''],
  ['{{item.dueAt}}', { kind: 'due' }, 'when it is due'],
  ['+2d', { kind: 'after', count: '2', unit: 'd' }, '2 days later'],
  ['+1h', { kind: 'after', count: '1', unit: 'h' }, '1 hour later'],
  ['2026-12-01', { kind: 'on', day: '2026-12-01', time: '' }, 'on 2026-12-01'],
  ['2026-07-01T07:00:00.000Z', { kind: 'on', day: '2026-07-01', time: '09:00' }, 'on 2026-07-01 at 09:00'],
  ['{{trigger.when}}', { kind: 'other', text: '{{trigger.when}}' }, '{{trigger.when}}'],
];

test.each(cases)('%s is read, written back and said', (kept, choice, words) => {
  expect(readTime(kept, zone)).toEqual(choice);
  expect(writeTime(choice, zone)).toBe(kept);
  expect(timeWords(kept, zone)).toBe(words);
});

test('what is not complete is kept as nothing, for the server to ask after', () => {
  expect(writeTime({ kind: 'after', count: '', unit: 'd' }, zone)).toBe('');
  expect(writeTime({ kind: 'on', day: '', time: '09:00' }, zone)).toBe('');
});
