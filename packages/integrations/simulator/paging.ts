/** A stretch of a list, and how to ask for the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly next: string | undefined;
}

/** The page after `token`, an offset in disguise. Undefined: the token is none of ours. */
export function pageOf<T>(items: readonly T[], token: string | undefined, size: number): Page<T> | undefined {
  const start = token ? /^at:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1] : '0';
  if (start === undefined) return undefined;
  const end = Number(start) + size;
  const next = end < items.length ? Buffer.from(`at:${end}`).toString('base64url') : undefined;
  return { items: items.slice(Number(start), end), next };
}

/** A size that was asked for: a whole number between 1 and `most`; undefined: it is none. */
export function pageSize(given: string | null | undefined, usual: number, most: number): number | undefined {
  if (given === null || given === undefined || given === '') return usual;
  return /^\d{1,9}$/.test(given) && Number(given) > 0 ? Math.min(Number(given), most) : undefined;
}
