import { type JsonObject, parseJson } from '../../json.ts';
import { header, jsonBody, type SimRequest } from '../../request.ts';

/** Arguments as the SDK sends them: form fields, with objects and arrays spelled as JSON. */
export function slackArguments(request: SimRequest): JsonObject | undefined {
  const kind = header(request, 'content-type') ?? '';
  if (kind.includes('application/json')) return jsonBody(request);
  if (
    request.method === 'POST' &&
    request.body !== '' &&
    !kind.includes('application/x-www-form-urlencoded')
  ) {
    return undefined;
  }
  const fields = new URLSearchParams(request.method === 'POST' ? request.body : request.query);
  return Object.fromEntries(
    [...fields].map(([name, value]) => [name, /^[{[]/.test(value) ? (parseJson(value) ?? value) : value]),
  );
}

export function flag(body: JsonObject, name: string): boolean {
  const value = body[name];
  return value === true || value === 'true' || value === '1';
}

export function field(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** A page of `items` after the cursor, which is an offset in disguise. Undefined: the cursor is none of ours. */
export function page<T>(
  items: readonly T[],
  body: JsonObject,
  usual: number,
): { readonly items: readonly T[]; readonly next: string } | undefined {
  const cursor = field(body, 'cursor') ?? '';
  const decoded = cursor === '' ? 'at:0' : Buffer.from(cursor, 'base64').toString();
  const start = /^at:(\d+)$/.exec(decoded)?.[1];
  if (start === undefined) return undefined;
  const limit = Math.min(Math.max(Number(field(body, 'limit') ?? usual) || usual, 1), 999);
  const end = Number(start) + limit;
  const next = end < items.length ? Buffer.from(`at:${end}`).toString('base64') : '';
  return { items: items.slice(Number(start), end), next };
}
