import { expect, test } from 'vitest';
import { groupByDue } from './group-by-due.ts';

const nowMs = Date.parse('2026-11-24T12:00:00Z');

test('records are grouped by their due day, soonest first, the undated last in their order', () => {
  const records = [
    { id: 'later', dueAt: '2027-01-10T00:00:00Z' },
    { id: 'none-1', dueAt: null },
    { id: 'week', dueAt: '2026-11-30T00:00:00Z' },
    { id: 'tonight', dueAt: '2026-11-24T22:00:00Z' },
    { id: 'long ago', dueAt: '2026-10-01T00:00:00Z' },
    { id: 'yesterday', dueAt: '2026-11-23T00:00:00Z' },
    { id: 'none-2', dueAt: null },
    { id: 'morning', dueAt: '2026-11-24T08:00:00Z' },
  ];
  const groups = groupByDue(records, nowMs, 'UTC').map(({ title, items }) => [
    title,
    items.map(({ id }) => id),
  ]);
  expect(groups).toEqual([
    ['Overdue', ['long ago', 'yesterday']],
    ['Today', ['morning', 'tonight']],
    ['Next seven days', ['week']],
    ['Later', ['later']],
    ['Without a date', ['none-1', 'none-2']],
  ]);
});

test('the day is the person’s, not the server’s', () => {
  const [group] = groupByDue([{ dueAt: '2026-11-24T23:30:00Z' }], nowMs, 'Asia/Tokyo');
  expect(group?.title).toBe('Next seven days');
});
