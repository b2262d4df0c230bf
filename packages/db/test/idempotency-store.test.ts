import { Deadline, isReliabilityError } from '@ballast/reliability';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createDatabase,
  createIdempotencyStore,
  type Database,
  type PostgresIdempotencyStore,
} from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { activeStatements, ample, rejection } from './fixtures.ts';
import { openLink } from './unreachable.ts';

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

  test('I5 that ends meanwhile stops the statement on the server, and keeps its connection', async () => {
    const { database } = db;
    const holder = await database.pool.connect();
    await holder.query('BEGIN; LOCK TABLE "IdempotencyRecord" IN ACCESS EXCLUSIVE MODE');
    await database.pool.query('SELECT 1');
    const { idle } = database.gauges();
    const lease = { ...id, token };
    const calls: ((deadline: Deadline) => Promise<unknown>)[] = [
      (deadline) => store.look(claim, deadline),
      (deadline) => store.claimLease({ ...claim, token }, 1_000, deadline),
      (deadline) => store.renewLease(lease, 1_000, deadline),
      (deadline) => store.rememberStep(lease, 'step', '1', deadline),
      (deadline) => store.completeLease(lease, '1', 1_000, deadline),
      (deadline) => store.releaseLease(lease, deadline),
      (deadline) => store.countReplays([{ ...id, replays: 1 }], deadline),
      (deadline) => store.purge({ deadline }),
    ];
    for (const call of calls) {
      using deadline = ample();
      const waiting = rejection(call(deadline));
      while ((await activeStatements(database)).length === 0);
      const startedMs = performance.now();
      deadline.abort('shutdown');
      expect(isReliabilityError(await waiting, 'shutting_down')).toBe(true);
      expect(performance.now() - startedMs).toBeLessThan(250);
      expect(await activeStatements(database)).toEqual([]);
    }
    expect(database.gauges()).toMatchObject({ inUse: 1, idle });
    await holder.query('ROLLBACK');
    holder.release();
  });

  test('I5 that ends while the server is out of reach breaks the connection', async () => {
    await using link = await openLink(db.url);
    const database = createDatabase({ url: link.url });
    const far = createIdempotencyStore(database);
    using deadline = ample();
    await far.look(claim, deadline);
    link.cut();
    const startedMs = performance.now();
    using short = Deadline.start(100);
    expect(isReliabilityError(await rejection(far.look(claim, short)), 'deadline_exceeded')).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(100 + 250);
    expect(database.gauges()).toMatchObject({ inUse: 0, idle: 0 });
    await database.close();
  });

  test('I2 that ends while a claim is under way leaves no key taken: the claim does not land afterwards', async () => {
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
    expect(await activeStatements(database)).toEqual([]);
    expect(await recordsOf('k')).toBe(0);
    expect((await store.look(claim, deadline)).kind).toBe('run');
  });

  test('I2 that ends just as the claim lands is heard: the caller can give the key back', async () => {
    using deadline = ample();
    using short = ample();
    const late: Pick<Database, 'query'> = {
      query: async (...statement) => {
        const result = await db.database.query<never>(...statement);
        short.abort('caller_left');
        return result;
      },
    };
    const claiming = createIdempotencyStore(late).claimLease({ ...claim, token }, 30_000, short);
    expect(isReliabilityError(await rejection(claiming), 'caller_left')).toBe(true);
    expect(await store.releaseLease({ ...id, token }, deadline)).toBe(true);
  });

  test('leaves no listener behind', async () => {
    using deadline = ample();
    const added = vi.spyOn(deadline, 'onEnd');
    const removed = vi.spyOn(deadline, 'offEnd');
    await store.look(claim, deadline);
    expect(added).toHaveBeenCalled();
    expect(removed.mock.calls).toEqual(added.mock.calls);
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
