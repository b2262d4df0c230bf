import { Deadline, isReliabilityError, systemRuntime } from '@ballast/reliability';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { classifyDatabaseError, createDatabase, isDatabaseError } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import {
  activeStatements,
  ample,
  createOwner,
  insertEntry,
  openTransactions,
  rejection,
  seenRunning,
  texts,
} from './fixtures.ts';
import { openLink } from './unreachable.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await db[Symbol.asyncDispose]();
});

describe('limits that the server enforces', () => {
  test('a 3 s statement under a 500 ms limit is cancelled by the server, with the code that says so', async () => {
    await using limited = await createTestDatabase({ timeoutMs: 500 });
    using deadline = ample();
    const startedMs = performance.now();
    const caught = await rejection(
      limited.database.transaction({ deadline }, (tx) => tx.query('SELECT pg_sleep(3)')),
    );
    expect(caught).toMatchObject({ code: 'database_timeout', sqlState: '57014', retryable: true });
    expect(performance.now() - startedMs).toBeLessThan(1_500);
    expect(await activeStatements(limited.database)).toEqual([]);
  });

  test('a statement outside any transaction has the limit as well', async () => {
    await using limited = await createTestDatabase({ timeoutMs: 300 });
    const { database } = limited;
    const caught = await rejection(database.prisma.$queryRaw`SELECT pg_sleep(3)::text`);
    expect(caught).toMatchObject({ code: 'P2010' });
    expect(await activeStatements(database)).toEqual([]);
  });

  test('waiting for a lock ends before the statement limit, with its own code', async () => {
    await using limited = await createTestDatabase({ timeoutMs: 400 });
    const { database } = limited;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const patient = createDatabase({ url: limited.url });
    const caught = await patient.transaction({ deadline }, async (holder) => {
      await holder.query('SELECT FROM "User" WHERE id = $1 FOR UPDATE', [ownerId]);
      const waiting = database.transaction({ deadline }, (tx) =>
        tx.prisma.user.update({ where: { id: ownerId }, data: { name: 'Grace' } }),
      );
      return rejection(waiting);
    });
    await patient.close();
    expect(caught).toMatchObject({ code: 'lock_timeout', sqlState: '55P03' });
  });

  test('a transaction that sits idle is ended by the server, and its connection is replaced', async () => {
    await using limited = await createTestDatabase({ timeoutMs: 200, parameters: { connection_limit: '1' } });
    const { database } = limited;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const caught = await rejection(
      database.transaction({ deadline }, async (tx) => {
        await insertEntry(tx, ownerId, 'idle');
        const { promise: gone, resolve } = Promise.withResolvers<void>();
        database.pool.once('remove', () => resolve());
        const died = Promise.withResolvers<void>();
        const [client] = connectionsOf(database);
        client?.once('end', () => died.resolve());
        await Promise.race([gone, died.promise]);
        await insertEntry(tx, ownerId, 'too late');
      }),
    );
    expect(caught).toMatchObject({ code: 'idle_in_transaction', sqlState: '25P03' });
    expect(await texts(database, ownerId)).toEqual([]);
  });

  test('a nested write blocked on a lock leaves nothing behind when time is up (prisma/orm#29762)', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using ample_ = ample();
    const session = { id: 'blocked', token: 'blocked', expiresAt: new Date(0) };
    await database.transaction({ deadline: ample_ }, async (holder) => {
      // Holds the unique token, so that the nested row has to wait while its parent is written already.
      await holder.prisma.session.create({ data: { ...session, id: 'holder', userId: ownerId } });
      using deadline = Deadline.start(300);
      const startedMs = performance.now();
      const nested = database.transaction({ deadline }, (tx) =>
        tx.prisma.user.create({
          data: { id: 'parent', name: 'Parent', email: 'parent@example.test', sessions: { create: session } },
        }),
      );
      expect(isReliabilityError(await rejection(nested), 'deadline_exceeded')).toBe(true);
      expect(performance.now() - startedMs).toBeLessThan(300 + 250);
    });
    // The lock is gone now: whatever still waited for it would go through.
    await database.prisma.session.deleteMany({ where: { id: 'holder' } });
    expect(await openTransactions(database)).toBe(0);
    expect(await database.prisma.user.count({ where: { id: 'parent' } })).toBe(0);
    expect(await database.prisma.session.count({ where: { id: 'blocked' } })).toBe(0);
  });
});

