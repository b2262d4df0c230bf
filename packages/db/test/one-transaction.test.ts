import { Deadline } from '@ballast/reliability';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isDatabaseError, newId, type Tx, withTransaction } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { ample, createOwner, insertEntry, rejection, texts } from './fixtures.ts';

describe('I4: one transaction, two views', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(async () => {
    await db[Symbol.asyncDispose]();
  });

  test('each view sees what the other wrote before anybody else does, and all of it is committed', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    await database.transaction({ deadline }, async (tx) => {
      await tx.prisma.inboxEntry.create({ data: { ownerId, text: 'prisma' } });
      await insertEntry(tx, ownerId, 'kysely');
      await tx.query('INSERT INTO "InboxEntry" (id, "ownerId", text) VALUES ($1, $2, $3)', [
        newId(),
        ownerId,
        'raw',
      ]);
      expect(await tx.prisma.inboxEntry.count({ where: { ownerId } })).toBe(3);
      const { rows } = await tx.query('SELECT text FROM "InboxEntry" WHERE "ownerId" = $1', [ownerId]);
      expect(rows).toHaveLength(3);
      expect(await texts(database, ownerId)).toEqual([]);
    });
    expect(await texts(database, ownerId)).toEqual(['kysely', 'prisma', 'raw']);
  });

  test('nothing of either view remains when the function throws', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const failure = new Error('changed my mind');
    const caught = await rejection(
      database.transaction({ deadline }, async (tx) => {
        await tx.prisma.inboxEntry.create({ data: { ownerId, text: 'prisma' } });
        await insertEntry(tx, ownerId, 'kysely');
        throw failure;
      }),
    );
    expect(caught).toBe(failure);
    expect(await texts(database, ownerId)).toEqual([]);
  });

  test('the stack of what the database refuses leads to whoever sent it, first in the transaction or not', async () => {
    for (const before of [0, 1]) {
      const wrong = async (tx: Tx) => {
        for (let sent = 0; sent < before; sent += 1) await tx.query('SELECT 1');
        await tx.query('SELECT nothing_of_that_name');
      };
      using deadline = ample();
      let refused: unknown;
      const asking = db.database.transaction({ deadline }, (tx) =>
        wrong(tx).catch((error: unknown) => {
          refused = error;
          throw error;
        }),
      );
      expect(await rejection(asking)).toMatchObject({ name: 'DatabaseError' });
      expect(refused).toMatchObject({
        code: '42703',
        stack: expect.stringContaining('one-transaction.test'),
      });
    }
  });

  test('a nested write is a savepoint: its failure can be caught, what came before stays', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const token = newId();
    const session = { id: newId(), token, expiresAt: new Date() };
    await database.transaction({ deadline }, async (tx) => {
      await tx.prisma.inboxEntry.create({ data: { ownerId, text: 'before' } });
      const nested = tx.prisma.user.update({
        where: { id: ownerId },
        data: { name: 'half done', sessions: { create: [session, { ...session, id: newId() }] } },
      });
      expect(await rejection(nested)).toMatchObject({ code: 'P2002' });
      await insertEntry(tx, ownerId, 'after');
    });
    expect(await texts(database, ownerId)).toEqual(['after', 'before']);
    expect(await database.prisma.session.count({ where: { token } })).toBe(0);
    expect(await database.prisma.user.findUnique({ where: { id: ownerId } })).toMatchObject({ name: 'Ada' });
  });

  test('a neighbour of a nested write that is rolled back keeps its own row', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const session = { id: newId(), token: newId(), expiresAt: new Date() };
    await database.transaction({ deadline }, async (tx) => {
      const nested = tx.prisma.user.update({
        where: { id: ownerId },
        data: { sessions: { create: [session, { ...session, id: newId() }] } },
      });
      const outcomes = await Promise.allSettled([
        nested,
        insertEntry(tx, ownerId, 'a'),
        nested.catch(() => insertEntry(tx, ownerId, 'b')),
        tx.prisma.inboxEntry.create({ data: { ownerId, text: 'c' } }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'rejected',
        'fulfilled',
        'fulfilled',
        'fulfilled',
      ]);
    });
    expect(await texts(database, ownerId)).toEqual(['a', 'b', 'c']);
  });

  test('a failure that was swallowed cannot be committed', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const caught = await rejection(
      database.transaction({ deadline }, async (tx) => {
        const id = await insertEntry(tx, ownerId, 'kept?');
        await tx.kysely
          .insertInto('InboxEntry')
          .values({ id, ownerId, text: 'same id' })
          .execute()
          .catch(() => {});
      }),
    );
    expect(isDatabaseError(caught, 'transaction_aborted')).toBe(true);
    expect(await texts(database, ownerId)).toEqual([]);
  });

  test('a nested withTransaction joins the one around it', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const save = (around: Tx | undefined, text: string): Promise<string> =>
      withTransaction(around, database, { deadline }, (tx) => insertEntry(tx, ownerId, text));
    const failing = database.transaction({ deadline }, async (tx) => {
      await save(tx, 'inside');
      throw new Error('no');
    });
    await rejection(failing);
    expect(await texts(database, ownerId)).toEqual([]);
    await save(undefined, 'alone');
    expect(await texts(database, ownerId)).toEqual(['alone']);
  });

  test('hooks run after the commit, in order, and never after a rollback; their failure changes nothing', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const seen: string[] = [];
    const run = (fail: boolean): Promise<void> =>
      database.transaction({ deadline }, async (tx) => {
        tx.afterCommit(async () => {
          seen.push(...(await texts(database, ownerId)));
          throw new Error('a hook failed');
        });
        tx.afterCommit(() => {
          seen.push('second');
        });
        await insertEntry(tx, ownerId, 'row');
        if (fail) throw new Error('no');
      });
    await rejection(run(true));
    expect(seen).toEqual([]);
    await run(false);
    expect(seen).toEqual(['row', 'second']);
  });

  test('a read sees one snapshot and can write nothing', async () => {
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    const attempt = database.read({ deadline }, (tx) => insertEntry(tx, ownerId, 'written'));
    expect(await rejection(attempt)).toMatchObject({ code: 'read_only' });
    const counts = await database.read({ deadline, isolation: 'repeatable read' }, async (tx) => {
      const before = await tx.prisma.inboxEntry.count({ where: { ownerId } });
      await database.prisma.inboxEntry.create({ data: { ownerId, text: 'meanwhile' } });
      return [before, await tx.prisma.inboxEntry.count({ where: { ownerId } })];
    });
    expect(counts).toEqual([0, 0]);
  });

  test('Kysely opens no transaction that would have no limits', async () => {
    const { database } = db;
    const opened = database.kysely.transaction().execute(async () => {});
    expect(String(await rejection(opened))).toContain('database.transaction()');
  });
});

