import { at, isObject, type Json, type JsonObject, list, object, text } from '../../json.ts';
import type { World } from '../../vendor.ts';
import type { Property } from './state.ts';

const types = new Set(
  'title rich_text number select multi_select status date people files checkbox url email phone_number relation created_time created_by last_edited_time last_edited_by'.split(
    ' ',
  ),
);

const statusOptions = ['Not started', 'In progress', 'Done'].map((name) => ({
  id: name,
  name,
  color: 'default',
}));

function configOf(type: string, given: Json | undefined): JsonObject {
  if (type === 'number') return { format: text(at(given, 'format')) ?? 'number' };
  if (type === 'relation') return object(given);
  if (type !== 'select' && type !== 'multi_select' && type !== 'status') return {};
  const options = list(at(given, 'options')).map((option) => {
    const name = text(at(option, 'name')) ?? '';
    return { id: name, name, color: text(at(option, 'color')) ?? 'default' };
  });
  if (type === 'status') return { options: options.length > 0 ? options : statusOptions, groups: [] };
  return { options };
}

function typeOf(given: JsonObject): string | undefined {
  return text(given['type']) ?? Object.keys(given).find((key) => types.has(key));
}

/** The columns after a change: `null` drops one, a `name` renames it, a type makes or remakes it. */
export function changeProperties(
  known: readonly Property[],
  given: Json | undefined,
  { ids }: World,
): { readonly properties: readonly Property[] } | { readonly flaw: string } {
  let properties = [...known];
  for (const [key, value] of Object.entries(isObject(given) ? given : {})) {
    const before = properties.find(({ name, id }) => name === key || id === key);
    if (value === null && before?.type === 'title') return { flaw: 'Cannot delete the title property.' };
    properties = properties.filter((property) => property !== before);
    if (value === null) continue;
    if (!isObject(value)) return { flaw: `body.properties.${key} should be an object.` };
    const type = typeOf(value) ?? before?.type;
    if (type === undefined || !types.has(type))
      return { flaw: `body.properties.${key} should have a type that exists, instead was \`${type}\`.` };
    const name = text(value['name']) ?? before?.name ?? key;
    const id = before?.id ?? (type === 'title' ? 'title' : ids.hex('notion.property', 4));
    const config =
      value[type] === undefined && before?.type === type ? before.config : configOf(type, value[type]);
    properties.push({ id, name, type, config });
  }
  const titles = properties.filter(({ type }) => type === 'title').length;
  return titles === 1
    ? { properties }
    : { flaw: 'Title is not provided: a data source has exactly one title property.' };
}

/** Options that were written into a page and are new to its data source. */
export function grown(
  properties: readonly Property[],
  values: ReadonlyMap<string, Json>,
): readonly Property[] {
  return properties.map((property) => {
    const value = values.get(property.id);
    if (value === undefined || !['select', 'multi_select'].includes(property.type)) return property;
    const known = list(property.config['options']);
    const fresh = [value]
      .flat()
      .filter((one) => isObject(one) && !known.some((old) => at(old, 'name') === one['name']));
    return fresh.length === 0 ? property : { ...property, config: { options: [...known, ...fresh] as Json } };
  });
}
