import type { Database } from '@ballast/db';
import { defaultKeyHasher } from '@better-auth/api-key';

const find = `
  SELECT "id", "referenceId" AS "ownerId",
         "lastRequest" IS NULL OR "lastRequest" < now() - interval '1 minute' AS "unseen"
  FROM "ApiKey"
  WHERE "key" = $1 AND "enabled" AND ("expiresAt" IS NULL OR "expiresAt" > now())`;

const remember = `UPDATE "ApiKey" SET "lastRequest" = now() WHERE "id" = $1`;

/**
 * Finds the owner of a personal API key. One indexed read: the plugin's own check writes twice a call. When the key
 * was last used is kept to the minute.
 */
export function createApiKeyOwner(
  database: Pick<Database, 'pool'>,
): (key: string) => Promise<string | undefined> {
  return async (key) => {
    const { rows } = await database.pool.query<{ id: string; ownerId: string; unseen: boolean }>(find, [
      await defaultKeyHasher(key),
    ]);
    const found = rows[0];
    if (found?.unseen) await database.pool.query(remember, [found.id]);
    return found?.ownerId;
  };
}
