import { DomainError } from './errors.ts';

/** A place in a list ordered by time, newest first, then by id. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

/** Makes the opaque cursor that follows `place`. */
export function cursorAfter(place: Place): string {
  return Buffer.from(`${place.at.toISOString()}|${place.id}`).toString('base64url');
}

/**
 * Reads a cursor.
 * @throws DomainError `validation_failed` when it is none of ours.
 */
export function readCursor(
  cursor: string | null | undefined,
  idPattern = /^[0-9a-f-]{36}$/,
): Place | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const bar = text.indexOf('|');
  const [at, id] = [new Date(text.slice(0, bar)), text.slice(bar + 1)];
  if (Number.isNaN(at.getTime()) || !idPattern.test(id)) {
    throw new DomainError(
      'validation_failed',
      'cursor: this is not a place in the list. Start again without it.',
    );
  }
  return { at, id };
}

/** Cuts `rows`, read with one row more than `limit`, to a page and the cursor of the next one. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map(present),
    nextCursor: rows.length > limit && last !== undefined ? cursorAfter(placeOf(last)) : null,
  };
}
