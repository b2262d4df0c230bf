import { integer, type Json, type JsonObject } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { World } from '../../vendor.ts';
import { validation } from './errors.ts';
import type { NotionState, Workspace } from './state.ts';

/** One call in one workspace. */
export interface Place {
  readonly workspace: Workspace;
  readonly state: NotionState;
  readonly world: World;
}

/** An id with or without its dashes, as Notion writes it; undefined: it is none. */
export function uuidOf(given: Json | undefined): string | undefined {
  if (typeof given !== 'string') return undefined;
  const plain = given.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(plain)) return undefined;
  return plain.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A page of results after `start_cursor`, which is the id of the next one. */
export function listAnswer<T extends { readonly id: string }>(
  all: readonly T[],
  asked: { readonly cursor: Json | undefined; readonly size: Json | undefined },
  show: (item: T) => JsonObject,
  type: string,
): Reply {
  const size = asked.size === undefined ? 100 : (integer(asked.size) ?? Number(asked.size));
  if (!Number.isInteger(size) || size < 1 || size > 100)
    return validation(
      `body failed validation: body.page_size should be ≤ \`100\`, instead was \`${asked.size}\`.`,
    );
  const start =
    asked.cursor === undefined || asked.cursor === null ? 0 : all.findIndex(({ id }) => id === asked.cursor);
  if (start < 0) return validation(`The start_cursor provided is invalid: ${asked.cursor}`);
  const next = all[start + size]?.id ?? null;
  return json(200, {
    object: 'list',
    results: all.slice(start, start + size).map(show),
    next_cursor: next,
    has_more: next !== null,
    type,
    [type]: {},
    request_id: '{{requestId}}',
  });
}

/** One object, with the id of the request beside it. */
export function answer(value: JsonObject, effect = false): Reply {
  return json(200, { ...value, request_id: '{{requestId}}' }, { effect });
}
