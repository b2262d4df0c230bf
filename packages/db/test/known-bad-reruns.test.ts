import { expect, test } from 'vitest';
import { type Database, newId, Prisma, type TxPrisma } from '../src/index.ts';
import { createTestDatabase } from '../src/testing.ts';
import { ample } from './fixtures.ts';

/** Runs `work` in a transaction, again when that is safe and useful. */
type Runner = (database: Database, work: (prisma: TxPrisma) => Promise<void>) => Promise<void>;

const ours: Runner = async (database, work) => {
  using deadline = ample();
  await database.transaction({ deadline }, (tx) => work(tx.prisma));
};

/** As the manual shows it: one code of the three that a serialization failure comes under. */
const onP2034Only: Runner = async (database, work) => {
  for (let run = 1; ; run += 1) {
    try {
      return await database.prisma.$transaction((prisma) => work(prisma as unknown as TxPrisma));
    } catch (error) {
      const known = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
      if (!known || run > 3) throw error;
    }
  }
};

/** Sequences do not roll back: the first run fails with 40001, the second does not. */
const failOnce = `
  CREATE SEQUENCE tries;
  CREATE FUNCTION fail_once() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('tries') = 1 THEN RAISE EXCEPTION 'once' USING ERRCODE = '40001'; END IF;
  END $$;
  CREATE FUNCTION fail_once_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM fail_once(); RETURN NEW;
  END $$;`;

async function addUser(prisma: TxPrisma): Promise<void> {
  const id = newId();
  await prisma.user.create({ data: { id, name: 'Ada', email: `${id}@example.test` } });
}

const places: readonly { name: string; sql: string; work: (prisma: TxPrisma) => Promise<void> }[] = [
  {
    name: 'a model call (P2034)',
    sql: 'CREATE TRIGGER fails BEFORE INSERT ON "User" FOR EACH ROW EXECUTE FUNCTION fail_once_here()',
    work: addUser,
  },
  {
    name: 'a raw statement (P2010)',
    sql: '',
    work: async (prisma) => {
      await prisma.$queryRaw`SELECT 1 FROM (SELECT fail_once()) AS tried`;
      await addUser(prisma);
    },
  },
  {
    name: 'COMMIT (an error without a code)',
    sql: `CREATE CONSTRAINT TRIGGER fails AFTER INSERT ON "User" DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION fail_once_here()`,
    work: addUser,
  },
];

/** Where a serialization failure is not mended. */
async function notMendedBy(run: Runner): Promise<string[]> {
  const missed: string[] = [];
  for (const { name, sql, work } of places) {
    await using db = await createTestDatabase();
    const { database } = db;
    await database.pool.query(`${failOnce}${sql}`);
    await run(database, work).catch(() => {});
    if ((await database.prisma.user.count()) !== 1) missed.push(name);
  }
  return missed;
}

test('I4 a serialization failure is mended wherever it shows', async () => {
  expect(await notMendedBy(ours)).toEqual([]);
});

test('a retry that knows P2034 alone is caught', async () => {
  expect(await notMendedBy(onP2034Only)).toEqual([
    'a raw statement (P2010)',
    'COMMIT (an error without a code)',
  ]);
});
