import { expect, test } from 'vitest';
import type { RecordConflict } from '../../trpc/client.ts';
import { meetingWords, otherWords, takenWords, takeWords, verdictWords } from './two-versions-words.ts';

function met(part: Partial<RecordConflict> & { editedAt?: string | null; content?: object | null }) {
  const { editedAt = '2026-11-24T09:00:00.000Z', content = { title: 'x' }, ...rest } = part;
  const conflict: RecordConflict = {
    id: '018f0000-0000-7000-8000-000000000001',
    vendor: 'notion',
    kept: 'ours',
    ours: {
      ...{ category: 'ideas', title: 'y', status: 'open', fields: {}, dueAt: null, dueAllDay: false },
      updatedAt: '2026-11-24T10:00:07.000Z',
    },
    theirs: { content, editedAt },
    createdAt: '2026-11-24T10:00:10.000Z',
    ...rest,
  };
  return conflict;
}

test('a meeting says where and of what kind', () => {
  expect(meetingWords(met({}))).toBe('An edit here met another version in Notion');
  expect(meetingWords(met({ vendor: 'google_calendar', content: null }))).toBe(
    'An edit here met a deletion in Google Calendar',
  );
});

test('a verdict says which of the two was kept, and why', () => {
  expect(verdictWords(met({}))).toBe('The edit here was later, so it was kept.');
  expect(verdictWords(met({ kept: 'theirs' }))).toBe('The one in Notion was later, so it was kept.');
  expect(verdictWords(met({ kept: 'theirs', content: null }))).toBe(
    'The deletion in Notion was later, so it was kept.',
  );
  expect(verdictWords(met({ editedAt: '2026-11-24T10:00:00.000Z' }))).toBe(
    'Both were made in the same minute, so the edit here was kept.',
  );
  expect(verdictWords(met({ vendor: 'google_calendar', editedAt: '2026-11-24T10:00:00.000Z' }))).toBe(
    'The edit here was later, so it was kept.',
  );
  expect(verdictWords(met({ vendor: 'google_calendar', editedAt: null, content: null }))).toBe(
    'Google Calendar does not say when that was, so the edit here was kept.',
  );
});

test('the other version is called by where it was', () => {
  expect(otherWords(met({}))).toBe('Notion had');
  expect(takeWords('Title', met({}))).toBe('Use this: Title as Notion had it');
  expect(takenWords('Due', met({ vendor: 'google_calendar' }))).toBe('Due is now as Google Calendar had it');
  const replaced = met({ kept: 'theirs' });
  expect(otherWords(replaced)).toBe('Here before');
  expect(takeWords('Title', replaced)).toBe('Use this: Title as it was here before');
  expect(takenWords('Title', replaced)).toBe('Title is now as it was here before');
});
