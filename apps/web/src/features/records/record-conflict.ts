import type { FiledRecord } from '../../trpc/client.ts';
import { dueWords } from '../../ui/dates.ts';
import { fieldDefinitions } from './field-definitions.ts';
import { draftOf, type RecordDraft } from './record-changes.ts';
import { ruleWords } from './recurrence.ts';

/** One thing that was changed elsewhere while somebody edited. */
export interface Difference {
  readonly label: string;
  /** As it is now; empty when it was taken out. */
  readonly theirs: string;
  /** As the person has it, when they changed it too; else null. */
  readonly mine: string | null;
}

interface Edit {
  /** The record as the edit began. */
  readonly base: FiledRecord;
  /** What the person made of it. */
  readonly draft: RecordDraft;
  /** The record as it is now. */
  readonly theirs: FiledRecord;
}

/** What happened to the record meanwhile, thing by thing. */
export function differencesOf({ base, draft, theirs }: Edit, nowMs: number, timezone: string): Difference[] {
  const [before, now] = [draftOf(base, timezone), draftOf(theirs, timezone)];
  const compare = (label: string, of: (draft: RecordDraft) => string): Difference[] => {
    if (of(now) === of(before)) return [];
    return [{ label, theirs: of(now), mine: of(draft) === of(before) ? null : of(draft) }];
  };
  const due = ({ dueDay, dueTime }: RecordDraft) =>
    dueDay === '' ? '' : `${dueDay}${dueTime === '' ? '' : ` ${dueTime}`}`;
  return [
    ...compare('Title', ({ title }) => title),
    ...fieldDefinitions[theirs.category].flatMap(({ name, label, choices = [] }) =>
      compare(label, ({ fields }) => {
        const value = fields[name] ?? '';
        return choices.find((choice) => choice.value === value)?.label ?? value;
      }),
    ),
    ...compare('Due', due),
    ...compare('Repeats', ({ fields }) => ruleWords(fields['recurrence'] ?? '') ?? 'never'),
    ...statusOf(base, theirs, nowMs, timezone),
  ];
}

function statusOf(base: FiledRecord, theirs: FiledRecord, nowMs: number, timezone: string): Difference[] {
  if (base.status === theirs.status && base.snoozedUntil === theirs.snoozedUntil) return [];
  const until = theirs.snoozedUntil;
  const snoozed = until === null ? 'snoozed' : `snoozed until ${wordsFor(until, nowMs, timezone)}`;
  return [{ label: 'Status', theirs: theirs.status === 'snoozed' ? snoozed : theirs.status, mine: null }];
}

function wordsFor(instant: string, nowMs: number, timezone: string): string {
  return dueWords({ dueAt: instant, dueAllDay: false }, nowMs, timezone).label;
}

/** The person's changes, and only those, on top of the record as it is now. */
export function rebased({ base, draft, theirs }: Edit, timezone: string): RecordDraft {
  const [before, now] = [draftOf(base, timezone), draftOf(theirs, timezone)];
  const dueTouched = draft.dueDay !== before.dueDay || draft.dueTime !== before.dueTime;
  return {
    title: draft.title === before.title ? now.title : draft.title,
    fields: Object.fromEntries(
      Object.entries(now.fields).map(([name, value]) => {
        const mine = draft.fields[name] ?? '';
        return [name, mine === (before.fields[name] ?? '') ? value : mine];
      }),
    ),
    dueDay: dueTouched ? draft.dueDay : now.dueDay,
    dueTime: dueTouched ? draft.dueTime : now.dueTime,
  };
}
