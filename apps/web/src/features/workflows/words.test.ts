import { expect, test } from 'vitest';
import { actionWords } from './action-words.ts';
import { templateWords, triggerWords } from './words.ts';

const zone = 'Europe/Berlin';

test('a trigger reads as a sentence', () => {
  expect(triggerWords({ type: 'manual' })).toBe('By hand');
  expect(triggerWords({ type: 'scheduled', schedule: '0 9 * * 1' })).toBe('Every Monday at 09:00');
  expect(
    triggerWords({
      type: 'item_created',
      category: 'people',
      conditions: [{ field: 'fields.followUp', operator: 'is_not_empty' }],
    }),
  ).toBe('When something is filed under People and Follow up is not empty');
  const done = { field: 'status', operator: 'equals' as const, value: 'done' };
  const launch = { field: 'title', operator: 'contains' as const, value: 'launch' };
  expect(triggerWords({ type: 'status_changed', category: 'projects', conditions: [launch, done] })).toBe(
    'When something in Projects is done and Title contains “launch”',
  );
  expect(triggerWords({ type: 'status_changed' })).toBe('When the status of something changes');
});

test('an action reads as what it does', () => {
  expect(actionWords({ type: 'create_task', params: { title: '{{item.title}}', dueAt: '+2d' } }, zone)).toBe(
    'Make a task: ‹Title›, due 2 days later',
  );
  expect(
    actionWords({ type: 'update_record', params: { status: 'done', fields: { nextAction: null } } }, zone),
  ).toBe('Change a record: done, Next action emptied');
  expect(actionWords({ type: 'archive_record' }, zone)).toBe('Put a record away');
  expect(actionWords({ type: 'slack_message', params: { text: 'Hi' } }, zone)).toBe(
    'Send a Slack message: “Hi”, to you',
  );
});

test('what a template stands for is named as the page names it', () => {
  expect(templateWords('{{ item.fields.followUp }} on {{today}}, {{trigger.who}}')).toBe(
    '‹Follow up› on ‹today›, ‹trigger.who›',
  );
});
