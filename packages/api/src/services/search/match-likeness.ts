import type { Tx } from '@ballast/db';
import { sql } from 'kysely';
import { cosine, embeddingCode } from './embedding-code.ts';
import type { Match } from './match-text.ts';
import { madeWithin, type Scope } from './scope.ts';

/** How many of the nearest codes are measured exactly. */
const measured = 150;
/** Below this cosine two texts have nothing to do with each other. */
const leastCosine = 0.25;

/**
 * The records nearest in meaning, best first: the nearest codes out of the index alone, then those measured exactly
 * by their embeddings. Only embeddings of the same model are compared.
 */
export async function matchLikeness(
  tx: Tx,
  scope: Scope,
  wanted: { readonly model: string; readonly vector: readonly number[] },
  limit: number,
): Promise<Match[]> {
  const inCategory = scope.category === undefined ? sql`` : sql`AND "category" = ${scope.category}`;
  const { rows } = await sql<{ id: string; embedding: number[] }>`
    SELECT "id", "embedding" FROM "Record"
    WHERE "id" IN (
      SELECT "id" FROM "Record"
      WHERE "ownerId" = ${scope.ownerId} AND "embeddingCode" IS NOT NULL ${inCategory} ${madeWithin(scope)}
      ORDER BY bit_count("embeddingCode" # ${embeddingCode(wanted.vector)}::bit(256))
      LIMIT ${measured}
    ) AND "ownerId" = ${scope.ownerId} AND "embeddingModel" = ${wanted.model} AND "status" <> 'archived'`.execute(
    tx.kysely,
  );
  return rows
    .map(({ id, embedding }) => ({ id, score: cosine(wanted.vector, embedding) }))
    .filter(({ score }) => score >= leastCosine)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}
