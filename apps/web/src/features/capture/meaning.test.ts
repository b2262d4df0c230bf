import { expect, test } from 'vitest';
import { askedFrom, keptFrom, mayBeAsked, meaningNow } from './meaning.ts';

test('what reads like a thought is kept at once, and nobody is asked', () => {
  for (const text of [
    'Call Sarah about the kitchen quote',
    'What if the waiting room had a library?',
    'Should I learn the cello?',
    'remind me to water the plants',
    `where is the key? ${'x'.repeat(300)}`,
    '',
  ]) {
    expect(mayBeAsked(text), text).toBe(false);
    expect(meaningNow(text, { intent: 'query', confidence: 1 }), text).toBe('capture');
  }
});

test('questions and commands are told by the rules alone while the server has not said anything', () => {
  expect(meaningNow('what did I promise Sarah?', undefined)).toBe('query');
  expect(meaningNow('mark the electricity bill as done', undefined)).toBe('command');
  expect(meaningNow('generate my weekly review', undefined)).toBe('command');
});

test('the server is believed, and where it is not sure the text is kept', () => {
  const text = 'what did I promise Sarah?';
  expect(meaningNow(text, { intent: 'capture', confidence: 0.7 })).toBe('capture');
  expect(meaningNow(text, { intent: 'query', confidence: 0.5 })).toBe('capture');
  expect(meaningNow(text, { intent: 'command', confidence: 0.7 })).toBe('capture');
});

test('what was asked is kept and read back', () => {
  for (const asked of [
    { meaning: 'query', text: 'who: me?\nor you?' },
    { meaning: 'command', text: 'undo' },
  ] as const) {
    expect(askedFrom(keptFrom(asked))).toEqual(asked);
  }
  for (const other of ['', 'query:', 'x:y']) expect(askedFrom(other)).toBeNull();
});
