import type { Tx } from '@ballast/db';

/** False on a server that does without pg_trgm: misspelt words then find nothing. */
export async function hasTrigrams(tx: Tx): Promise<boolean> {
  const found = await tx.kysely
    .selectNoFrom((eb) =>
      eb.fn<string | null>('to_regprocedure', [eb.val('word_similarity(text,text)')]).as('known'),
    )
    .executeTakeFirst();
  return found !== undefined && found.known !== null;
}
