import { isObject, type Json, type JsonObject, list } from '../json.ts';
import { fits, resolve } from './fits.ts';
import { suggestions } from './hints.ts';
import type { Understanding } from './understanding.ts';

interface Place {
  readonly known: Understanding;
  readonly root: Json;
  readonly property: string;
  readonly depth: number;
}

/** Ready-made strings for formats and the patterns that stand for them. */
const samples = [
  '2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00Z',
  '2026-01-01',
  '00:00:00',
  'someone@example.com',
  'https://example.com/',
  '00000000-0000-4000-8000-000000000000',
  'FREQ=WEEKLY',
  'a',
  'A',
  '0',
  '1',
  '',
];

function stringFor(schema: JsonObject, { known, root }: Place): string {
  const most = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  const least = typeof schema['minLength'] === 'number' ? schema['minLength'] : 0;
  const title = [...known.title].slice(0, most).join('');
  return [title, title.padEnd(least, '.'), ...samples].find((one) => fits(schema, one, root)) ?? title;
}

function numberFor(schema: JsonObject, root: Json): number {
  const { minimum, maximum, exclusiveMinimum: low, exclusiveMaximum: high, multipleOf: step } = schema;
  const bounds = [minimum, maximum].filter((bound) => typeof bound === 'number');
  const inside = [
    typeof low === 'number' ? [low + 1, low + 0.5] : [],
    typeof high === 'number' ? [high - 1, high - 0.5] : [],
    typeof low === 'number' && typeof high === 'number' ? [(low + high) / 2] : [],
    typeof step === 'number'
      ? [step, typeof minimum === 'number' ? Math.ceil(minimum / step) * step : 0]
      : [],
  ].flat();
  return [0, 1, ...bounds, ...inside].find((one) => fits(schema, one, root)) ?? 0;
}

function objectFor(schema: JsonObject, place: Place): JsonObject {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = new Set(list(schema['required']));
  const built: Record<string, Json> = {};
  for (const [property, inner] of Object.entries(properties)) {
    const hinted = suggestions(property, place.known).some(
      (one) => one !== null && fits(inner, one, place.root),
    );
    if (required.has(property) || hinted) {
      built[property] = generate(inner, { ...place, property, depth: place.depth + 1 });
    }
  }
  return built;
}

function arrayFor(schema: JsonObject, place: Place): readonly Json[] {
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  const heads = list(schema['prefixItems']);
  return Array.from({ length: Math.max(least, heads.length) }, (_, index) =>
    generate(heads[index] ?? schema['items'], { ...place, depth: place.depth + 1 }),
  );
}

function byType(type: Json | undefined, schema: JsonObject, place: Place): Json {
  switch (type) {
    case 'string':
      return stringFor(schema, place);
    case 'number':
    case 'integer':
      return numberFor(schema, place.root);
    case 'boolean':
      return false;
    case 'array':
      return arrayFor(schema, place);
    case 'object':
      return objectFor(schema, place);
    default:
      return null;
  }
}

function merged(schema: JsonObject, root: Json): JsonObject {
  const all = [schema, ...list(schema['allOf']).map((part) => merged(resolve(part, root), root))];
  if (all.length === 1) return schema;
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map((one) => one['properties'])),
    required: all.flatMap((one) => list(one['required'])),
  };
}

function generate(given: Json | undefined, place: Place): Json {
  const schema = merged(resolve(given, place.root), place.root);
  const hinted = suggestions(place.property, place.known).find((one) => fits(given, one, place.root));
  if (hinted !== undefined) return hinted;
  if (schema['const'] !== undefined) return schema['const'];
  const types = [schema['type'] ?? []].flat() as readonly Json[];
  const choices = list(schema['anyOf'] ?? schema['oneOf']);
  const nullable = types.includes('null') || choices.some((one) => fits(one, null, place.root));
  // Nothing is known about it: say so where that is allowed. It also ends recursive schemas.
  if (nullable && (place.property !== '' || place.depth > 0)) return null;
  const [first] = list(schema['enum']);
  if (first !== undefined) return first;
  const branches = choices.map((one) =>
    generate({ ...resolve(one, place.root) }, { ...place, depth: place.depth + 1 }),
  );
  const branch = branches.find((one) => fits(given, one, place.root));
  if (branch !== undefined) return branch;
  return byType(types[0] ?? (isObject(schema['properties']) ? 'object' : undefined), schema, place);
}

/** A value that satisfies the schema, with what is known about the text where the property names ask for it. */
export function generateAnswer(schema: Json, known: Understanding): Json {
  return generate(schema, { known, root: schema, property: '', depth: 0 });
}
