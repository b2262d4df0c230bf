import { Deadline, isReliabilityError } from '@ballast/reliability';
import { createTestRuntime } from '@ballast/reliability/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  acquireWaitBoundsMs,
  createDatabase,
  type Database,
  type DatabaseEvent,
  parsePoolUrl,
  toDatabaseError,
} from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { ample, rejection } from './fixtures.ts';

describe('the connection string', () => {
  test('gives the pool its size and its patience, and the driver none of what it would not understand', () => {
    const url =
      'postgresql://me:p%40ss@db.example:6432/app?connection_limit=7&pool_timeout=3&sslmode=require';
    expect(parsePoolUrl(url)).toEqual({
      connectionString: 'postgresql://me:p%40ss@db.example:6432/app?sslmode=require',
      max: 7,
      acquireTimeoutMs: 3_000,
      namedStatements: true,
    });
    expect(parsePoolUrl('postgresql://h/app?pgbouncer=true&schema=public')).toEqual({
      connectionString: 'postgresql://h/app',
      max: 10,
      acquireTimeoutMs: 20_000,
      namedStatements: false,
    });
  });

  test.each([
    ['connection_limit', '0'],
    ['connection_limit', 'ten'],
    ['connection_limit', '2.5'],
    ['pool_timeout', '-1'],
    ['pool_timeout', ''],
  ])('with %s=%s is refused by name', (name, value) => {
    expect(() => parsePoolUrl(`postgresql://h/app?${name}=${value}`)).toThrow(
      `DATABASE_URL: ${name} is "${value}", and must be a whole number above 0`,
    );
  });

  test('that is none is refused without being repeated', () => {
    expect(() => parsePoolUrl('secret@host')).toThrow(/^DATABASE_URL is not a URL/);
  });
});

describe('a pool of two', () => {
  const runtime = createTestRuntime();
  const warnings: unknown[] = [];
  const logger = { info: () => {}, error: () => {}, warn: (fields: object) => void warnings.push(fields) };
  let events: DatabaseEvent[] = [];
  let db: TestDatabase;
  let database: Database;
  let hold: () => Promise<() => Promise<void>>;

  beforeEach(async () => {
    events = [];
    warnings.length = 0;
    const parameters = { connection_limit: '2', pool_timeout: '4' };
    db = await createTestDatabase({ runtime, logger, parameters, onEvent: (event) => events.push(event) });
    database = db.database;
    hold = async () => {
      const client = await database.pool.connect();
      return async () => client.release();
    };
  });
  afterEach(async () => {
    await db[Symbol.asyncDispose]();
  });

  test('opens two connections at most, whichever way they are asked for', async () => {
    await using own = await createTestDatabase({ parameters: { connection_limit: '2' } });
    using deadline = ample();
    const pid = 'SELECT pg_backend_pid() AS pid, pg_sleep(0.005)::text';
    const pids = await Promise.all(
      Array.from({ length: 24 }, async (_, index): Promise<unknown> => {
        if (index % 3 === 0) return own.database.prisma.$queryRawUnsafe<{ pid: number }[]>(pid);
        if (index % 3 === 1) return (await own.database.pool.query(pid)).rows;
        return own.database.transaction({ deadline }, async (tx) => (await tx.query(pid)).rows);
      }),
    );
    const seen = new Set(pids.map((rows) => (rows as { pid: number }[])[0]?.pid));
    expect(seen.size).toBe(2);
    expect(own.database.gauges().acquireWaitMs.count).toBe(24);
  });

  test('counts what is in use, idle and waiting, and how long the wait was, by bucket', async () => {
    const [first, second] = [await hold(), await hold()];
    const third = hold();
    await runtime.settle();
    expect(database.gauges()).toMatchObject({ max: 2, inUse: 2, idle: 0, waiting: 1, utilisation: 1 });
    await runtime.advance(30);
    await first();
    const releaseThird = await third;
    await second();
    expect(database.gauges()).toMatchObject({ inUse: 1, idle: 1, waiting: 0, utilisation: 0.5 });
    const { buckets, count, sum } = database.gauges().acquireWaitMs;
    expect([count, sum]).toEqual([3, 30]);
    expect(buckets[0]).toBe(2);
    expect(buckets[acquireWaitBoundsMs.indexOf(50)]).toBe(1);
    expect(buckets).toHaveLength(acquireWaitBoundsMs.length + 1);
    await releaseThird();
  });

  test('gives up after pool_timeout with `overloaded` and when to come back, through every way in', async () => {
    const held = [await hold(), await hold()];
    const asked = [
      database.prisma.user.count(),
      database.kysely.selectFrom('User').select('id').execute(),
      database.pool.query('SELECT 1'),
      database.transaction({ deadline: Deadline.start(60_000, { runtime }) }, async () => 1),
    ].map(rejection);
    await runtime.settle();
    await runtime.advance(3_999);
    expect(database.gauges()).toMatchObject({ waiting: 4, timeouts: 0 });
    await runtime.advance(1);
    for (const error of await Promise.all(asked)) {
      expect(toDatabaseError(error)).toMatchObject({
        code: 'overloaded',
        retryable: true,
        retryAfterMs: 250,
      });
    }
    expect(database.gauges()).toMatchObject({ waiting: 0, timeouts: 4, inUse: 2 });
    for (const release of held) await release();
  });

  test('refuses at once whoever has less time than the present wait, and lets the others in', async () => {
    // Connections have been held for 1 s each of late.
    for (let round = 0; round < 2; round += 1) {
      const held = [await hold(), await hold()];
      await runtime.advance(1_000);
      for (const release of held) await release();
    }
    const held = [await hold(), await hold()];
    expect(database.gauges().estimatedWaitMs).toBe(500);
    // The second would get its connection in time, and then have none left to use it for the usual second.
    for (const budgetMs of [400, 1_400]) {
      using short = Deadline.start(budgetMs, { runtime });
      const refused = await rejection(database.transaction({ deadline: short }, async () => 1));
      expect(refused).toMatchObject({ code: 'overloaded', retryable: true, retryAfterMs: 500 });
    }
    expect(database.gauges()).toMatchObject({ shed: 2, waiting: 0 });
    expect(events.some(({ type }) => type === 'shed')).toBe(true);

    using long = Deadline.start(3_000, { runtime });
    const accepted = database.transaction({ deadline: long }, async () => 'in');
    await runtime.settle();
    expect(database.gauges().waiting).toBe(1);
    for (const release of held) await release();
    expect(await accepted).toBe('in');
  });

  test('a queue can be left: by an abort, and without a connection being lost', async () => {
    const held = [await hold(), await hold()];
    const deadline = Deadline.start(3_000, { runtime });
    const leaving = rejection(database.transaction({ deadline }, async () => 1));
    await runtime.settle();
    deadline.abort('caller_left');
    expect(isReliabilityError(await leaving, 'caller_left')).toBe(true);
    expect(database.gauges().waiting).toBe(0);
    for (const release of held) await release();
    expect(database.gauges()).toMatchObject({ inUse: 0, idle: 2 });
  });

  test('warns above 80 %, once in ten seconds', async () => {
    const [first, second] = [await hold(), await hold()];
    await second();
    await (await hold())();
    expect(warnings).toEqual([{ utilisation: 1 }]);
    await runtime.advance(10_000);
    await (await hold())();
    expect(warnings).toEqual([{ utilisation: 1 }, { utilisation: 1 }]);
    await first();
  });
});

