import type { Category, FiledRecord } from '../../trpc/client.ts';
import { dayOf, timeOf } from '../../ui/dates.ts';
import { isCategory } from '../categories/categories.ts';
import { fieldDefinitions } from './field-definitions.ts';
import { draftOf, type RecordDraft } from './record-changes.ts';

/** All of a record that a copy elsewhere can say too. */
export interface Version {
  readonly category: Category;
  readonly draft: RecordDraft;
  readonly status: FiledRecord['status'];
  readonly snoozedUntil: string | null;
}

type Content = Readonly<Record<string, unknown>>;

/** The field of each drawer that a page in Notion has as its notes, and how much of them it can hold. */
export const noteFields: Readonly<Record<Category, { readonly name: string; readonly longest: number }>> = {
  people: { name: 'context', longest: 2_000 },
  projects: { name: 'nextAction', longest: 500 },
  ideas: { name: 'oneLiner', longest: 500 },
  admin: { name: 'nextAction', longest: 500 },
};

/** What copies are called that have no title: it says nothing about the record's. */
const untitled = '(no title)';

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record as a version of itself; one whose time to come back has passed is open. */
export function versionOf(record: FiledRecord, nowMs: number, timezone: string): Version {
  const { category, status, snoozedUntil } = record;
  const draft = draftOf(record, timezone);
  // Copies have their titles on one line.
  const title = draft.title.replace(/\p{Cc}+/gu, ' ').trim();
  const isBack = status === 'snoozed' && snoozedUntil !== null && Date.parse(snoozedUntil) <= nowMs;
  return { category, draft: { ...draft, title }, status: isBack ? 'open' : status, snoozedUntil };
}

/** The record that was kept as a version, or null for what does not read as one. */
export function recordIn(kept: unknown): FiledRecord | null {
  if (!isObject(kept) || !isObject(kept['fields']) || !isCategory(kept['category'])) return null;
  const { title, status, dueAt, dueAllDay } = kept;
  const isDated = dueAt === null || (typeof dueAt === 'string' && !Number.isNaN(Date.parse(dueAt)));
  const isRecord =
    typeof title === 'string' && typeof status === 'string' && isDated && typeof dueAllDay === 'boolean';
  return isRecord ? (kept as unknown as FiledRecord) : null;
}

/** What a copy said: null where it was deleted, undefined for what does not read as a copy. */
export function contentIn(kept: unknown): Content | null | undefined {
  if (!isObject(kept)) return undefined;
  const { content } = kept;
  return content === null || isObject(content) ? content : undefined;
}

/** When the copy was edited, or null where nobody says. */
export function editedAtIn(kept: unknown): string | null {
  return isObject(kept) && typeof kept['editedAt'] === 'string' ? kept['editedAt'] : null;
}

/** The record as the copy would have it: what the copy does not say stays as it was here. */
export function asCopied(
  here: Version,
  copy: { readonly vendor: string; readonly content: Content | null },
  timezone: string,
): Version {
  const { vendor, content } = copy;
  const isNotion = vendor === 'notion';
  // A deleted event takes the date with it; a page in the trash takes the record along.
  if (content === null) return isNotion ? { ...here, status: 'archived' } : dated(here, null, timezone);
  const { title } = content;
  const named =
    typeof title === 'string' && title !== untitled ? { ...here, draft: { ...here.draft, title } } : here;
  const there = dated(named, isNotion ? content['due'] : content['starts'], timezone);
  return isNotion ? asPage(there, content) : there;
}

function dated(version: Version, due: unknown, timezone: string): Version {
  const draft = (dueDay: string, dueTime: string) => ({
    ...version,
    draft: { ...version.draft, dueDay, dueTime },
  });
  if (due === null) return draft('', '');
  if (typeof due !== 'string') return version;
  if (due.length === 10) return draft(due, '');
  const dueMs = Date.parse(due);
  return Number.isNaN(dueMs) ? version : draft(dayOf(dueMs, timezone), timeOf(dueMs, timezone));
}

/** What only pages say. A status of a person's own says nothing here, nor do empty notes where there must be some. */
function asPage(here: Version, { status, category, notes }: Content): Version {
  const drawer = isCategory(category) ? category : here.category;
  // The page of an archived record that is taken out of the trash brings it back, whatever it says.
  const otherwise = here.status === 'archived' ? 'open' : here.status;
  const stands = status === 'Done' ? 'done' : status === 'Open' ? 'open' : otherwise;
  const { name, longest } = noteFields[here.category];
  const required = fieldDefinitions[here.category].some((field) => field.name === name && field.required);
  const note = typeof notes === 'string' ? notes.slice(0, longest).trim() : '';
  const silent = drawer !== here.category || (note === '' && required);
  const fields = silent ? here.draft.fields : { ...here.draft.fields, [name]: note };
  return { ...here, category: drawer, status: stands, draft: { ...here.draft, fields } };
}
