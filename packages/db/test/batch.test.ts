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
async function send(...statements: Parameters<typeof sendTogether>[1]) {
  const client = await db.database.pool.connect();
  try {
    return await sendTogether(client, statements);
  } finally {
    client.release();
  }
}

test('statements with and without names, values and rows are answered in their order', async () => {
  const named = { name: 'twice', text: 'SELECT $1::int * 2 AS twice', values: [21] };
  for (let round = 0; round < 2; round += 1) {
    const { results, failure } = await send(
      named,
      { text: 'SELECT 1 AS one, 2 AS two', rowMode: 'array' },
      { text: 'SET LOCAL lock_timeout = 1' },
      { text: '' },
      { ...named, values: [4] },
    );
    expect(failure).toBeUndefined();
    expect(results.map(({ rows }) => rows)).toEqual([[{ twice: 42 }], [[1, 2]], [], [], [{ twice: 8 }]]);
  }
});

test('I4 nothing behind a statement that fails is done, and its name is not taken for known', async () => {
  const ownerId = await createOwner(db.database);
  const insert = {
    name: 'behind',
    text: 'INSERT INTO "InboxEntry" (id, "ownerId", text, "updatedAt") VALUES ($1, $2, $3, now())',
    values: [newId(), ownerId, 'behind'],
  };
  const { failure } = await send({ text: 'SELECT 1 AS one' }, { text: 'SELECT 1 / 0' }, insert);
  expect(failure).toMatchObject({ index: 1, error: { code: '22012' } });
  expect(await texts(db.database, ownerId)).toEqual([]);
  expect((await send(insert)).failure).toBeUndefined();
  expect(await texts(db.database, ownerId)).toEqual(['behind']);
});

test('I4 nothing is done behind a value that cannot be sent', async () => {
  const ownerId = await createOwner(db.database);
  const toPostgres = () => {
    throw new Error('no such value');
  };
  const { failure } = await send(
    { text: 'BEGIN' },
    { text: 'UPDATE "User" SET name = $1 WHERE id = $2', values: ['Grace', ownerId] },
    { text: 'SELECT $1', values: [{ toPostgres }] },
    { text: 'COMMIT' },
  );
  expect(failure).toMatchObject({ index: 2, error: { message: 'no such value' } });
  await db.database.pool.query('ROLLBACK');
  const { name } = await db.database.prisma.user.findUniqueOrThrow({ where: { id: ownerId } });
  expect(name).toBe('Ada');
});

test('a connection that breaks fails what was not answered', async () => {
  const { failure } = await send(
    { text: 'SELECT 1' },
    { text: 'SELECT pg_terminate_backend(pg_backend_pid())' },
  );
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
    tx.atCommit('SELECT 1 / $1::int', [0]);
  });
  expect(await rejection(work)).toMatchObject({ sqlState: '22012' });
  expect(await texts(database, ownerId)).toEqual([]);
});
