import { expect, test } from 'vitest';
import { definitionOf, draftOf, emptyDraft, newAction, newKey } from './draft.ts';

const saved = {
  name: 'All of it',
  enabled: false,
  trigger: {
    type: 'item_updated' as const,
    category: 'projects' as const,
    conditions: [
      { field: 'title', operator: 'contains' as const, value: 'launch' },
      { field: 'dueAt', operator: 'is_empty' as const },
    ],
  },
  actions: [
    {
      type: 'update_record' as const,
      params: { status: 'done' as const, dueAt: null, fields: { nextAction: null, status: 'waiting' } },
    },
    { type: 'archive_record' as const, params: {} },
    { type: 'slack_message' as const, params: { text: '{{item.title}} moved' } },
    {
      type: 'calendar_event' as const,
      params: { title: 'Look', startsAt: '+1d', durationMinutes: 45 },
    },
  ],
};

test('a workflow opened in the form and saved untouched is the same workflow', () => {
  expect(definitionOf(draftOf(saved))).toEqual(saved);
  const weekly = {
    ...{ name: 'Weekly', enabled: true },
    trigger: { type: 'scheduled' as const, schedule: '0 9 * * 1' },
    actions: [{ type: 'create_task' as const, params: { title: 'Plan the week', dueAt: '+1d' } }],
  };
  expect(definitionOf(draftOf(weekly))).toEqual(weekly);
});

test('what is needed is sent empty, so that it is asked for; what is not is left out', () => {
  const draft = { ...emptyDraft(), actions: [newAction('email_draft'), newAction('slack_message')] };
  expect(definitionOf(draft).actions).toEqual([
    { type: 'email_draft', params: { to: '', subject: '', body: '' } },
    { type: 'slack_message', params: { text: '' } },
  ]);
});

test('what another kind of trigger used does not go along', () => {
  const draft = draftOf(saved);
  expect(definitionOf({ ...draft, type: 'scheduled' }).trigger).toEqual({
    type: 'scheduled',
    schedule: draft.schedule,
  });
  const condition = { key: newKey(), field: 'title', operator: 'is_empty' as const, value: 'left over' };
  expect(definitionOf({ ...draft, conditions: [condition] }).trigger.conditions).toEqual([
    { field: 'title', operator: 'is_empty' },
  ]);
});
