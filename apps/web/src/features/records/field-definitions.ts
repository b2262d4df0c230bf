import type { Category, FiledRecord } from '../../trpc/client.ts';

/** One field of a drawer's records, as it is shown and edited. */
export interface FieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'text' | 'choice';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Without it the record can't be kept. */
  readonly required?: boolean;
}

/** The fields a person edits, drawer by drawer; the recurrence, which most share, beside the due date. */
export const fieldDefinitions: Readonly<Record<Category, readonly FieldDefinition[]>> = {
  people: [
    { name: 'name', label: 'Who', kind: 'line', required: true },
    { name: 'context', label: 'What to remember', kind: 'text', required: true },
    { name: 'followUp', label: 'Follow up', kind: 'line' },
  ],
  projects: [
    { name: 'nextAction', label: 'Next action', kind: 'line' },
    {
      name: 'status',
      label: 'Where it stands',
      kind: 'choice',
      required: true,
      choices: [
        { value: 'active', label: 'Active' },
        { value: 'waiting', label: 'Waiting' },
        { value: 'blocked', label: 'Blocked' },
        { value: 'someday', label: 'Someday' },
        { value: 'done', label: 'Done' },
      ],
    },
  ],
  ideas: [{ name: 'oneLiner', label: 'In one line', kind: 'text', required: true }],
  admin: [{ name: 'nextAction', label: 'Next action', kind: 'line' }],
};

/** A field's text, or an empty one. */
export function fieldText(record: Pick<FiledRecord, 'fields'>, name: string): string {
  const value = record.fields[name];
  return typeof value === 'string' ? value : '';
}

/** One detail under a record's title. */
export interface Detail {
  readonly label: string | null;
  readonly text: string;
}

/** What is said under a record's title: its key fields, without repeating the title. */
export function detailsOf(record: Pick<FiledRecord, 'category' | 'title' | 'fields'>): Detail[] {
  const said = new Set([plain(record.title)]);
  const detail = (name: string, label: string | null): Detail[] => {
    const text = fieldText(record, name);
    if (!text || said.has(plain(text))) return [];
    said.add(plain(text));
    return [{ label, text }];
  };
  switch (record.category) {
    case 'people':
      return [...detail('name', null), ...detail('context', null), ...detail('followUp', 'Follow up')];
    case 'projects': {
      const status = fieldText(record, 'status');
      const shown = fieldDefinitions.projects[1]?.choices?.find((choice) => choice.value === status)?.label;
      return [
        ...detail('nextAction', 'Next'),
        ...(shown && status !== 'active' ? [{ label: null, text: shown }] : []),
      ];
    }
    case 'ideas':
      return detail('oneLiner', null);
    case 'admin':
      return detail('nextAction', 'Next');
  }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
