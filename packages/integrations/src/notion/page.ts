import type * as z from 'zod';
import { richText } from './rich-text.ts';
import type { pageSchema } from './schema.ts';

/** The columns we write beside the title; the first is what a page of ours is known by. */
export const columns = { externalId: 'Ballast ID', notes: 'Notes', status: 'Status', due: 'Due' } as const;

/** The columns as Notion makes them. */
export const columnTypes = {
  [columns.externalId]: { rich_text: {} },
  [columns.notes]: { rich_text: {} },
  [columns.status]: { select: {} },
  [columns.due]: { date: {} },
} as const;

/** What a page says. Absent: left as it is; null: made empty. */
export interface PageFields {
  readonly title?: string | undefined;
  readonly notes?: string | null | undefined;
  readonly status?: string | null | undefined;
  /** ISO 8601: a day or an instant. */
  readonly due?: string | null | undefined;
}

/** A page of ours as it is at Notion's. */
export interface NotionPage {
  readonly id: string;
  readonly url: string | null;
  readonly dataSourceId: string | null;
  /** Null on a page a person made. */
  readonly externalId: string | null;
  readonly title: string;
  readonly notes: string | null;
  readonly status: string | null;
  readonly due: string | null;
  readonly inTrash: boolean;
  /** ISO instant, to the minute. */
  readonly editedAt: string | null;
  readonly editedById: string | null;
}

/** Fields as the API takes them. The title is named by its id, since a person may call it anything. */
export function propertiesOf({ title, notes, status, due }: PageFields, externalId?: string) {
  return {
    ...(title === undefined ? {} : { title: { title: richText(title) } }),
    ...(externalId === undefined ? {} : { [columns.externalId]: { rich_text: richText(externalId) } }),
    ...(notes === undefined ? {} : { [columns.notes]: { rich_text: richText(notes ?? '') } }),
    ...(status === undefined
      ? {}
      : { [columns.status]: { select: status === null ? null : { name: status } } }),
    ...(due === undefined ? {} : { [columns.due]: { date: due === null ? null : { start: due } } }),
  };
}

type Value = z.output<typeof pageSchema>['properties'][string];

function textIn(value: Value | undefined): string | null {
  const pieces =
    value?.type === 'title' ? value.title : value?.type === 'rich_text' ? value.rich_text : undefined;
  return pieces === undefined || pieces.length === 0
    ? null
    : pieces.map((piece) => piece.plain_text).join('');
}

function optionIn(value: Value | undefined): string | null {
  if (value?.type === 'select') return value.select?.name ?? null;
  return value?.type === 'status' ? (value.status?.name ?? null) : null;
}

/** A page of the API as ours. */
export function readPage(page: z.output<typeof pageSchema>): NotionPage {
  const { properties } = page;
  const due = properties[columns.due];
  return {
    id: page.id,
    url: page.url ?? null,
    dataSourceId: page.parent?.data_source_id ?? null,
    externalId: textIn(properties[columns.externalId]),
    title: textIn(Object.values(properties).find(({ type }) => type === 'title')) ?? '',
    notes: textIn(properties[columns.notes]),
    status: optionIn(properties[columns.status]),
    due: due?.type === 'date' ? (due.date?.start ?? null) : null,
    inTrash: page.in_trash ?? page.archived ?? false,
    editedAt: page.last_edited_time ?? null,
    editedById: page.last_edited_by?.id ?? null,
  };
}
