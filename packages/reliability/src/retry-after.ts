import { parseHttpDate } from './http-date.ts';

/** `Headers` of fetch, Node's `IncomingHttpHeaders`, or any record; names in any case. */
export type HeadersLike =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | number | undefined>>;

/** Longer waits are cut to this, in ms: a date made from them would not be one any more. */
export const longestRetryAfterMs = 365 * 86_400_000;

function isGetter(headers: HeadersLike): headers is { get(name: string): string | null } {
  return typeof headers['get' as keyof HeadersLike] === 'function';
}

function valuesOf(headers: HeadersLike, name: string): string[] {
  if (isGetter(headers)) return [headers.get(name) ?? ''];
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
    .map(String);
}

/** Splits a list that a proxy joined, without cutting the comma inside a date. */
function items(value: string): string[] {
  return value.split(/,(?<!\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},)/i).map((item) => item.trim());
}

function decimal(text: string): number | undefined {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function longest(values: readonly string[], parse: (item: string) => number | undefined): number | undefined {
  const waits = values
    .flatMap(items)
    .map(parse)
    .filter((ms) => ms !== undefined);
  return waits.length === 0 ? undefined : Math.min(longestRetryAfterMs, Math.max(0, ...waits));
}

/**
 * How long a server asks us to wait, in ms from `nowMs`, or undefined when it does not say so in a way that can be
 * understood. Reads `retry-after-ms` (ms, more exact, so it wins) and `Retry-After` (seconds, also with a fraction,
 * or an HTTP date; a date that has passed is 0). Of several values the longest counts: it is a floor.
 * @param nowMs The wall clock, in epoch ms.
 */
export function parseRetryAfter(headers: HeadersLike | undefined, nowMs: number): number | undefined {
  if (headers === undefined) return undefined;
  const exact = longest(valuesOf(headers, 'retry-after-ms'), decimal);
  if (exact !== undefined) return exact;
  return longest(valuesOf(headers, 'retry-after'), (item) => {
    const seconds = decimal(item);
    if (seconds !== undefined) return seconds * 1_000;
    const atMs = parseHttpDate(item, nowMs);
    return atMs === undefined ? undefined : atMs - nowMs;
  });
}
