import { expect, test } from 'vitest';
import { detailsOf, whoWords } from './words.ts';

const zone = 'Europe/Berlin';

test('an action says what it will do, in words', () => {
  expect(detailsOf({ kind: 'update', params: { recordId: 'x', status: 'done', dueAt: null } }, zone)).toEqual(
    [
      { label: 'Status', text: 'Done' },
      { label: 'Due', text: 'no longer' },
    ],
  );
  expect(
    detailsOf({ kind: 'schedule', params: { title: 'Call', startsAt: '2026-12-01T08:00:00Z' } }, zone),
  ).toEqual([
    { label: 'Title', text: 'Call' },
    { label: 'Starts', text: expect.stringContaining('09:00') },
  ]);
  expect(detailsOf({ kind: 'notify', params: { text: 'Hi' } }, zone)).toContainEqual({
    label: 'To',
    text: 'you',
  });
  expect(detailsOf({ kind: 'delete', params: { recordId: 'x' } }, zone)).toEqual([]);
  expect(detailsOf({ kind: 'unheard of', params: null }, zone)).toEqual([]);
});

test('whoever it was has a name', () => {
  expect(['ai', 'person', 'rule:overdue', 'rule:new'].map(whoWords)).toEqual([
    'the AI',
    'you',
    'the rule for what is overdue',
    'rule:new',
  ]);
});
