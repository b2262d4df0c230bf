import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { anyAction } from './idempotency-actions.ts';
import { createClock, StoresInStep } from './idempotency-stores-in-step.ts';

const runs = Number(process.env['BALLAST_MODEL_RUNS'] ?? 200);
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await createClock(db.database);
});

afterAll(async () => {
  await db[Symbol.asyncDispose]();
});

test('I2 I3 the Postgres store gives the memory store’s answers in any order of calls, deaths and clock steps', async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(fc.array(anyAction, { minLength: 5, maxLength: 45 }), async (actions) => {
    await db.database.pool.query('TRUNCATE "IdempotencyRecord"');
    const stores = new StoresInStep(db.database);
    await stores.setClock();
    try {
      for (const action of actions) await stores.act(action);
      await stores.compareAll();
    } finally {
      await stores.close();
    }
    for (const kind of stores.seen) seen.add(kind);
  });
  await fc.assert(property, { numRuns: runs });
  // The walk is worth nothing if it never gets anywhere.
  const kinds = ['run', 'replay', 'in_progress', 'key_reused'];
  const everything = kinds.flatMap((kind) => [`claimInTransaction ${kind}`, `claimLease ${kind}`]);
  expect([...seen]).toEqual(expect.arrayContaining([...everything, 'claimLease takeover']));
}, 120_000);
