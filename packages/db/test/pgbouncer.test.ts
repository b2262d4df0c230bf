/**
 * The same tests once more, behind PgBouncer in transaction mode. Skipped, and saying so, on a machine without it
 * (`apt-get install pgbouncer`).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../src/index.ts';
import {
  createTestDatabase,
  findPgBouncer,
  type PgBouncer,
  startPgBouncer,
  testServerUrl,
  usePooler,
} from '../src/testing.ts';
import { ample, createOwner, insertEntry } from './fixtures.ts';

const installed = findPgBouncer() !== undefined;
const title = installed ? 'behind PgBouncer' : 'behind PgBouncer (skipped: pgbouncer is not installed)';

describe.skipIf(!installed)(title, async () => {
  let pooler: PgBouncer;
  beforeAll(async () => {
    pooler = await startPgBouncer(await testServerUrl());
    usePooler(pooler);
  });
  afterAll(async () => {
    usePooler(undefined);
    await pooler[Symbol.asyncDispose]();
  });

  test('more callers than server connections: 4 pools of 10 share 5', async () => {
    await using narrow = await startPgBouncer(await testServerUrl(), { poolSize: 5 });
    usePooler(narrow);
    await using db = await createTestDatabase();
    usePooler(pooler);
    expect(new URL(db.url).searchParams.get('pgbouncer')).toBe('true');
    const ownerId = await createOwner(db.database);
    const databases = [1, 2, 3, 4].map(() => createDatabase({ url: db.url }));
    using deadline = ample();
    const backends = await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        databases[index % 4]?.transaction({ deadline }, async (tx) => {
          await insertEntry(tx, ownerId, `entry ${index}`);
          await tx.prisma.inboxEntry.count({ where: { ownerId } });
          const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
          return rows[0]?.pid;
        }),
      ),
    );
    await Promise.all(databases.map((database) => database.close()));
    expect(new Set(backends).size).toBeLessThanOrEqual(5);
    expect(await db.database.prisma.inboxEntry.count({ where: { ownerId } })).toBe(120);
  });

  // A suite of its own each: one that stays empty, because its file was loaded before, is an error.
  describe('one transaction', async () => {
    await import('./one-transaction.test.ts');
  });
  describe('cross-talk', async () => {
    await import('./cross-talk.test.ts');
  });
  describe('reruns', async () => {
    await import('./reruns.test.ts');
  });
  describe('limits', async () => {
    await import('./limits.test.ts');
  });
  describe('idempotency', async () => {
    await import('./idempotency-store-model.test.ts');
  });
});
