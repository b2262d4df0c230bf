/** One transaction of two inserts: our views, Prisma's own transaction, and pg by hand. */
import { newId } from '@ballast/db';
import { createTestDatabase, type TestDatabase } from '@ballast/db/testing';
import { Deadline } from '@ballast/reliability';
import type { Bench } from './harness/bench.ts';
import { interleaved, median, pairedRatio, throughput } from './harness/statistics.ts';

const callers = 10;
const rounds = 21;
const roundMs = 400;
const insertText = 'INSERT INTO "InboxEntry" (id, "ownerId", text, "updatedAt") VALUES ($1, $2, $3, now())';

type Transaction = (ownerId: string) => Promise<unknown>;

async function limited(work: (deadline: Deadline) => Promise<unknown>): Promise<void> {
  using deadline = Deadline.start(10_000);
  await work(deadline);
}

function ours({ database }: TestDatabase) {
  return {
    'Prisma view': (ownerId) =>
      limited((deadline) =>
        database.transaction({ deadline }, async ({ prisma }) => {
          await prisma.inboxEntry.create({ data: { id: newId(), ownerId, text: 'one' } });
          await prisma.inboxEntry.create({ data: { id: newId(), ownerId, text: 'two' } });
        }),
      ),
    'Kysely view': (ownerId) =>
      limited((deadline) =>
        database.transaction({ deadline }, async ({ kysely }) => {
          const row = (text: string) => ({ id: newId(), ownerId, text, updatedAt: new Date() });
          await kysely.insertInto('InboxEntry').values(row('one')).execute();
          await kysely.insertInto('InboxEntry').values(row('two')).execute();
        }),
      ),
    'tx.query': (ownerId) =>
      limited((deadline) =>
        database.transaction({ deadline }, async (tx) => {
          await tx.query(insertText, [newId(), ownerId, 'one']);
          await tx.query(insertText, [newId(), ownerId, 'two']);
        }),
      ),
  } satisfies Record<string, Transaction>;
}

function others({ database }: TestDatabase) {
  return {
    'prisma.$transaction': (ownerId) =>
      database.prisma.$transaction(async (tx) => {
        await tx.inboxEntry.create({ data: { id: newId(), ownerId, text: 'one' } });
        await tx.inboxEntry.create({ data: { id: newId(), ownerId, text: 'two' } });
      }),
    'two creates without a transaction': async (ownerId) => {
      await database.prisma.inboxEntry.create({ data: { id: newId(), ownerId, text: 'one' } });
      await database.prisma.inboxEntry.create({ data: { id: newId(), ownerId, text: 'two' } });
    },
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
  } satisfies Record<string, Transaction>;
}

/** The median call's share of a second, in µs. */
const perCallUs = (perSecond: readonly number[]): number => Math.round(1_000_000 / median(perSecond));

export const bench: Bench = {
  name: 'transaction',
  run: async () => {
    await using db = await createTestDatabase();
    const ownerId = newId();
    const person = { id: ownerId, name: 'Bench', email: 'bench@example.test' };
    await db.database.prisma.user.create({ data: person });
    const measured =
      (transaction: Transaction): (() => Promise<number>) =>
      () =>
        throughput(() => transaction(ownerId), { callers, durationMs: roundMs });
    const { 'Prisma view': prisma, 'Kysely view': kysely, 'tx.query': query } = ours(db);
    const {
      'prisma.$transaction': theirs,
      'two creates without a transaction': none,
      'pg by hand': byHand,
    } = others(db);
    const samples = await interleaved(
      {
        'ours, Prisma view': measured(prisma),
        'prisma.$transaction': measured(theirs),
        'Prisma, no transaction at all': measured(none),
        'ours, Kysely view': measured(kysely),
        'ours, tx.query': measured(query),
        'pg by hand': measured(byHand),
      },
      rounds,
      5,
    );
    const ratio = pairedRatio(samples['ours, Prisma view'], samples['prisma.$transaction']);
    const ceiling = pairedRatio(samples['Prisma, no transaction at all'], samples['prisma.$transaction']);
    const toPg = pairedRatio(samples['ours, Kysely view'], samples['pg by hand']);
    return {
      method: `One transaction of two inserts, ${callers} callers on 10 connections, ${roundMs} ms a repetition. Ours has a deadline, server-side limits and the fence; the others have none. Ratios are medians of the ratios round by round.`,
      measures: Object.entries(samples).map(([what, values]) => ({ what, unit: '/s', samples: values })),
      targets: [
        {
          promise: 'two Prisma inserts in our transaction over `prisma.$transaction` ≥ 1.4',
          measured: ratio.toFixed(2),
          met: ratio >= 1.4,
        },
      ],
      remarks: [
        `Ours sends three messages for \`prisma.$transaction\`'s four; the same two creates without any transaction reach ${ceiling.toFixed(2)} of \`prisma.$transaction\`.`,
        `Where a call's time goes, ${callers} at a time: ${perCallUs(samples['ours, Prisma view'])} µs in all, ${perCallUs(samples['ours, tx.query'])} µs when the same statements go through the same transaction without Prisma (${perCallUs(samples['pg by hand'])} µs by hand on pg); the rest is Prisma's own work on two creates. For 1.4 it would have to be ${(perCallUs(samples['prisma.$transaction']) / 1.4).toFixed(0)} µs in all.`,
        `Our Kysely view reaches ${toPg.toFixed(2)} of hand-written pg, limits and fence included.`,
      ],
    };
  },
};