describe('I4: late and un-awaited statements', () => {
  test('are refused once the transaction is over, and do not wander into the next one on that connection', async () => {
    await using db = await createTestDatabase({ parameters: { connection_limit: '1' } });
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = Deadline.start(10_000);
    let held: Tx | undefined;
    let unstarted: Promise<unknown> | undefined;
    await database.transaction({ deadline }, async (tx) => {
      held = tx;
      // Prisma's promises start when they are awaited: this one is not, until the next transaction.
      unstarted = tx.prisma.inboxEntry.create({ data: { ownerId, text: 'late, by an old promise' } });
      await Promise.resolve();
    });
    await database.transaction({ deadline }, async (next) => {
      await insertEntry(next, ownerId, 'next');
      const late = [
        unstarted,
        held?.prisma.inboxEntry.create({ data: { ownerId, text: 'late' } }),
        held?.prisma.$executeRawUnsafe(`UPDATE "InboxEntry" SET text = 'late'`),
        held?.kysely.insertInto('InboxEntry').values({ id: newId(), ownerId, text: 'late' }).execute(),
        held?.query('UPDATE "InboxEntry" SET text = $1', ['late']),
      ];
      for (const outcome of await Promise.allSettled(late)) {
        expect(outcome).toMatchObject({ status: 'rejected' });
        expect(String(outcome.status === 'rejected' && outcome.reason)).toMatch(
          /over: this query came too late/,
        );
      }
    });
    expect(await texts(database, ownerId)).toEqual(['next']);
  });

  test('a statement still running when the function returns rolls everything back', async () => {
    await using db = await createTestDatabase();
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    let forgotten: Promise<unknown> = Promise.resolve();
    const caught = await rejection(
      database.transaction({ deadline }, async (tx) => {
        await insertEntry(tx, ownerId, 'awaited');
        forgotten = rejection(tx.query('SELECT pg_sleep(3)'));
        void forgotten.then(() => {});
      }),
    );
    expect(isDatabaseError(caught, 'unawaited_query')).toBe(true);
    expect(await forgotten).toMatchObject({ code: '57014' });
    expect(await texts(database, ownerId)).toEqual([]);
  });

  test('a Prisma call with several statements stops in its middle, and its client is not lent out before', async () => {
    await using db = await createTestDatabase({ parameters: { connection_limit: '2' } });
    const { database } = db;
    const ownerId = await createOwner(database);
    using deadline = ample();
    let nested: Promise<unknown> = Promise.resolve();
    const first = database.transaction({ deadline }, async (tx) => {
      const sessions = [1, 2, 3].map(() => ({ id: newId(), token: newId(), expiresAt: new Date() }));
      nested = rejection(
        tx.prisma.user
          .update({ where: { id: ownerId }, data: { sessions: { create: sessions } } })
          .then((u) => u),
      );
      await tx.query('SELECT 1');
    });
    expect(isDatabaseError(await rejection(first), 'unawaited_query')).toBe(true);
    await database.transaction({ deadline }, async (tx) => {
      await tx.prisma.inboxEntry.create({ data: { ownerId, text: 'next' } });
    });
    await nested;
    expect(await database.prisma.session.count()).toBe(0);
    expect(await texts(database, ownerId)).toEqual(['next']);
  });
});
