/**
 * One transaction with two Prisma inserts: ours, Prisma's own, and hand-written pg, at 10 connections and 10 callers.
 * `pnpm --filter @ballast/db bench`. Rounds are interleaved, so that a slow moment of the machine hits all alike.
 */
import { Deadline } from '@ballast/reliability';
import { newId } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';

const callers = 10;

export interface TransactionFigures {
  /** Transactions per second, each round. */
  readonly rounds: Readonly<Record<string, readonly number[]>>;
  readonly medians: Readonly<Record<string, number>>;
  /** Median of ours (two Prisma inserts) over Prisma's own; the figure to reach is 1.4. */
  readonly oursToPrisma: number;
  /** Median of our Kysely view over hand-written pg. */
  readonly kyselyToPg: number;
}

type Transaction = (ownerId: string) => Promise<unknown>;

const insertText = 'INSERT INTO "InboxEntry" (id, "ownerId", text, "updatedAt") VALUES ($1, $2, $3, now())';

function contenders({ database }: TestDatabase): Record<string, Transaction> {
  const limited = async (work: (deadline: Deadline) => Promise<unknown>): Promise<void> => {
    using deadline = Deadline.start(10_000);
    await work(deadline);
  };
  return {
    'ballast, Prisma view': (ownerId) =>
      limited((deadline) =>
        database.transaction({ deadline }, async (tx) => {
          await tx.prisma.inboxEntry.create({ data: { id: newId(), ownerId, text: 'one' } });
          await tx.prisma.inboxEntry.create({ data: { id: newId(), ownerId, text: 'two' } });
        }),
      ),
    'prisma.$transaction': (ownerId) =>
      database.prisma.$transaction(async (tx) => {
        await tx.inboxEntry.create({ data: { id: newId(), ownerId, text: 'one' } });
        await tx.inboxEntry.create({ data: { id: newId(), ownerId, text: 'two' } });
      }),
    'ballast, Kysely view': (ownerId) =>
      limited((deadline) =>
        database.transaction({ deadline }, async (tx) => {
          const row = { ownerId, updatedAt: new Date() };
          await tx.kysely
            .insertInto('InboxEntry')
            .values({ ...row, id: newId(), text: 'one' })
            .execute();
          await tx.kysely
            .insertInto('InboxEntry')
            .values({ ...row, id: newId(), text: 'two' })
            .execute();
        }),
      ),
    'ballast, tx.query': (ownerId) =>
      limited((deadline) =>
        database.transaction({ deadline }, async (tx) => {
          await tx.query(insertText, [newId(), ownerId, 'one']);
          await tx.query(insertText, [newId(), ownerId, 'two']);
        }),
      ),
    'pg by hand': async (ownerId) => {
      const client = await database.pool.connect();
      try {
        await client.query('BEGIN');
        await client.query({ name: 'insert', text: insertText, values: [newId(), ownerId, 'one'] });
        await client.query({ name: 'insert', text: insertText, values: [newId(), ownerId, 'two'] });
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
  };
}

async function throughput(transaction: Transaction, ownerId: string, durationMs: number): Promise<number> {
  const startedMs = performance.now();
  let done = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - startedMs < durationMs) {
      await transaction(ownerId);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (done * 1_000) / (performance.now() - startedMs);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export async function run(
  options: { rounds?: number; durationMs?: number } = {},
): Promise<TransactionFigures> {
  const { rounds: count = 7, durationMs = 1_000 } = options;
  await using db = await createTestDatabase();
  const ownerId = newId();
  await db.database.prisma.user.create({ data: { id: ownerId, name: 'Bench', email: 'bench@example.test' } });
  const all = Object.entries(contenders(db));
  const rounds: Record<string, number[]> = {};
  for (const [, transaction] of all) await throughput(transaction, ownerId, durationMs / 2);
  for (let round = 0; round < count; round += 1) {
    for (const [name, transaction] of all) {
      rounds[name] = [...(rounds[name] ?? []), await throughput(transaction, ownerId, durationMs)];
    }
  }
  const medians = Object.fromEntries(Object.entries(rounds).map(([name, values]) => [name, median(values)]));
  const of = (name: string): number => medians[name] ?? 0;
  return {
    rounds,
    medians,
    oursToPrisma: of('ballast, Prisma view') / of('prisma.$transaction'),
    kyselyToPg: of('ballast, Kysely view') / of('pg by hand'),
  };
}

if (import.meta.main) {
  const figures = await run();
  for (const [name, values] of Object.entries(figures.rounds)) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    console.log(
      `${name.padEnd(22)} ${Math.round(median(values))}/s  (${Math.round(low)}–${Math.round(high)})`,
    );
  }
  console.log(`ours / prisma.$transaction  ${figures.oursToPrisma.toFixed(2)}`);
  console.log(`Kysely view / pg by hand    ${figures.kyselyToPg.toFixed(2)}`);
}
