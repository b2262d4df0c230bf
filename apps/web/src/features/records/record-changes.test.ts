import { describe, expect, test } from 'vitest';
import type { FiledRecord } from '../../trpc/client.ts';
import { changesOf, draftOf } from './record-changes.ts';

const zone = 'Europe/Berlin';
const record = (part: Partial<FiledRecord> = {}): FiledRecord => ({
  id: '018f0000-0000-7000-8000-000000000000',
  category: 'people',
  title: 'Sarah',
  fields: { name: 'Sarah', context: 'new job', recurrence: 'FREQ=YEARLY' },
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
  ...part,
});

describe('an edit', () => {
  test('that changes nothing sends nothing', () => {
    const untouched = record({ dueAt: '2026-11-26T14:00:00.000Z' });
    expect(changesOf(untouched, draftOf(untouched, zone), zone)).toBeNull();
  });

  test('sends only what changed, an emptied field as null', () => {
    const before = record();
    const draft = draftOf(before, zone);
    const changes = changesOf(
      before,
      { ...draft, title: ' Sarah K. ', fields: { ...draft.fields, context: '', followUp: 'call' } },
      zone,
    );
    expect(changes).toEqual({ title: 'Sarah K.', fields: { context: null, followUp: 'call' } });
  });
});

describe('a due date', () => {
  test('without a time is the start of that day in the person’s timezone', () => {
    const before = record();
    const changes = changesOf(before, { ...draftOf(before, zone), dueDay: '2026-12-01' }, zone);
    expect(changes).toEqual({ dueAt: '2026-11-30T23:00:00.000Z', dueAllDay: true });
  });

  test('with a time is that instant', () => {
    const before = record();
    const draft = { ...draftOf(before, zone), dueDay: '2026-12-01', dueTime: '09:30' };
    expect(changesOf(before, draft, zone)).toEqual({ dueAt: '2026-12-01T08:30:00.000Z', dueAllDay: false });
  });

  test('is taken away with its time', () => {
    const before = record({ dueAt: '2026-12-01T08:30:00.000Z' });
    expect(draftOf(before, zone)).toMatchObject({ dueDay: '2026-12-01', dueTime: '09:30' });
    const changes = changesOf(before, { ...draftOf(before, zone), dueDay: '' }, zone);
    expect(changes).toEqual({ dueAt: null, dueAllDay: false });
  });

  test('of an admin record is kept among its fields too', () => {
    const before = record({ category: 'admin', fields: {} });
    const changes = changesOf(before, { ...draftOf(before, zone), dueDay: '2026-12-01' }, zone);
    expect(changes?.fields).toEqual({ dueDate: '2026-12-01' });
  });
});
