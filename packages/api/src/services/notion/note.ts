import type { Category } from '../../schemas.ts';

/** The field of each drawer that a page's notes are, how long it may be, and whether it can be empty. */
const noteFields = {
  people: { name: 'context', longest: 2_000, optional: false },
  projects: { name: 'nextAction', longest: 500, optional: true },
  ideas: { name: 'oneLiner', longest: 500, optional: false },
  admin: { name: 'nextAction', longest: 500, optional: true },
} as const satisfies Record<Category, object>;

type Fields = Readonly<Record<string, unknown>>;

/** What a record's page has for notes. */
export function noteOf(category: Category, fields: Fields): string | null {
  const value = fields[noteFields[category].name];
  return typeof value === 'string' ? value.trim() || null : null;
}

/** The change to a record's fields that its page's notes come to; none where they say nothing the field can hold. */
export function noteTo(category: Category, notes: string | null, fields: Fields): Fields {
  const { name, longest, optional } = noteFields[category];
  if (notes === noteOf(category, fields)) return {};
  const kept = (notes ?? '').slice(0, longest).toWellFormed().trim();
  if (kept === '') return optional ? { [name]: null } : {};
  return { [name]: kept };
}
