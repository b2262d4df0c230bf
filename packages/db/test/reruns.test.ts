import { Deadline, isReliabilityError } from '@ballast/reliability';
import { describe, expect, test } from 'vitest';
import type { Database, DatabaseEvent, Tx } from '../src/index.ts';
import { createTestDatabase } from '../src/testing.ts';
import { ample, createOwner, insertEntry, rejection, texts } from './fixtures.ts';

/** Lets `count` callers go on together once all of them are here. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let here = 0;
  return () => {
    here += 1;
    if (here === count) resolve();
    return promise;
  };
}

async function backendOf(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

async function terminate(database: Database, pid: number): Promise<void> {
  await database.pool.query('SELECT pg_terminate_backend($1, 2000)', [pid]);
}

describe('what is run again, whole', () => {
  test.each(['prisma', 'kysely', 'raw'] as const)(
    'a deadlock through %s: both transactions end up committed',
    async (view) => {
      const events: DatabaseEvent[] = [];
      await using db = await createTestDatabase({ onEvent: (event) => events.push(event) });
      const { database } = db;
      const [a, b] = [await createOwner(database), await createOwner(database)];
      using deadline = ample();
      const rename = async (tx: Tx, id: string, name: string): Promise<unknown> => {
        if (view === 'prisma') return tx.prisma.user.update({ where: { id }, data: { name } });
        if (view === 'kysely')
          return tx.kysely.updateTable('User').set({ name }).where('id', '=', id).execute();
        return tx.query('UPDATE "User" SET name = $2 WHERE id = $1', [id, name]);
      };
      const together = meeting(2);
      const both = (first: string, second: string, name: string): Promise<unknown> =>
        database.transaction({ deadline }, async (tx) => {
          await rename(tx, first, name);
          await together();
          await rename(tx, second, name);
        });
      await Promise.all([both(a, b, 'one'), both(b, a, 'two')]);
      const names = await database.kysely.selectFrom('User').select('name').execute();
      expect(new Set(names.map(({ name }) => name)).size).toBe(1);
      expect(events.filter(({ type }) => type === 'transaction_rerun')).toMatchObject([{ code: 'deadlock' }]);
    },
  );

  test('write skew under serializable is found at COMMIT, and the second look sees the first', async () => {
    const events: DatabaseEvent[] = [];
    await using db = await createTestDatabase({ onEvent: (event) => events.push(event) });
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const together = meeting(2);
    // Each may write only while there are fewer than two: both see none, so that both would.
    const addUnlessTwo = (text: string): Promise<boolean> =>
      database.transaction({ deadline, isolation: 'serializable' }, async (tx) => {
        const count = await tx.prisma.inboxEntry.count({ where: { ownerId } });
        await together();
        if (count >= 1) return false;
        await insertEntry(tx, ownerId, text);
        return true;
      });
    const added = await Promise.all([addUnlessTwo('a'), addUnlessTwo('b')]);
    expect(added.toSorted()).toEqual([false, true]);
    expect(await texts(database, ownerId)).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'transaction_rerun')).toMatchObject([
      { code: 'conflict_serialization' },
    ]);
  });

  test('a backend killed in the middle: nothing of the first run remains, the second commits', async () => {
    await using db = await createTestDatabase();
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    let runs = 0;
    await database.transaction({ deadline }, async (tx) => {
      runs += 1;
      await insertEntry(tx, ownerId, `run ${runs}`);
      if (runs === 1) await terminate(database, await backendOf(tx));
      await tx.prisma.inboxEntry.create({ data: { ownerId, text: `run ${runs}, second row` } });
    });
    expect(await texts(database, ownerId)).toEqual(['run 2', 'run 2, second row']);
    expect(database.gauges()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  test('idle connections that died are not handed out', async () => {
    await using db = await createTestDatabase({ parameters: { connection_limit: '3' } });
    const { database } = db;
    using deadline = ample();
    const together = meeting(3);
    const pids = await Promise.all(
      [1, 2, 3].map(() =>
        database.transaction({ deadline }, async (tx) => {
          const pid = await backendOf(tx);
          await together();
          return pid;
        }),
      ),
    );
    const [own, ...others] = pids;
    expect(new Set(pids).size).toBe(3);
    await database.transaction({ deadline }, async (tx) => {
      const pid = await backendOf(tx);
      for (const other of [own, ...others])
        if (other !== pid) await tx.query('SELECT pg_terminate_backend($1)', [other]);
    });
    const after = await Promise.all(
      [1, 2, 3].map(() => database.transaction({ deadline }, (tx) => tx.prisma.user.count())),
    );
    expect(after).toEqual([0, 0, 0]);
  });
});

describe('what is not run again', () => {
  test('after something escaped', async () => {
    await using db = await createTestDatabase();
    const { database } = db;
    using deadline = ample();
    let runs = 0;
    const caught = await rejection(
      database.transaction({ deadline }, async (tx) => {
        runs += 1;
        tx.escaped();
        await terminate(database, await backendOf(tx));
        await tx.query('SELECT 1');
      }),
    );
    expect(caught).toMatchObject({ code: 'database_unavailable', retryable: true });
    expect(runs).toBe(1);
  });

  test('a unique violation, through any view', async () => {
    await using db = await createTestDatabase();
    const { database } = db;
    const id = await createOwner(database);
    using deadline = ample();
    const row = { id, name: 'Again', email: 'other@example.test' };
    let runs = 0;
    const attempts: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => tx.prisma.user.create({ data: row }),
      (tx) => tx.kysely.insertInto('User').values(row).execute(),
      (tx) => tx.query('INSERT INTO "User" (id, name, email) VALUES ($1, $2, $3)', Object.values(row)),
    ];
    for (const attempt of attempts) {
      const work = database.transaction({ deadline }, (tx) => {
        runs += 1;
        return attempt(tx);
      });
      expect(await rejection(work)).toMatchObject({
        code: 'unique_violation',
        constraint: 'User_pkey',
        retryable: false,
      });
    }
    expect(runs).toBe(3);
  });

  test('more than three times, or past the deadline', async () => {
    await using db = await createTestDatabase();
    const { database } = db;
    let runs = 0;
    const conflict = async (tx: Tx): Promise<void> => {
      runs += 1;
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`);
    };
    using deadline = ample();
    expect(await rejection(database.transaction({ deadline }, conflict))).toMatchObject({
      code: 'conflict_serialization',
      retryable: true,
    });
    expect(runs).toBe(4);
    runs = 0;
    using short = Deadline.start(12_000);
    const work = database.transaction({ deadline: short }, async (tx) => {
      if (runs === 1) short.abort('caller_left');
      await conflict(tx);
    });
    expect(isReliabilityError(await rejection(work), 'caller_left')).toBe(true);
    expect(runs).toBe(2);
  });
});

describe('COMMIT', () => {
  test('whose answer never came is commit_unknown, and not run again', async () => {
    await using db = await createTestDatabase();
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    let runs = 0;
    // A deferred constraint trigger: COMMIT itself waits here, and its backend dies while it does.
    await database.pool.query(`
      CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(10); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON "InboxEntry"
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()`);
    let pid = 0;
    const work = rejection(
      database.transaction({ deadline }, async (tx) => {
        runs += 1;
        pid = await backendOf(tx);
        await insertEntry(tx, ownerId, 'who knows');
      }),
    );
    while (!(await isCommitting(database, pid)));
    await terminate(database, pid);
    expect(await work).toMatchObject({ code: 'commit_unknown', retryable: false });
    expect(runs).toBe(1);
    expect(database.gauges().inUse).toBe(0);
  });

  test('that outlives the deadline is waited for a moment, then unknown too', async () => {
    await using db = await createTestDatabase();
    const { database } = db;
    const ownerId = await createOwner(database);
    await database.pool.query(`
      CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.6); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON "InboxEntry"
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()`);
    using deadline = Deadline.start(200);
    const startedMs = performance.now();
    const work = database.transaction({ deadline }, (tx) => insertEntry(tx, ownerId, 'slow'));
    expect(await rejection(work)).toMatchObject({
      code: expect.stringMatching(/commit_unknown|database_timeout/),
    });
    expect(performance.now() - startedMs).toBeLessThan(200 + 250);
  });
});

async function isCommitting(database: Database, pid: number): Promise<boolean> {
  const { rows } = await database.pool.query<{ query: string }>(
    `SELECT query FROM pg_stat_activity WHERE pid = $1 AND state = 'active'`,
    [pid],
  );
  return rows[0]?.query === 'COMMIT';
}
