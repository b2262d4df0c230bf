import type { RecordRow } from '@ballast/db';
import { type Category, categories, fieldsSchemas } from '@ballast/integrations';
import { presentRecord } from '../record/present.ts';

/** What a workflow works on: a record, or what a trigger by hand says in its place. */
export type Item = Readonly<Record<string, unknown>>;

const ownFields = [
  'id',
  'title',
  'category',
  'status',
  'dueAt',
  'dueAllDay',
  'version',
  'createdAt',
  'updatedAt',
] as const;

/** The names that conditions and templates may use of an item, for one category or for all. */
export function itemFieldNames(category: Category | undefined): string[] {
  const drawers = category === undefined ? categories : [category];
  const fields = drawers.flatMap((drawer) => Object.keys(fieldsSchemas[drawer].shape));
  return [...ownFields, ...new Set(fields.map((name) => `fields.${name}`))];
}

/** A record as conditions and templates see it. */
export function itemOf(row: RecordRow): Item {
  return { ...presentRecord(row) };
}

/** The value at a dotted path, own properties only; undefined where there is none. */
export function valueAt(source: unknown, path: string): unknown {
  let value = source;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
