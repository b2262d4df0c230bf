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
export function readCursor(cursor: string | null | undefined): Place | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) {
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
