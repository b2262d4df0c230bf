import { type RawBuilder, sql } from 'kysely';
import type { Category } from '../../schemas.ts';

/** Whose records are looked at, and of which category. */
export interface Scope {
  readonly ownerId: string;
  readonly category?: Category | undefined;
}

/** A tsquery that keeps a search inside one owner's part of the index. */
export function scopeQuery({ ownerId, category }: Scope): RawBuilder<unknown> {
  const owner = sql`search_scope('owner', ${ownerId})`;
  return category === undefined ? owner : sql`(${owner} && search_scope('category', ${category}))`;
}

/**
 * The same once more on the column itself. Written so that no index is used for it: the one on the owner would be
 * read whole, to be intersected with what the scope's lexeme has narrowed already.
 */
export function ownedBy(ownerId: string): RawBuilder<unknown> {
  return sql`"ownerId" IS NOT DISTINCT FROM ${ownerId}`;
}
