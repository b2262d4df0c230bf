import type { FiledRecord, RecordConflict } from '../../trpc/client.ts';
import { dueWords, instantOf } from '../../ui/dates.ts';
import { lookOf } from '../categories/categories.ts';
import { asCopied, contentIn, noteFields, recordIn, type Version, versionOf } from './copy-content.ts';
import { fieldDefinitions } from './field-definitions.ts';
import { canBeDone } from './filters.ts';
import { changesOf, draftOf, type RecordChanges, type RecordDraft } from './record-changes.ts';

/** How the record gets the other version's value: by an edit, or by what else is done with records. */
export type Taking =
  | { readonly changes: RecordChanges }
  | { readonly status: Exclude<FiledRecord['status'], 'snoozed'> }
  | { readonly status: 'snoozed'; readonly untilMs: number };

/** One thing that the two versions had different, and that the record has different from the other one still. */
export interface KeptDifference {
  readonly label: string;
  /** Both in words, never empty. */
  readonly now: string;
  readonly other: string;
  /** Null where it is no matter of one press; `hint` then says why. */
  readonly taking: Taking | null;
  readonly hint: string | null;
}

interface Look {
  readonly record: FiledRecord;
  readonly nowMs: number;
  /** The person's IANA zone. */
  readonly timezone: string;
}

/** What is left to take of the version that gave way, thing by thing; nothing once the record says all of it. */
export function keptDifferences(conflict: RecordConflict, look: Look): KeptDifference[] {
  const { record, nowMs, timezone } = look;
  const [ours, content] = [recordIn(conflict.ours), contentIn(conflict.theirs)];
  if (ours === null || content === undefined) return [];
  const here = versionOf(ours, nowMs, timezone);
  const there = asCopied(here, { vendor: conflict.vendor, content }, timezone);
  const now = versionOf(record, nowMs, timezone);
  const other = conflict.kept === 'ours' ? there : here;
  const differs = (of: (version: Version) => string) => of(here) !== of(there) && of(other) !== of(now);
  const versions = { here, there, now, other, differs };
  return [
    ...titleIn(versions, look),
    ...noteIn(versions, look),
    ...dueIn(versions, look),
    ...statusIn(versions, look),
    ...drawerIn(versions),
  ];
}

interface Versions {
  readonly here: Version;
  readonly there: Version;
  readonly now: Version;
  readonly other: Version;
  readonly differs: (of: (version: Version) => string) => boolean;
}

function titleIn({ now, other, differs }: Versions, look: Look): KeptDifference[] {
  if (!differs(({ draft }) => draft.title)) return [];
  const words = { label: 'Title', now: now.draft.title, other: other.draft.title };
  return [{ ...words, ...editing(look, { title: other.draft.title }) }];
}

/** Only within one drawer: another one's fields are others. */
function noteIn({ here, there, now, other, differs }: Versions, look: Look): KeptDifference[] {
  const { category } = now;
  const { name } = noteFields[category];
  const of = ({ draft }: Version) => draft.fields[name] ?? '';
  if (here.category !== category || there.category !== category || !differs(of)) return [];
  const label = fieldDefinitions[category].find((field) => field.name === name)?.label ?? name;
  const words = { label, now: of(now) || 'Nothing', other: of(other) || 'Nothing' };
  return [{ ...words, ...editing(look, { fields: { ...now.draft.fields, [name]: of(other) } }) }];
}

function dueIn({ now, other, differs }: Versions, look: Look): KeptDifference[] {
  if (!differs(({ draft: { dueDay, dueTime } }) => `${dueDay} ${dueTime}`)) return [];
  const { dueDay, dueTime } = other.draft;
  const words = { label: 'Due', now: whenDue(now.draft, look), other: whenDue(other.draft, look) };
  return [{ ...words, ...editing(look, { dueDay, dueTime }) }];
}

function whenDue({ dueDay, dueTime }: RecordDraft, { nowMs, timezone }: Look): string {
  if (dueDay === '') return 'No date';
  const dueAllDay = dueTime === '';
  const dueAt = new Date(instantOf(dueDay, dueAllDay ? '00:00' : dueTime, timezone)).toISOString();
  return dueWords({ dueAt, dueAllDay }, nowMs, timezone).label;
}

const restoreFirst = 'Restore the record to use this.';

type Way = Pick<KeptDifference, 'taking' | 'hint'>;

/** The edit that puts this into the record. One that was archived is not edited, here as on the rest of its page. */
function editing({ record, timezone }: Look, part: Partial<RecordDraft>): Way {
  if (record.status === 'archived') return { taking: null, hint: restoreFirst };
  const changes = changesOf(record, { ...draftOf(record, timezone), ...part }, timezone);
  return { taking: changes && { changes }, hint: null };
}

function statusIn({ now, other, differs }: Versions, look: Look): KeptDifference[] {
  if (!differs(({ status }) => status)) return [];
  const words = { label: 'Status', now: statusWords(now, look), other: statusWords(other, look) };
  return [{ ...words, ...becoming(look, other) }];
}

function statusWords({ status, snoozedUntil }: Version, { nowMs, timezone }: Look): string {
  if (status !== 'snoozed') return status === 'open' ? 'Open' : status === 'done' ? 'Done' : 'Archived';
  if (snoozedUntil === null) return 'Snoozed';
  return `Snoozed until ${dueWords({ dueAt: snoozedUntil, dueAllDay: false }, nowMs, timezone).label}`;
}

/** An archived record only comes back open, and what is never done has no way to be. */
function becoming({ record }: Look, { status, snoozedUntil }: Version): Way {
  if (record.status === 'archived' && status !== 'open') return { taking: null, hint: restoreFirst };
  if (status === 'done' && !canBeDone[record.category]) return { taking: null, hint: null };
  if (status !== 'snoozed') return { taking: { status }, hint: null };
  const untilMs = Date.parse(snoozedUntil ?? '');
  return { taking: Number.isNaN(untilMs) ? null : { status, untilMs }, hint: null };
}

function drawerIn({ now, other, differs }: Versions): KeptDifference[] {
  if (!differs(({ category }) => category)) return [];
  const words = { label: 'Drawer', now: lookOf(now.category).label, other: lookOf(other.category).label };
  return [
    { ...words, taking: null, hint: 'To move it, choose another drawer for its thought in the inbox.' },
  ];
}
