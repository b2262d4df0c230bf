import { expect, test } from 'vitest';
import { recurrenceWords, rhythmChoices, ruleWords } from './recurrence.ts';

test('recurrences are said in words', () => {
  expect(recurrenceWords({ fields: { recurrence: 'FREQ=WEEKLY;BYDAY=MO' } })).toBe('every week on Monday');
  expect(recurrenceWords({ fields: { recurrence: 'FREQ=MONTHLY;INTERVAL=3' } })).toBe('every 3 months');
  expect(recurrenceWords({ fields: { recurrence: 7 } })).toBeNull();
  expect(recurrenceWords({ fields: {} })).toBeNull();
  expect(ruleWords('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH')).toBe('every 2 weeks on Monday, Thursday');
  expect(ruleWords('FREQ=HOURLY')).toBeNull();
});

test('what a record has already stays a choice', () => {
  expect(rhythmChoices('').map(({ value }) => value)).toEqual([
    '',
    'FREQ=DAILY',
    'FREQ=WEEKLY',
    'FREQ=MONTHLY',
    'FREQ=YEARLY',
  ]);
  expect(rhythmChoices('FREQ=DAILY')).toHaveLength(5);
  expect(rhythmChoices('FREQ=MONTHLY;INTERVAL=3')[1]).toEqual({
    value: 'FREQ=MONTHLY;INTERVAL=3',
    label: 'Every 3 months',
  });
});
