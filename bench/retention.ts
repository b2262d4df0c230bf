/** What the tables that only grow cost: space a million rows, and the time to fill and to clear them. */
import type { Database } from '@ballast/db';
import { createTestDatabase } from '@ballast/db/testing';
import type { Bench, Measure } from './harness/bench.ts';

const rows = 200_000;
const repetitions = 5;
/** As the daily purge deletes. */
const batch = 5_000;
const perMillion = 1_000_000 / rows;

/** Rows as a busy installation writes them, ids in order of time. */
const fillers: Readonly<Record<string, string>> = {
  CallRecord: `
    INSERT INTO "CallRecord" (id, "ownerId", dependency, operation, outcome, attempts, "durationMs", "traceId", "createdAt")
    SELECT uuidv7(), 'owner' || n % 100, (ARRAY['openai', 'slack', 'notion'])[n % 3 + 1], 'chat.postMessage', 'succeeded', 1, n % 900,
      md5(n::text), now() - interval '20 days' + n * interval '1 second' FROM generate_series(1, ${rows}) AS n`,
  IdempotencyRecord: `
    INSERT INTO "IdempotencyRecord" (scope, key, fingerprint, mode, state, response, "completedAt", "expiresAt")
    SELECT 'owner' || n % 100 || '/capture.create', gen_random_uuid()::text, sha256(n::text::bytea), 'atomic', 'completed', repeat('x', 400),
      now(), now() - n * interval '1 second' FROM generate_series(1, ${rows}) AS n`,
  InboundEvent: `
    INSERT INTO "InboundEvent" (id, vendor, "eventKey", "ownerId", "receivedAt", "processedAt")
    SELECT uuidv7(), 'slack', 'Ev' || md5(n::text), 'owner' || n % 100, now() - interval '40 days' + n * interval '1 second', now()
    FROM generate_series(1, ${rows}) AS n`,
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1_000;
}

async function clear({ pool }: Database, table: string): Promise<void> {
  let deleted: number | null;
  do {
    const { rowCount } = await pool.query(
      `DELETE FROM "${table}" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "${table}" LIMIT ${batch}))`,
    );
    deleted = rowCount;
  } while (deleted === batch);
}

async function measureTable(database: Database, table: string, fill: string): Promise<Measure[]> {
  const [megabytes, filling, clearing]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < repetitions; round += 1) {
    filling.push((await timed(() => database.pool.query(fill))) * perMillion);
    const { rows: sizes } = await database.pool.query<{ bytes: string }>(
      `SELECT pg_total_relation_size('"${table}"') AS bytes`,
    );
    megabytes.push((Number(sizes[0]?.bytes) / 1e6) * perMillion);
    clearing.push((await timed(() => clear(database, table))) * perMillion);
    await database.pool.query(`TRUNCATE "${table}"`);
  }
  return [
    { what: `${table}: space with indexes`, unit: 'MB', samples: megabytes },
    { what: `${table}: filled in`, unit: 's', samples: filling },
    { what: `${table}: cleared in, ${batch} a statement`, unit: 's', samples: clearing },
  ];
}

export const bench: Bench = {
  name: 'retention',
  run: async () => {
    await using db = await createTestDatabase({ timeoutMs: 120_000 });
    const measures: Measure[] = [];
    for (const [table, fill] of Object.entries(fillers)) {
      measures.push(...(await measureTable(db.database, table, fill)));
    }
    return {
      method: `Figures are for a million rows: ${rows} at a time were written and deleted, ${repetitions} times, and multiplied. Answers kept for replays are of 400 characters. The server keeps its data in memory and does not wait for a disk, so times are of the processor; space is as on disk.`,
      measures,
      targets: [],
    };
  },
};
