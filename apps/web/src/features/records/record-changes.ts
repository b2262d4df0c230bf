import type { FiledRecord } from '../../trpc/client.ts';
import { dayOf, instantOf, timeOf } from '../../ui/dates.ts';
import { fieldDefinitions, fieldText } from './field-definitions.ts';
import { canRecur } from './recurrence.ts';

/** A record as its editor shows it: all text. */
export interface RecordDraft {
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
  /** `YYYY-MM-DD`, or empty. */
  readonly dueDay: string;
  /** `HH:MM`, or empty for the whole day. */
  readonly dueTime: string;
}

/** What `record.update` is to change; absent parts stay. */
export interface RecordChanges {
  title?: string;
  fields?: Record<string, string | null>;
  dueAt?: string | null;
  dueAllDay?: boolean;
}

/** The names of the fields an editor of this drawer shows. */
function editedFields(category: FiledRecord['category']): string[] {
  const names = fieldDefinitions[category].map(({ name }) => name);
  return canRecur(category) ? [...names, 'recurrence'] : names;
}

/** The draft an editor begins with. */
export function draftOf(record: FiledRecord, timezone: string): RecordDraft {
  const dueMs = record.dueAt === null ? null : Date.parse(record.dueAt);
  return {
    title: record.title,
    fields: Object.fromEntries(editedFields(record.category).map((name) => [name, fieldText(record, name)])),
    dueDay: dueMs === null ? '' : dayOf(dueMs, timezone),
    dueTime: dueMs === null || record.dueAllDay ? '' : timeOf(dueMs, timezone),
  };
}

/** Only what the person changed, as `record.update` takes it; null when nothing was. */
export function changesOf(record: FiledRecord, draft: RecordDraft, timezone: string): RecordChanges | null {
  const before = draftOf(record, timezone);
  const changes: RecordChanges = {};
  const title = draft.title.trim();
  if (title !== before.title) changes.title = title;

  const fields: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(draft.fields)) {
    const trimmed = value.trim();
    if (trimmed !== before.fields[name]) fields[name] = trimmed === '' ? null : trimmed;
  }
  const dueTime = draft.dueDay === '' ? '' : draft.dueTime;
  if (draft.dueDay !== before.dueDay || dueTime !== before.dueTime) {
    changes.dueAllDay = dueTime === '' && draft.dueDay !== '';
    changes.dueAt =
      draft.dueDay === ''
        ? null
        : new Date(instantOf(draft.dueDay, dueTime === '' ? '00:00' : dueTime, timezone)).toISOString();
    // An admin record carries its day among its fields too.
    if (record.category === 'admin') fields['dueDate'] = draft.dueDay === '' ? null : draft.dueDay;
  }
  if (Object.keys(fields).length > 0) changes.fields = fields;
  return Object.keys(changes).length > 0 ? changes : null;
}
