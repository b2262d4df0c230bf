import type { RecordRow } from '@ballast/db';
import { extractLocally, type NotionPage } from '@ballast/integrations';
import { Temporal } from 'temporal-polyfill';
import { type Category, categorySchema } from '../../schemas.ts';
import { titleOf, untitled } from '../calendar/title-of.ts';
import type { SettingsOf } from '../integration/settings.ts';
import type { RecordChange } from '../record/change.ts';
import { presentRecord } from '../record/present.ts';
import { noteOf, noteTo } from './note.ts';

/** What is compared of a page. All else on it is left as the person has it there. */
export interface PageContent extends Record<string, string | null> {
  /** Which database it stands in. */
  readonly category: Category;
  readonly title: string;
  readonly status: string | null;
  /** `YYYY-MM-DD`, or an instant to the minute, as Notion keeps it. */
  readonly due: string | null;
  readonly notes: string | null;
}

const statusNames = { open: 'Open', done: 'Done', snoozed: 'Snoozed', archived: 'Open' } as const;
const minuteMs = 60_000;

/** What the page of a record is to say. */
export function contentOf(record: RecordRow, timezone: string): PageContent {
  const { category, title, status, dueAt, dueAllDay } = record;
  return {
    category,
    title: titleOf(title),
    status: statusNames[status],
    due: dueAt && (dueAllDay ? dayOf(dueAt, timezone) : minuteOf(dueAt.getTime())),
    notes: noteOf(category, presentRecord(record).fields),
  };
}

/** What a page says; the category is that of the database it stands in, or `otherwise` where that is none of ours. */
export function contentOn(page: NotionPage, category: Category): PageContent {
  const { title, status, notes } = page;
  const dueMs = page.due === null ? Number.NaN : Date.parse(page.due);
  const due = page.due?.length === 10 ? page.due : minuteOf(dueMs);
  return { category, title: titleOf(title), status, due, notes: notes?.trim() || null };
}

/** The drawer whose database a page stands in; undefined for any other place. */
export function categoryAt(
  settings: SettingsOf<'notion'>,
  dataSourceId: string | null,
): Category | undefined {
  return categorySchema.options.find((category) => settings.dataSources[category] === dataSourceId);
}

/** What has to change for a record to say what its page says; one that was put into the trash is put away. */
export function changeFrom(record: RecordRow, content: PageContent | null, timezone: string): RecordChange {
  if (content === null) return { status: 'archived' };
  const ours = contentOf(record, timezone);
  const { title, category, due } = content;
  return {
    ...(title === untitled || title === ours.title ? {} : { title }),
    ...statusFrom(record, content, ours),
    ...(due === ours.due ? {} : dueFrom(due, timezone)),
    ...fieldsFrom(record, content, timezone),
    ...(category === record.category ? {} : { category }),
  };
}

/** A status that a person made up is theirs: it says nothing here. Nor can a page say until when it is put off. */
function statusFrom(record: RecordRow, { status }: PageContent, ours: PageContent): RecordChange {
  const wanted = status === statusNames.done ? 'done' : status === statusNames.open ? 'open' : undefined;
  if (record.status === 'archived') return { status: wanted ?? 'open' };
  return wanted === undefined || status === ours.status ? {} : { status: wanted };
}

function dueFrom(due: string | null, timezone: string): RecordChange {
  if (due === null) return { dueAt: null, dueAllDay: false };
  if (due.length !== 10) return { dueAt: new Date(due), dueAllDay: false };
  const start = Temporal.PlainDate.from(due).toZonedDateTime({ timeZone: timezone }).startOfDay();
  return { dueAt: new Date(start.epochMilliseconds), dueAllDay: true };
}

/** A record that moves to another drawer gets the fields of that one, as a fix by hand does. */
function fieldsFrom(record: RecordRow, content: PageContent, timezone: string): RecordChange {
  const { fields: present } = presentRecord(record);
  const day = (category: Category) =>
    category === 'admin' && content.due !== contentOf(record, timezone).due
      ? { dueDate: content.due && dayOf(new Date(content.due), content.due.length === 10 ? 'UTC' : timezone) }
      : {};
  if (content.category === record.category) {
    const note = noteTo(record.category, content.notes, present);
    const fields = { ...note, ...day(record.category) };
    return Object.keys(fields).length === 0 ? {} : { fields };
  }
  const gone = Object.fromEntries(Object.keys(present).map((name) => [name, null]));
  const text = record.sourceText || record.title;
  const draft = extractLocally({ text, timezone, nowMs: record.createdAt.getTime() }, content.category);
  return { fields: { ...gone, ...draft.fields } };
}

function dayOf(at: Date, timezone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return instant.toZonedDateTimeISO(timezone).toPlainDate().toString();
}

function minuteOf(atMs: number): string | null {
  return Number.isNaN(atMs) ? null : new Date(Math.floor(atMs / minuteMs) * minuteMs).toISOString();
}
