import { isObject, type Json, list } from '../json.ts';

export interface SchemaFlaw {
  /** Where, as keys from the root. */
  readonly path: readonly string[];
  readonly flaw: 'root' | 'open' | 'optional' | 'keyword';
  /** The offending property or keyword. */
  readonly what: string;
}

interface Rules {
  /** Every property has to be required. */
  readonly allRequired: boolean;
  readonly forbidden: readonly string[];
}

function flawHere(schema: Json | undefined, path: readonly string[], rules: Rules): SchemaFlaw | undefined {
  if (!isObject(schema)) return undefined;
  const forbidden = rules.forbidden.find((keyword) => schema[keyword] !== undefined);
  if (forbidden !== undefined) return { path, flaw: 'keyword', what: forbidden };
  if (schema['type'] !== 'object') return undefined;
  if (schema['additionalProperties'] !== false) return { path, flaw: 'open', what: 'additionalProperties' };
  const required = new Set(list(schema['required']));
  const properties = isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const optional = rules.allRequired ? properties.find((name) => !required.has(name)) : undefined;
  return optional === undefined ? undefined : { path, flaw: 'optional', what: optional };
}

function walk(schema: Json | undefined, path: readonly string[], rules: Rules): SchemaFlaw | undefined {
  if (!isObject(schema)) return undefined;
  const here = flawHere(schema, path, rules);
  if (here !== undefined) return here;
  for (const key of ['properties', '$defs', 'definitions']) {
    for (const [name, inner] of Object.entries(isObject(schema[key]) ? schema[key] : {})) {
      const flaw = walk(inner, [...path, key, name], rules);
      if (flaw !== undefined) return flaw;
    }
  }
  const branches = ['anyOf', 'oneOf', 'allOf'].flatMap((key) =>
    list(schema[key]).map((one) => [key, one] as const),
  );
  for (const [key, inner] of [...branches, ['items', schema['items']] as const]) {
    const flaw = walk(inner, [...path, key], rules);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** The first thing a vendor's strict mode would turn a schema down for. */
export function flawOf(schema: Json, rules: Rules): SchemaFlaw | undefined {
  if (!isObject(schema) || schema['type'] !== 'object') return { path: [], flaw: 'root', what: 'type' };
  return walk(schema, [], rules);
}
