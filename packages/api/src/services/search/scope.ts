import { type RawBuilder, sql } from 'kysely';
import type { Category } from '../../schemas.ts';

/** Whose records are looked at, of which category, and made when. */
export interface Scope {
  readonly ownerId: string;
  readonly category?: Category | undefined;
  /** Made at or after this. */
  readonly from?: Date | undefined;
  /** Made before this. */
  readonly to?: Date | undefined;
}

/** A tsquery that keeps a search inside one owner's part of the index. */
export function scopeQuery({ ownerId, category }: Scope): RawBuilder<unknown> {
  const owner = sql`search_scope('owner', ${ownerId})`;
  return category === undefined ? owner : sql`(${owner} && search_scope('category', ${category}))`;
}

/**
 * The owner once more on the column itself, and when it was made. Written so that no index is used for the owner: the
 * one there is would be read whole, to be intersected with what the scope's lexeme has narrowed already.
 */
export function within(scope: Scope): RawBuilder<unknown> {
  return sql`"ownerId" IS NOT DISTINCT FROM ${scope.ownerId} ${madeWithin(scope)}`;
}

/** More conditions on when a record was made: nothing, or `AND …`. */
export function madeWithin({ from, to }: Scope): RawBuilder<unknown> {
  const since = from === undefined ? sql`` : sql`AND "createdAt" >= ${from}`;
  const until = to === undefined ? sql`` : sql`AND "createdAt" < ${to}`;
  return sql`${since} ${until}`;
}
