import { expect, test } from 'vitest';
import type { FiledRecord } from '../../trpc/client.ts';
import { changesOf, draftOf } from './record-changes.ts';
import { differencesOf, rebased } from './record-conflict.ts';

const zone = 'Europe/Berlin';
const nowMs = Date.parse('2026-11-24T12:00:00Z');
const base: FiledRecord = {
  id: '018f0000-0000-7000-8000-000000000000',
  category: 'projects',
  title: 'Bathroom',
  fields: { status: 'active', nextAction: 'get quotes' },
  status: 'open',
  dueAt: null,
  dueAllDay: false,
  recurrence: null,
  lastCompletedAt: null,
  snoozedUntil: null,
  version: 3,
  createdAt: '2026-11-24T12:00:00.000Z',
  updatedAt: '2026-11-24T12:00:00.000Z',
  archivedAt: null,
};
const theirs: FiledRecord = {
  ...base,
  title: 'Bathroom, upstairs',
  fields: { status: 'waiting', nextAction: 'get quotes' },
  dueAt: '2026-11-29T23:00:00.000Z',
  dueAllDay: true,
  version: 5,
};

test('a conflict tells what was changed elsewhere, and where both changed the same', () => {
  const draft = { ...draftOf(base, zone), title: 'New bathroom' };
  expect(differencesOf({ base, draft, theirs }, nowMs, zone)).toEqual([
    { label: 'Title', theirs: 'Bathroom, upstairs', mine: 'New bathroom' },
    { label: 'Where it stands', theirs: 'Waiting', mine: null },
    { label: 'Due', theirs: '2026-11-30', mine: null },
  ]);
  const gone: FiledRecord = { ...base, status: 'snoozed', snoozedUntil: '2026-11-25T08:00:00.000Z' };
  expect(differencesOf({ base, draft, theirs: gone }, nowMs, zone)).toEqual([
    { label: 'Status', theirs: 'snoozed until Tomorrow 09:00', mine: null },
  ]);
});

test('saving over it sends only what the person changed', () => {
  const draft = {
    ...draftOf(base, zone),
    fields: { ...draftOf(base, zone).fields, nextAction: 'call Mehmet' },
  };
  const merged = rebased({ base, draft, theirs }, zone);
  expect(changesOf(theirs, merged, zone)).toEqual({ fields: { nextAction: 'call Mehmet' } });
  const undated = { ...draftOf(theirs, zone), dueDay: '' };
  const [from, now] = [theirs, { ...theirs, title: 'Bath' }];
  const cleared = rebased({ base: from, draft: undated, theirs: now }, zone);
  expect(changesOf(now, cleared, zone)).toEqual({ dueAt: null, dueAllDay: false });
});
