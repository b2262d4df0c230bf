import { describe, expect, test } from 'vitest';
import type { FiledRecord, RecordConflict } from '../../trpc/client.ts';
import { keptDifferences } from './two-versions.ts';

const timezone = 'Europe/Berlin';
const nowMs = Date.parse('2026-11-24T12:00:00Z');
const ours: FiledRecord = {
  id: '018f0000-0000-7000-8000-000000000000',
  category: 'projects',
  title: 'Paint the shed green',
  fields: { status: 'active', nextAction: 'Buy brushes' },
  status: 'open',
  dueAt: '2026-12-01T08:30:00.000Z',
  dueAllDay: false,
  recurrence: null,
  lastCompletedAt: null,
  snoozedUntil: null,
  version: 3,
  createdAt: '2026-11-20T12:00:00.000Z',
  updatedAt: '2026-11-24T10:00:00.000Z',
  archivedAt: null,
};
/** What Notion has of that very record. */
const page = {
  category: 'projects',
  title: 'Paint the shed green',
  status: 'Open',
  due: '2026-12-01T08:30:00.000Z',
  notes: 'Buy brushes',
};

function met(content: object | null, part: Partial<RecordConflict> = {}): RecordConflict {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    vendor: 'notion',
    kept: 'ours',
    ours,
    theirs: { content, editedAt: '2026-11-24T09:00:00.000Z' },
    createdAt: '2026-11-24T10:00:01.000Z',
    ...part,
  };
}

const left = (conflict: RecordConflict, record: FiledRecord = ours) =>
  keptDifferences(conflict, { record, nowMs, timezone });

describe('of an edit in Notion that gave way', () => {
  test('what the page said otherwise is there to be taken, thing by thing', () => {
    const conflict = met({ ...page, title: 'Paint it red', due: '2026-11-25', notes: null, status: 'Done' });
    expect(left(conflict)).toEqual([
      {
        ...{ label: 'Title', now: 'Paint the shed green', other: 'Paint it red', hint: null },
        taking: { changes: { title: 'Paint it red' } },
      },
      {
        ...{ label: 'Next action', now: 'Buy brushes', other: 'Nothing', hint: null },
        taking: { changes: { fields: { nextAction: null } } },
      },
      {
        ...{ label: 'Due', now: 'Tue 1 Dec 09:30', other: 'Tomorrow', hint: null },
        taking: { changes: { dueAt: '2026-11-24T23:00:00.000Z', dueAllDay: true } },
      },
      { label: 'Status', now: 'Open', other: 'Done', hint: null, taking: { status: 'done' } },
    ]);
  });

  test('what the record says by now is left out, and what was changed since is shown as it is', () => {
    const conflict = met({ ...page, title: 'Paint it red', due: null });
    const taken: FiledRecord = { ...ours, title: 'Paint it red', dueAt: '2026-11-24T13:00:00.000Z' };
    expect(left(conflict, taken)).toMatchObject([{ label: 'Due', now: 'Today 14:00', other: 'No date' }]);
    expect(left(conflict, { ...taken, dueAt: null })).toEqual([]);
  });

  test('what only later edits changed was never its business', () => {
    const since: FiledRecord = { ...ours, fields: { status: 'waiting', nextAction: 'Wait for rain' } };
    expect(left(met({ ...page, title: 'Paint it red' }), since)).toMatchObject([{ label: 'Title' }]);
  });

  test('a page without a title, with a status of one’s own or without notes that must be says nothing', () => {
    expect(left(met({ ...page, title: '(no title)', status: 'Waiting for Bo' }))).toEqual([]);
    const idea: FiledRecord = { ...ours, category: 'ideas', fields: { oneLiner: 'A shed' } };
    const blank = { ...page, category: 'ideas', notes: null };
    expect(left(met(blank, { ours: idea }), idea)).toEqual([]);
  });

  test('a page that lives on after its record was archived would bring it back', () => {
    const archived: FiledRecord = { ...ours, status: 'archived' };
    expect(left(met({ ...page, status: 'Waiting for Bo' }, { ours: archived }), archived)).toMatchObject([
      { label: 'Status', now: 'Archived', other: 'Open', taking: { status: 'open' } },
    ]);
  });

  test('a page put into the trash, or moved to another drawer', () => {
    expect(left(met(null))).toMatchObject([
      { label: 'Status', now: 'Open', other: 'Archived', taking: { status: 'archived' } },
    ]);
    expect(left(met({ ...page, category: 'ideas', notes: 'x' }))).toEqual([
      {
        ...{ label: 'Drawer', now: 'Projects', other: 'Ideas', taking: null },
        hint: 'To move it, choose another drawer for its thought in the inbox.',
      },
    ]);
  });
});

describe('of an edit here that gave way', () => {
  const theirs = { ...page, title: 'Paint it red', status: 'Done' };
  const now: FiledRecord = { ...ours, title: 'Paint it red', status: 'done' };

  test('what it said before is there to be taken', () => {
    expect(left(met(theirs, { kept: 'theirs' }), now)).toMatchObject([
      { label: 'Title', other: ours.title, taking: { changes: { title: ours.title } } },
      { label: 'Status', now: 'Done', other: 'Open', taking: { status: 'open' } },
    ]);
  });

  test('one that was put off is put off again, unless its day has come', () => {
    const until = (snoozedUntil: string) =>
      left(
        met(
          { ...page, status: 'Done' },
          { kept: 'theirs', ours: { ...ours, status: 'snoozed', snoozedUntil } },
        ),
        now,
      ).find(({ label }) => label === 'Status');
    expect(until('2026-11-25T08:00:00.000Z')).toMatchObject({
      other: 'Snoozed until Tomorrow 09:00',
      taking: { status: 'snoozed', untilMs: Date.parse('2026-11-25T08:00:00Z') },
    });
    expect(until('2026-11-23T08:00:00.000Z')).toMatchObject({ other: 'Open', taking: { status: 'open' } });
  });

  test('an archived record is only brought back', () => {
    const archived: FiledRecord = { ...now, status: 'archived' };
    expect(left(met(null, { kept: 'theirs' }), archived)).toMatchObject([
      { label: 'Status', now: 'Archived', other: 'Open', taking: { status: 'open' } },
    ]);
    expect(left(met(theirs, { kept: 'theirs' }), archived)[0]).toMatchObject({
      ...{ label: 'Title', taking: null, hint: 'Restore the record to use this.' },
    });
  });
});

test('of the calendar only title and date count; a deleted event had none', () => {
  const calendar = { vendor: 'google_calendar' };
  const moved = met({ title: ours.title, starts: '2026-12-02T09:00:00.000Z' }, calendar);
  expect(left(moved)).toMatchObject([{ label: 'Due', other: 'Wed 2 Dec 10:00' }]);
  const admin: FiledRecord = { ...ours, category: 'admin', fields: { dueDate: '2026-12-01' } };
  expect(left(met(null, { ...calendar, ours: admin }), admin)).toMatchObject([
    {
      ...{ label: 'Due', other: 'No date' },
      taking: { changes: { dueAt: null, dueAllDay: false, fields: { dueDate: null } } },
    },
  ]);
});

test('what can’t be read is left alone', () => {
  expect(left(met(page, { ours: null }))).toEqual([]);
  expect(left(met(page, { ours: { title: 'x' } }))).toEqual([]);
  expect(left(met(page, { theirs: { content: 'x' } }))).toEqual([]);
  expect(left(met({ title: 7, due: 'some day', notes: 7, category: 7, status: 7 }))).toMatchObject([
    { label: 'Next action', other: 'Nothing' },
  ]);
});
