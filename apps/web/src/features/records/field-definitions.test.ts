import { expect, test } from 'vitest';
import { detailsOf } from './field-definitions.ts';

test('details never repeat the title or one another', () => {
  const details = detailsOf({
    category: 'people',
    title: 'Sarah: new job',
    fields: { name: 'Sarah', context: 'Sarah, new job', followUp: 'send a note' },
  });
  expect(details).toEqual([
    { label: null, text: 'Sarah' },
    { label: 'Follow up', text: 'send a note' },
  ]);
});

test('a project says its next action, and where it stands unless it simply goes on', () => {
  const project = (status: string) =>
    detailsOf({ category: 'projects', title: 'Bathroom', fields: { status, nextAction: 'get quotes' } });
  expect(project('active')).toEqual([{ label: 'Next', text: 'get quotes' }]);
  expect(project('waiting')).toEqual([
    { label: 'Next', text: 'get quotes' },
    { label: null, text: 'Waiting' },
  ]);
});

test('fields that are not text are passed over', () => {
  expect(detailsOf({ category: 'ideas', title: 'x', fields: { oneLiner: 7 } })).toEqual([]);
});