describe('I5: the deadline', () => {
  test.each([
    ['timeout', 'deadline_exceeded'],
    ['caller_left', 'caller_left'],
    ['shutdown', 'shutting_down'],
  ] as const)(
    'an abort (%s) stops the statement on the server and rejects with its reason',
    async (kind, code) => {
      const { database } = db;
      const ownerId = await createOwner(database);
      using deadline = ample();
      const running = Promise.withResolvers<void>();
      const work = database.transaction({ deadline }, async (tx) => {
        await insertEntry(tx, ownerId, 'gone');
        const sleeping = tx.kysely
          .selectNoFrom(({ fn, val }) => fn<string>('pg_sleep', [val(20)]).as('slept'))
          .execute();
        running.resolve();
        await sleeping;
      });
      const caught = rejection(work);
      await running.promise;
      await seenRunning(database, 'pg_sleep');
      const startedMs = performance.now();
      deadline.abort(kind);
      expect(isReliabilityError(await caught, code)).toBe(true);
      // Far below the 20 s that it would sleep: both ends are the abort's doing.
      expect(performance.now() - startedMs).toBeLessThan(5_000);
      await vi.waitFor(async () => expect(await activeStatements(database)).toEqual([]), { timeout: 5_000 });
      expect(await texts(database, ownerId)).toEqual([]);
      expect(database.gauges().inUse).toBe(0);
    },
  );

  test('a cancelled connection is whole again for the next who gets it', async () => {
    // Without timers no connection is cut for being slow on a busy machine: each is really cancelled and given back.
    const runtime = { ...systemRuntime, setTimer: () => ({ cancel: () => {} }) };
    await using one = await createTestDatabase({ runtime, parameters: { connection_limit: '1' } });
    const { database } = one;
    const backend = async (): Promise<number | undefined> => {
      const { rows } = await database.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      return rows[0]?.pid;
    };
    const before = await backend();
    for (let round = 0; round < 20; round += 1) {
      using deadline = Deadline.start(15 + round);
      const work = database.transaction({ deadline }, (tx) => tx.query('SELECT pg_sleep(5)'));
      expect(isReliabilityError(await rejection(work), 'deadline_exceeded')).toBe(true);
      // A cancel request that comes late would hit this one.
      const { rows } = await database.pool.query('SELECT pg_sleep(0.01), 1 AS one');
      expect(rows[0]).toMatchObject({ one: 1 });
    }
    expect(await backend()).toBe(before);
  });

  test('a function that waits for something else is left behind; its later statements are refused', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = Deadline.start(60);
    const elsewhere = Promise.withResolvers<void>();
    let afterwards: Promise<unknown> = Promise.resolve();
    const work = database.transaction({ deadline }, async (tx) => {
      await insertEntry(tx, ownerId, 'before');
      await elsewhere.promise;
      afterwards = rejection(insertEntry(tx, ownerId, 'after'));
      await afterwards;
    });
    expect(isReliabilityError(await rejection(work), 'deadline_exceeded')).toBe(true);
    expect(await openTransactions(database)).toBe(0);
    elsewhere.resolve();
    await new Promise(setImmediate);
    expect(isReliabilityError(await afterwards, 'deadline_exceeded')).toBe(true);
    expect(await texts(database, ownerId)).toEqual([]);
  });

  test('is looked at once more before COMMIT', async () => {
    await using armed = await createTestDatabase({
      faults: {
        hit: async (name) => {
          if (name === 'before-commit') deadline.abort('timeout');
        },
      },
    });
    const { database } = armed;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const work = database.transaction({ deadline }, (tx) => insertEntry(tx, ownerId, 'almost'));
    expect(isReliabilityError(await rejection(work), 'deadline_exceeded')).toBe(true);
    expect(await texts(database, ownerId)).toEqual([]);
  });

  test('one that has ended already costs no connection', async () => {
    const database = createDatabase({ url: 'postgresql://nobody@127.0.0.1:1/nowhere' });
    using deadline = Deadline.start(0);
    const work = database.transaction({ deadline }, async () => 1);
    expect(isReliabilityError(await rejection(work), 'deadline_exceeded')).toBe(true);
    await database.close();
  });

  test('cuts a server that answers nothing at all', async () => {
    const { database } = db;
    using deadline = Deadline.start(100);
    const startedMs = performance.now();
    const work = database.transaction({ deadline }, async (tx) => {
      const [client] = connectionsOf(database);
      // From here on nothing that the server says arrives, the answer to the cancel's ROLLBACK included.
      client?.connection.stream.pause();
      await tx.query('SELECT 1');
    });
    expect(isReliabilityError(await rejection(work), 'deadline_exceeded')).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(100 + 250);
    expect(isDatabaseError(await rejection(work))).toBe(false);
    expect(database.gauges().inUse).toBe(0);
  });
});

describe('a server out of reach', () => {
  test('holds no caller past the deadline, though even the request to cancel finds nobody', async () => {
    await using link = await openLink(db.url);
    const database = createDatabase({ url: link.url });
    using deadline = Deadline.start(300);
    const startedMs = performance.now();
    const work = database.transaction({ deadline }, async (tx) => {
      await tx.query('SELECT 1');
      link.cut();
      await tx.query('SELECT 2');
    });
    expect(isReliabilityError(await rejection(work), 'deadline_exceeded')).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(300 + 250);
    expect(database.gauges().inUse).toBe(0);
    await database.close();
  });

  test('does not hold a statement outside any transaction for ever either', async () => {
    await using link = await openLink(db.url);
    const database = createDatabase({ url: link.url, timeoutMs: 100 });
    await database.pool.query('SELECT 1');
    link.cut();
    const caught = await rejection(database.kysely.selectFrom('User').select('id').execute());
    expect(classifyDatabaseError(caught)).toMatchObject({ connectionLost: true });
    expect(database.gauges()).toMatchObject({ inUse: 0, idle: 0 });
    await database.close();
  });
});

/** The sockets below, for tests that break them. */
function connectionsOf(database: TestDatabase['database']) {
  const { _clients } = database.pool as unknown as {
    _clients: { once(event: 'end', listener: () => void): void; connection: { stream: { pause(): void } } }[];
  };
  return _clients;
}
