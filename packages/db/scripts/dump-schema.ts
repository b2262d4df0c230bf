/** `pnpm --filter @ballast/db schema:dump`: writes prisma/schema.sql from a throw-away, freshly migrated database. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase } from '../src/testing.ts';
import { dumpSchema } from './schema-dump.ts';

await using db = await createTestDatabase();
const client = await db.database.pool.connect();
try {
  await writeFile(join(import.meta.dirname, '..', 'prisma', 'schema.sql'), await dumpSchema(client));
} finally {
  client.release();
}