describe('connections', () => {
  test('are kept alive, named, in UTC, and limited by the server', async () => {
    await using db = await createTestDatabase({ timeoutMs: 1_234 });
    const { rows } = await db.database.pool.query(
      `SELECT current_setting('application_name') AS name, current_setting('TimeZone') AS zone,
              current_setting('statement_timeout') AS "limit"`,
    );
    expect(rows).toEqual([{ name: 'ballast', zone: 'UTC', limit: '1234ms' }]);
    expect(db.database.pool.options).toMatchObject({ keepAlive: true, query_timeout: 6_234 });
  });

  test('remember statements that come up again, unless a pooler stands between', async () => {
    const prepared = 'SELECT count(*)::int AS named FROM pg_prepared_statements';
    const parameters = { connection_limit: '1' };
    const namedBy = async (more: Record<string, string>): Promise<number> => {
      await using db = await createTestDatabase({ parameters: { ...parameters, ...more } });
      const { database } = db;
      using deadline = ample();
      for (let round = 0; round < 3; round += 1) {
        await database.prisma.user.count();
        await database.kysely.selectFrom('User').select('id').execute();
        await database.transaction({ deadline }, async (tx) => {
          await tx.query('SELECT 1');
          await tx.kysely.selectFrom('Record').select('id').execute();
          await tx.prisma.record.count();
        });
      }
      return (await database.pool.query<{ named: number }>(prepared)).rows[0]?.named ?? -1;
    };
    // Five of the round's, BEGIN and COMMIT.
    expect(await namedBy({})).toBe(7);
    expect(await namedBy({ pgbouncer: 'true' })).toBe(0);
  });

  test('that die while nobody uses them are told of, and end nothing', async () => {
    const events: DatabaseEvent[] = [];
    await using db = await createTestDatabase({ onEvent: (event) => events.push(event) });
    const other = createDatabase({ url: db.url });
    await db.database.pool.query('SELECT 1');
    const lost = new Promise((resolve) => db.database.pool.once('remove', resolve));
    await other.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await lost;
    expect(events).toContainEqual(expect.objectContaining({ type: 'connection_error' }));
    expect((await db.database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await other.close();
  });
});
