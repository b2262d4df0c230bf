import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendTogether } from '../src/batch.ts';
import { newId } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { ample, createOwner, insertEntry, rejection, texts } from './fixtures.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ parameters: { connection_limit: '1' } });
});
afterAll(async () => {
  await db[Symbol.asyncDispose]();
});

/** Sends them on the one connection there is, and says what became of them. */
async function send(before: Parameters<typeof sendTogether>[1], last: Parameters<typeof sendTogether>[2]) {
  const client = await db.database.pool.connect();
  try {
    return await sendTogether(client, before, last);
  } finally {
    client.release();
  }
}

const plain = (text: string) => ({ text, values: [] });

test('the last of them is answered, whatever stands before it, with and without names, values and rows', async () => {
  const named = { name: 'twice', text: 'SELECT $1::int * 2 AS twice', values: ['21'] };
  for (const value of [21, 4]) {
    const before = [named, ...['SELECT 1 AS one', 'SET LOCAL lock_timeout = 1', ''].map(plain)];
    const { result } = await send(before, { ...named, values: [value] });
    expect(result?.rows).toEqual([{ twice: value * 2 }]);
    expect((await send([named], { text: 'SELECT 1, NULL', rowMode: 'array' })).result?.rows).toEqual([
      [1, null],
    ]);
  }
});

test('I4 nothing behind a statement that fails is done, and its name is not taken for known', async () => {
  const ownerId = await createOwner(db.database);
  const insert = {
    name: 'behind',
    text: 'INSERT INTO "InboxEntry" (id, "ownerId", text, "updatedAt") VALUES ($1, $2, $3, now())',
    values: [newId(), ownerId, 'behind'],
  };
  const { failure } = await send([plain('SELECT 1'), plain('SELECT 1 / 0'), insert], { text: 'SELECT 1' });
  expect(failure).toMatchObject({ index: 1, error: { code: '22012' } });
  expect(await texts(db.database, ownerId)).toEqual([]);
  expect((await send([insert], { text: 'SELECT 1' })).failure).toBeUndefined();
  expect(await texts(db.database, ownerId)).toEqual(['behind']);
});

test('I4 nothing is done behind a value that cannot be sent', async () => {
  const ownerId = await createOwner(db.database);
  const toPostgres = () => {
    throw new Error('no such value');
  };
  const update = { text: 'UPDATE "User" SET name = $1 WHERE id = $2', values: ['Grace', ownerId] };
  const { failure } = await send([plain('BEGIN'), update], { text: 'SELECT $1', values: [{ toPostgres }] });
  expect(failure).toMatchObject({ index: 2, error: { message: 'no such value' } });
  await db.database.pool.query('ROLLBACK');
  const { name } = await db.database.prisma.user.findUniqueOrThrow({ where: { id: ownerId } });
  expect(name).toBe('Ada');
});

test('a connection that breaks fails what was not answered', async () => {
  const { failure } = await send([plain('SELECT 1')], plain('SELECT pg_terminate_backend(pg_backend_pid())'));
  expect(failure?.index).toBe(1);
  await db.database.pool.query('SELECT 1').catch(() => {});
});

test('I4 a transaction whose BEGIN fails runs nothing, though the failure was caught', async () => {
  const { database } = db;
  const ownerId = await createOwner(database);
  using deadline = ample();
  const work = database.transaction(
    { deadline, isolation: 'no such level' as 'serializable' },
    async (tx) => {
      for (const text of ['first', 'second']) await insertEntry(tx, ownerId, text).catch(() => {});
      return 'done';
    },
  );
  expect(await rejection(work)).toMatchObject({ sqlState: '42601' });
  expect(await texts(database, ownerId)).toEqual([]);
});

test('a transaction that sends nothing costs no statement', async () => {
  const { database } = db;
  using deadline = ample();
  let sent = 0;
  const client = await database.pool.connect();
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((...args: unknown[]) => {
    sent += 1;
    return query(...args);
  }) as typeof client.query;
  client.release();
  expect(await database.transaction({ deadline }, async () => 7)).toBe(7);
  expect(sent).toBe(0);
  const ownerId = await createOwner(database);
  sent = 0;
  await database.transaction({ deadline }, async (tx) => {
    await insertEntry(tx, ownerId, 'one');
    tx.atCommit('UPDATE "User" SET name = $1 WHERE id = $2', ['Grace', ownerId]);
  });
  expect(sent).toBe(2);
  expect((await database.prisma.user.findUniqueOrThrow({ where: { id: ownerId } })).name).toBe('Grace');
});

test('I4 what was kept for COMMIT and fails takes the transaction along', async () => {
  const { database } = db;
  const ownerId = await createOwner(database);
  using deadline = ample();
  const work = database.transaction({ deadline }, async (tx) => {
    await insertEntry(tx, ownerId, 'gone');
    tx.atCommit('SELECT 1 / $1::int', ['0']);
  });
  expect(await rejection(work)).toMatchObject({ sqlState: '22012' });
  expect(await texts(database, ownerId)).toEqual([]);
});
