import type { Category } from '../../trpc/client.ts';
import { categoryLooks } from '../categories/categories.ts';
import { fieldDefinitions } from '../records/field-definitions.ts';

/** A field of an item that conditions may look at and texts may hold. */
export interface ItemField {
  /** As the server calls it: `title`, `fields.followUp`. */
  readonly name: string;
  readonly label: string;
  /** Dates are compared as such; of choices one is picked. */
  readonly kind: 'text' | 'date' | 'choice';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

const ownFields: readonly ItemField[] = [
  { name: 'title', label: 'Title', kind: 'text' },
  {
    name: 'category',
    label: 'Drawer',
    kind: 'choice',
    choices: categoryLooks.map(({ category, label }) => ({ value: category, label })),
  },
  {
    name: 'status',
    label: 'Status',
    kind: 'choice',
    choices: [
      { value: 'open', label: 'Open' },
      { value: 'done', label: 'Done' },
      { value: 'snoozed', label: 'Snoozed' },
      { value: 'archived', label: 'Archived' },
    ],
  },
  { name: 'dueAt', label: 'Due', kind: 'date' },
  {
    name: 'dueAllDay',
    label: 'Due on a day, at no hour',
    kind: 'choice',
    choices: [
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ],
  },
  { name: 'createdAt', label: 'Filed on', kind: 'date' },
  { name: 'updatedAt', label: 'Changed on', kind: 'date' },
  { name: 'version', label: 'Number of changes', kind: 'text' },
  { name: 'id', label: 'Id', kind: 'text' },
];

/** Those that no editor shows, since the record itself looks after them. */
const keptFields: Readonly<Record<Category, readonly ItemField[]>> = {
  people: [{ name: 'fields.recurrence', label: 'Comes back', kind: 'text' }],
  projects: [{ name: 'fields.recurrence', label: 'Comes back', kind: 'text' }],
  ideas: [],
  admin: [
    { name: 'fields.dueDate', label: 'Day it is due', kind: 'date' },
    { name: 'fields.recurrence', label: 'Comes back', kind: 'text' },
  ],
};

function drawerFields(category: Category): ItemField[] {
  const edited = fieldDefinitions[category].map(
    ({ name, label, choices }): ItemField => ({
      name: `fields.${name}`,
      label,
      ...(choices ? { kind: 'choice', choices } : { kind: 'text' }),
    }),
  );
  return [...edited, ...keptFields[category]];
}

/** The fields of an item of one drawer, or of any: then those of all drawers, each once. */
export function itemFields(category: Category | undefined): ItemField[] {
  const drawers = category === undefined ? categoryLooks.map((look) => look.category) : [category];
  const fields = [...ownFields, ...drawers.flatMap(drawerFields)];
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** How a field is called; one that is not known, by its name. */
export function fieldLabel(name: string): string {
  return itemFields(undefined).find((field) => field.name === name)?.label ?? name;
}

/** How a choice is called; anything else as it is. */
export function valueLabel(name: string, value: string): string {
  const field = itemFields(undefined).find((each) => each.name === name);
  return field?.choices?.find((choice) => choice.value === value)?.label ?? value;
}
