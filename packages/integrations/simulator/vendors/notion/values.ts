import { at, isObject, type Json, list, text } from '../../json.ts';
import { type Read, readRichText } from './rich-text.ts';
import type { Page, Property } from './state.ts';

const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
/** Columns that Notion fills in by itself. */
export const computed: ReadonlySet<string> = new Set([
  'created_time',
  'last_edited_time',
  'created_by',
  'last_edited_by',
]);

function expected(property: Property): Read {
  return { flaw: `${property.name} is expected to be ${property.type}.` };
}

function optionNamed(property: Property, name: string): Json {
  const options = list(property.config['options']);
  return options.find((option) => at(option, 'name') === name) ?? { id: name, name, color: 'default' };
}

function readOption(given: Json, property: Property): Read {
  const name =
    text(at(given, 'name')) ??
    text(
      at(
        list(property.config['options']).find((one) => at(one, 'id') === at(given, 'id')),
        'name',
      ),
    );
  if (name === undefined || name === '') return expected(property);
  if (name.includes(',')) return { flaw: `Invalid ${property.type} option, commas not allowed: ${name}` };
  const known = list(property.config['options']).some((option) => at(option, 'name') === name);
  // A select grows by what is written into it; the options of a status are fixed.
  if (property.type === 'status' && !known)
    return { flaw: `Invalid status option. Status option "${name}" does not exist".` };
  return { value: optionNamed(property, name) };
}

function readDate(given: Json, property: Property): Read {
  const start = text(at(given, 'start'));
  const end = text(at(given, 'end'));
  const bad = [start, end].find((day) => day !== undefined && !iso.test(day));
  if (start === undefined || bad !== undefined)
    return { flaw: `body.properties.${property.name}.date.start should be a valid ISO 8601 date string.` };
  return { value: { start, end: end ?? null, time_zone: text(at(given, 'time_zone')) ?? null } };
}

function readScalar(given: Json, property: Property): Read {
  const wanted = { number: 'number', checkbox: 'boolean' }[property.type] ?? 'string';
  return typeof given === wanted ? { value: given } : expected(property);
}

/** A property's value as a caller writes it, made into what the API shows. */
export function readValue(given: Json | undefined, property: Property): Read {
  const { type, name } = property;
  const inner = at(given, type);
  if (!isObject(given) || inner === undefined || (given['type'] !== undefined && given['type'] !== type))
    return expected(property);
  const path = `body failed validation: body.properties.${name}.${type}`;
  if (computed.has(type)) return { flaw: `${name} can't be written: Notion fills it in.` };
  if (type === 'title' || type === 'rich_text') return readRichText(inner, path);
  if (type === 'multi_select') {
    const read = list(inner).map((option) => readOption(option, property));
    return (
      read.find((one) => 'flaw' in one) ?? {
        value: read.flatMap((one) => ('value' in one ? [one.value] : [])),
      }
    );
  }
  if (['people', 'relation', 'files'].includes(type))
    return Array.isArray(inner) ? { value: inner } : expected(property);
  if (inner === null) return type === 'checkbox' ? expected(property) : { value: null };
  if (type === 'select' || type === 'status') return readOption(inner, property);
  return type === 'date' ? readDate(inner, property) : readScalar(inner, property);
}

/** The property's value on a page, also where nothing was ever written. */
export function valueOn(page: Page, property: Property): Json {
  if (property.type === 'created_time') return new Date(page.createdMs).toISOString();
  if (property.type === 'last_edited_time') return new Date(page.editedMs).toISOString();
  const known = page.values.get(property.id);
  if (known !== undefined) return known;
  if (['title', 'rich_text', 'multi_select', 'people', 'relation', 'files'].includes(property.type))
    return [];
  return property.type === 'checkbox' ? false : null;
}

/** All that was written into a page's properties, or the first flaw in it. */
export function readValues(
  given: Json | undefined,
  properties: readonly Property[],
): { readonly values: ReadonlyMap<string, Json> } | { readonly flaw: string } {
  const values = new Map<string, Json>();
  for (const [key, value] of Object.entries(isObject(given) ? given : {})) {
    const property = properties.find(({ name, id }) => name === key || id === key);
    if (property === undefined) return { flaw: `${key} is not a property that exists.` };
    const read = readValue(value, property);
    if ('flaw' in read) return read;
    values.set(property.id, read.value);
  }
  return { values };
}
