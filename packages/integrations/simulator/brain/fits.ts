import { at, isObject, type Json, type JsonObject, list, text } from '../json.ts';

/** Follows `$ref` inside the same document; anything it can't follow allows everything. */
export function resolve(schema: Json | undefined, root: Json): JsonObject {
  let current = schema;
  for (let hops = 0; hops < 16; hops++) {
    const ref = text(at(current, '$ref'));
    if (ref === undefined) break;
    const path = ref.replace(/^#\/?/, '').split('/').filter(Boolean);
    current = at(
      root,
      ...path.map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')),
    );
  }
  return isObject(current) ? current : {};
}

export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

const formats: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}:\d{2}/,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
};

function above(limit: Json | undefined, value: number): boolean {
  return typeof limit === 'number' && value > limit;
}

function below(limit: Json | undefined, value: number): boolean {
  return typeof limit === 'number' && value < limit;
}

/** A pattern this engine can't read forbids nothing. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function stringFits(schema: JsonObject, value: string): boolean {
  const length = [...value].length;
  const pattern = text(schema['pattern']);
  const format = formats[text(schema['format']) ?? ''];
  return (
    !below(schema['minLength'], length) &&
    !above(schema['maxLength'], length) &&
    (pattern === undefined || matches(pattern, value)) &&
    (format === undefined || format.test(value))
  );
}

function numberFits(schema: JsonObject, value: number): boolean {
  const { exclusiveMinimum: low, exclusiveMaximum: high, multipleOf: step } = schema;
  return (
    !below(schema['minimum'], value) &&
    !above(schema['maximum'], value) &&
    !(typeof low === 'number' && value <= low) &&
    !(typeof high === 'number' && value >= high) &&
    !(typeof step === 'number' && Math.abs(value / step - Math.round(value / step)) > 1e-9)
  );
}

function arrayFits(schema: JsonObject, value: readonly Json[], root: Json): boolean {
  const unique =
    schema['uniqueItems'] !== true ||
    new Set(value.map((item) => JSON.stringify(item))).size === value.length;
  const counted = !below(schema['minItems'], value.length) && !above(schema['maxItems'], value.length);
  const heads = list(schema['prefixItems']);
  return unique && counted && value.every((item, index) => fits(heads[index] ?? schema['items'], item, root));
}

function objectFits(schema: JsonObject, value: JsonObject, root: Json): boolean {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const extra = schema['additionalProperties'];
  return (
    list(schema['required']).every((key) => typeof key === 'string' && Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, inner]) =>
      Object.hasOwn(properties, key)
        ? fits(properties[key], inner, root)
        : extra !== false && fits(extra, inner, root),
    )
  );
}

/** Whether a value satisfies a JSON schema, as far as structured outputs use it. */
export function fits(given: Json | undefined, value: Json, root: Json): boolean {
  if (given === false) return false;
  const schema = resolve(given, root);
  const types = [schema['type'] ?? []].flat();
  const type = typeOf(value);
  const typed =
    types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
  const any = list(schema['anyOf'] ?? schema['oneOf']);
  return (
    typed &&
    (schema['enum'] === undefined ||
      list(schema['enum']).some((one) => JSON.stringify(one) === JSON.stringify(value))) &&
    (schema['const'] === undefined || JSON.stringify(schema['const']) === JSON.stringify(value)) &&
    (any.length === 0 || any.some((one) => fits(one, value, root))) &&
    list(schema['allOf']).every((one) => fits(one, value, root)) &&
    (typeof value !== 'string' || stringFits(schema, value)) &&
    (typeof value !== 'number' || numberFits(schema, value)) &&
    (!Array.isArray(value) || arrayFits(schema, value, root)) &&
    (!isObject(value) || objectFits(schema, value, root))
  );
}
