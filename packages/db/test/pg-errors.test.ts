import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  classifyDatabaseError,
  createDatabase,
  type Database,
  databaseCodes,
  newId,
  Prisma,
} from '../src/index.ts';
import { meaningOfSqlState } from '../src/sqlstates.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { rejection } from './fixtures.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await db[Symbol.asyncDispose]();
});

/** A function that fails with the SQLSTATE it is given: the server's own error, by whichever way it is called. */
async function raising(database: Database): Promise<void> {
  await database.pool.query(`
    CREATE OR REPLACE FUNCTION raise_state(state text) RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = state; END $$`);
}

/** Makes the next COMMIT fail with 40001, as a serialization failure does that is found only there. */
async function failingCommits(database: Database): Promise<void> {
  await database.pool.query(`
    CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$;
    CREATE CONSTRAINT TRIGGER conflict AFTER INSERT ON "User"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION conflict()`);
}

describe('one failure has many shapes, one meaning', () => {
  test.each(['40001', '40P01'])('%s from a raw Prisma query (P2010)', async (state) => {
    const { database } = db;
    await raising(database);
    const error = await rejection(database.prisma.$queryRaw`SELECT raise_state(${state})`);
    expect(error).toMatchObject({ code: 'P2010' });
    expect(classifyDatabaseError(error)).toMatchObject({
      rerun: true,
      error: { sqlState: state, retryable: true },
    });
  });

  test('40001 from a Prisma model call (P2034)', async () => {
    const { database } = db;
    const id = newId();
    await database.prisma.user.create({ data: { id, name: 'Ada', email: id } });
    const error = await rejection(
      database.prisma.$transaction(
        async (tx) => {
          await tx.user.findUnique({ where: { id } });
          await database.prisma.user.update({ where: { id }, data: { name: 'changed meanwhile' } });
          await tx.user.update({ where: { id }, data: { name: 'lost' } });
        },
        { isolationLevel: 'RepeatableRead' },
      ),
    );
    expect(error).toMatchObject({ code: 'P2034' });
    expect(classifyDatabaseError(error)).toMatchObject({
      rerun: true,
      error: { code: 'conflict_serialization' },
    });
  });

  test('40001 at COMMIT of a Prisma transaction (a bare DriverAdapterError)', async () => {
    await using own = await createTestDatabase();
    const { database } = own;
    await failingCommits(database);
    const id = newId();
    const error = await rejection(
      database.prisma.$transaction(async (tx) => {
        await tx.user.create({ data: { id, name: 'Ada', email: id } });
      }),
    );
    expect(error).not.toBeInstanceOf(Prisma.PrismaClientKnownRequestError);
    expect(classifyDatabaseError(error)).toMatchObject({
      rerun: true,
      error: { code: 'conflict_serialization' },
    });
  });

  test('40001 from pg itself', async () => {
    const { database } = db;
    await raising(database);
    const error = await rejection(database.pool.query("SELECT raise_state('40001')"));
    expect(classifyDatabaseError(error)).toMatchObject({ rerun: true, connectionLost: false });
  });

  test('a unique violation keeps its constraint, from Prisma and from pg', async () => {
    const { database } = db;
    const data = { id: newId(), name: 'Ada', email: newId() };
    await database.prisma.user.create({ data });
    const again = { ...data, id: newId() };
    const wanted = { error: { code: 'unique_violation', constraint: 'User_email_key', retryable: false } };
    expect(
      classifyDatabaseError(await rejection(database.prisma.user.create({ data: again }))),
    ).toMatchObject(wanted);
    const byKysely = database.kysely.insertInto('User').values(again).execute();
    expect(classifyDatabaseError(await rejection(byKysely))).toMatchObject(wanted);
  });

  test.each([
    ['foreign_key', { ownerId: 'nobody', text: 'x' }],
    ['check', { ownerId: 'owner', text: '' }],
  ] as const)('%s', async (code, data) => {
    const { database } = db;
    const email = newId();
    await database.prisma.user.upsert({
      where: { id: 'owner' },
      create: { id: 'owner', name: 'A', email },
      update: {},
    });
    const error = await rejection(database.prisma.inboxEntry.create({ data }));
    expect(classifyDatabaseError(error)).toMatchObject({ rerun: false, error: { code, retryable: false } });
  });

  test('not_found from Prisma', async () => {
    const error = await rejection(
      db.database.prisma.user.update({ where: { id: 'none' }, data: { name: 'x' } }),
    );
    expect(classifyDatabaseError(error)).toMatchObject({ error: { code: 'not_found' } });
  });

  test('nothing else is taken for a database failure', () => {
    for (const other of [
      new Error('mine'),
      new TypeError('x'),
      undefined,
      'text',
      { code: 'ABCDEFG' },
      { code: 42 },
    ]) {
      expect(classifyDatabaseError(other)).toBeUndefined();
    }
  });
});

describe('connections', () => {
  const unavailable = {
    rerun: true,
    connectionLost: true,
    error: { code: 'database_unavailable', retryable: true },
  };

  test('refused, through Prisma and through pg', async () => {
    const database = createDatabase({ url: 'postgresql://nobody@127.0.0.1:1/nowhere' });
    expect(classifyDatabaseError(await rejection(database.prisma.user.count()))).toMatchObject(unavailable);
    expect(classifyDatabaseError(await rejection(database.pool.query('SELECT 1')))).toMatchObject(
      unavailable,
    );
    await database.close();
  });

  test.each(['raw', 'prisma'] as const)(
    'terminated by an administrator while a statement ran (%s)',
    async (view) => {
      const { database } = db;
      const sleep = 'SELECT pg_sleep(20)::text';
      const error = rejection(
        view === 'raw' ? database.pool.query(sleep) : database.prisma.$queryRawUnsafe(sleep),
      );
      const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = '${sleep}' AND state = 'active'`;
      while ((await database.pool.query(kill)).rowCount === 0);
      expect(classifyDatabaseError(await error)).toMatchObject({
        ...unavailable,
        error: { sqlState: '57P01' },
      });
    },
  );

  test('reset under a statement', async () => {
    const { database } = db;
    const client = await database.pool.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const running = rejection(client.query('SELECT pg_sleep(20)'));
    const { connection } = client as unknown as { connection: { stream: { destroy(error: Error): void } } };
    connection.stream.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    expect(classifyDatabaseError(await running)).toMatchObject(unavailable);
    expect(classifyDatabaseError(await rejection(client.query('SELECT 1')))).toMatchObject(unavailable);
    client.release(true);
    // The server does not look at its socket while it sleeps.
    await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  });

  test('a database that refuses the login is not worth a repeat', async () => {
    const url = new URL(db.url);
    url.password = 'wrong';
    const database = createDatabase({ url: url.toString() });
    const failure = classifyDatabaseError(await rejection(database.pool.query('SELECT 1')));
    expect(failure).toMatchObject({ rerun: false, error: { sqlState: '28P01', retryable: false } });
    await database.close();
  });
});

test('the table gives every code it names a message, and unlisted states no repeat', () => {
  const states = [
    '40001',
    '40P01',
    '40002',
    '08006',
    '57P01',
    '57014',
    '55P03',
    '25P03',
    '53300',
    '23505',
    '22P02',
  ];
  for (const state of states) expect(databaseCodes).toHaveProperty(meaningOfSqlState(state).code);
  expect(meaningOfSqlState('42P01')).toEqual({ code: 'database_error', rerun: false, retryable: false });
  expect(meaningOfSqlState('08P01').code).toBe('database_unavailable');
});
