import { flawOf } from '../../brain/strict-schema.ts';
import { at, isObject, type Json, text } from '../../json.ts';
import type { Reply } from '../../reply.ts';
import { badRequest } from './errors.ts';

/** Strict mode's answer to a schema it does not take; undefined when the schema is good. */
export function schemaRefusal(name: string, schema: Json, param: string): Reply | undefined {
  const flaw = flawOf(schema, { allRequired: true, forbidden: [] });
  if (flaw === undefined) return undefined;
  const context = `In context=(${flaw.path.map((key) => `'${key}'`).join(', ')})`;
  const reasons = {
    root: `schema must be a JSON Schema of 'type: "object"'.`,
    open: `${context}, 'additionalProperties' is required to be supplied and to be false.`,
    optional: `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${flaw.what}'.`,
    keyword: `${context}, '${flaw.what}' is not permitted.`,
  };
  return badRequest(
    `Invalid schema for response_format '${name}': ${reasons[flaw.flaw]}`,
    param,
    'invalid_json_schema',
  );
}

/** The JSON schema a format asks for: `undefined` for prose, or the refusal of a bad format. */
export function formatSchema(
  format: Json | undefined,
  param: string,
): { readonly schema: Json | undefined } | { readonly refused: Reply } {
  if (format === undefined || format === null) return { schema: undefined };
  const kind = text(at(format, 'type'));
  if (kind === 'text') return { schema: undefined };
  if (kind === 'json_object') return { schema: { type: 'object' } };
  if (kind !== 'json_schema') {
    return { refused: badRequest(`Invalid value: '${kind ?? ''}'.`, `${param}.type`, 'invalid_value') };
  }
  const name = text(at(format, 'name'));
  const schema = at(format, 'schema');
  if (name === undefined || !/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    return { refused: badRequest(`Missing or invalid '${param}.name'.`, `${param}.name`, 'invalid_value') };
  }
  if (!isObject(schema)) {
    return {
      refused: badRequest(
        `Missing required parameter: '${param}.schema'.`,
        `${param}.schema`,
        'missing_required_parameter',
      ),
    };
  }
  const refused = at(format, 'strict') === true ? schemaRefusal(name, schema, `${param}.schema`) : undefined;
  return refused === undefined ? { schema } : { refused };
}
