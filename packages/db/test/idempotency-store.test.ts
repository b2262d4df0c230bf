import { Deadline, isReliabilityError } from '@ballast/reliability';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIdempotencyStore, type PostgresIdempotencyStore } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { activeStatements, ample, rejection } from './fixtures.ts';

const fingerprint = 'ab'.repeat(32);
const token = '00000000-0000-4000-8000-000000000001';
const id = { scope: 'anna/things.create', key: 'k' };
const claim = { ...id, fingerprint, windowMs: 60_000 };
let db: TestDatabase;
let store: PostgresIdempotencyStore;

beforeAll(async () => {
  db = await createTestDatabase();
  store = createIdempotencyStore(db.database);
});
beforeEach(async () => {
  await db.database.pool.query('TRUNCATE "IdempotencyRecord"');
});
afterAll(async () => {
  await db[Symbol.asyncDispose]();
});

async function recordsOf(keys: string): Promise<number> {
  const sql = 'SELECT count(*)::int AS n FROM "IdempotencyRecord" WHERE key LIKE $1';
  return (await db.database.pool.query<{ n: number }>(sql, [keys])).rows[0]?.n ?? 0;
}

describe('a claim', () => {
  test('I2 goes to exactly one of many that ask at once, and none of them waits', async () => {
    using deadline = ample();
    const asking = Array.from({ length: 40 }, (_, index) =>
      store.claimLease({ ...claim, token: token.replace(/..$/, String(10 + index)) }, 5_000, deadline),
    );
    const kinds = (await Promise.all(asking)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual([...Array(39).fill('in_progress'), 'run']);
  });

  test('I3 that an open transaction holds is told at once: nobody queues on a connection', async () => {
    using deadline = ample();
    const { database } = db;
    const holding = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const first = database.transaction({ deadline }, async (tx) => {
      expect((await store.claimInTransaction(tx, claim)).kind).toBe('run');
      holding.resolve();
      await done.promise;
      await store.completeInTransaction(tx, id, '"first"');
    });
    await holding.promise;
    const held = { kind: 'in_progress', leaseMs: undefined };
    const second = await database.transaction({ deadline }, (tx) => store.claimInTransaction(tx, claim));
    expect([second, await store.look(claim, deadline)]).toEqual([held, held]);
    expect(await store.claimLease({ ...claim, token }, 1_000, deadline)).toEqual(held);
    done.resolve();
    await first;
    expect(await store.look(claim, deadline)).toEqual({ kind: 'replay', answer: '"first"' });
  });

  test('in a live lease says how long that is, on the database clock', async () => {
    using deadline = ample();
    await store.claimLease({ ...claim, token }, 5_000, deadline);
    const decision = await store.look(claim, deadline);
    expect(decision.kind).toBe('in_progress');
    const leaseMs = decision.kind === 'in_progress' ? decision.leaseMs : undefined;
    expect(leaseMs).toBeGreaterThan(2_000);
    expect(leaseMs).toBeLessThanOrEqual(5_000);
  });
});

describe('a deadline', () => {
  test('that is over lets nothing be sent, and says why', async () => {
    using deadline = ample();
    deadline.abort('caller_left');
    for (const call of [
      () => store.look(claim, deadline),
      () => store.claimLease({ ...claim, token }, 1_000, deadline),
      () => store.completeLease({ ...id, token }, '1', 1_000, deadline),
      () => store.purge({ deadline }),
    ]) {
      expect(isReliabilityError(await rejection(call()), 'caller_left')).toBe(true);
    }
    expect(await recordsOf('%')).toBe(0);
  });

  test('that ends meanwhile ends the wait for the database', async () => {
    using deadline = ample();
    const client = await db.database.pool.connect();
    await client.query('BEGIN; LOCK TABLE "IdempotencyRecord" IN ACCESS EXCLUSIVE MODE');
    const waiting = rejection(store.look(claim, deadline));
    deadline.abort('shutdown');
    expect(isReliabilityError(await waiting, 'shutting_down')).toBe(true);
    await client.query('ROLLBACK');
    client.release();
  });

  test('I2 that ends while a claim is under way leaves no key taken, though the claim lands afterwards', async () => {
    using deadline = ample();
    using short = ample();
    const { database } = db;
    let claiming: Promise<unknown> = Promise.resolve();
    await database.transaction({ deadline }, async (tx) => {
      await tx.query('LOCK TABLE "IdempotencyRecord" IN SHARE ROW EXCLUSIVE MODE');
      claiming = rejection(store.claimLease({ ...claim, token }, 30_000, short));
      while ((await activeStatements(database)).length === 0);
      short.abort('caller_left');
      expect(isReliabilityError(await claiming, 'caller_left')).toBe(true);
    });
    while ((await recordsOf('k')) === 0);
    while ((await store.look(claim, deadline)).kind !== 'run');
  });

  test('leaves no listener behind', async () => {
    const { signal } = ample();
    const added: string[] = [];
    const counted = {
      signal: {
        aborted: false,
        addEventListener: (type: string) => added.push(`+${type}`),
        removeEventListener: (type: string) => added.push(`-${type}`),
        reason: signal.reason,
      },
      throwIfAborted: () => {},
    };
    await store.look(claim, counted as unknown as Deadline);
    expect(added).toEqual(['+abort', '-abort']);
  });
});

test('what the database refuses comes as a database error', async () => {
  using deadline = ample();
  const error = await rejection(store.claimLease({ ...claim, token: 'not a uuid' }, 1_000, deadline));
  expect(error).toMatchObject({ name: 'DatabaseError' });
});

test('an answer of nothing is kept apart from no answer', async () => {
  using deadline = ample();
  await store.claimLease({ ...claim, token }, 1_000, deadline);
  expect(await store.completeLease({ ...id, token }, undefined, 60_000, deadline)).toBe(true);
  expect(await store.look(claim, deadline)).toEqual({ kind: 'replay', answer: undefined });
});

describe('purge', () => {
  async function fill(count: number, over: boolean): Promise<void> {
    const end = over ? `now() - interval '1 hour' * n` : `now() + interval '1 hour'`;
    await db.database.pool.query(
      `INSERT INTO "IdempotencyRecord" (scope, key, fingerprint, mode, state, "expiresAt")
       SELECT 's', '${over ? 'over' : 'current'}-' || lpad(n::text, 5, '0'), '\\x00', 'atomic', 'completed', ${end}
       FROM generate_series(1, ${count}) AS n`,
    );
  }

  test('deletes all that is over, in batches, and nothing else', async () => {
    using deadline = ample();
    await fill(25, true);
    await fill(5, false);
    expect(await store.purge({ deadline, batch: 10 })).toBe(25);
    expect([await recordsOf('over-%'), await recordsOf('current-%')]).toEqual([0, 5]);
    expect(await store.purge({ deadline })).toBe(0);
  });

  test('stops at its limit, the oldest first', async () => {
    using deadline = ample();
    await fill(25, true);
    expect(await store.purge({ deadline, batch: 10, limit: 15 })).toBe(15);
    expect([await recordsOf('over-%'), await recordsOf('over-00011')]).toEqual([10, 0]);
    expect(await recordsOf('over-00010')).toBe(1);
  });

  test('takes a thousand a statement unless told otherwise', async () => {
    using deadline = ample();
    await fill(2_500, true);
    expect(await store.purge({ deadline })).toBe(2_500);
  });

  test('stops after a batch when time is short', async () => {
    using deadline = Deadline.start(900);
    await fill(25, true);
    expect(await store.purge({ deadline, batch: 10 })).toBe(10);
  });
});
