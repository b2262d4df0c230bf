import { createIdempotency, Deadline, sleep } from '@ballast/reliability';
import { expect, test } from 'vitest';
import { createDatabase, createIdempotencyStore, newId, type Tx } from '../src/index.ts';
import { type FragileServer, startFragileServer } from '../src/testing.ts';
import { createOwner, insertEntry } from './fixtures.ts';

const workers = 6;
const stops = ['fast', 'crash', 'fast'] as const;

/** One effect a key, repeated with the same key until it is acknowledged. */
async function writeUntilAcknowledged(write: (key: string) => Promise<unknown>): Promise<string> {
  const key = newId();
  for (;;) {
    try {
      await write(key);
      return key;
    } catch {
      await sleep(20);
    }
  }
}

/** Stops and starts the server; how long after each return the next write was acknowledged, in ms. */
async function restarts(server: FragileServer, acknowledged: () => number): Promise<number[]> {
  const recoveries: number[] = [];
  for (const how of stops) {
    const before = acknowledged();
    while (acknowledged() < before + 50) await sleep(10); // Under load.
    await server.stop(how);
    await server.start();
    const backMs = performance.now();
    const atReturn = acknowledged();
    while (acknowledged() === atReturn) await sleep(5);
    recoveries.push(performance.now() - backMs);
  }
  return recoveries;
}

test('I1 I2 I4: a database that goes and comes back loses no acknowledged write and doubles none', async () => {
  await using server = await startFragileServer();
  const database = createDatabase({ url: server.url });
  const ownerId = await createOwner(database);
  const idempotency = createIdempotency<Tx>({ store: createIdempotencyStore(database) });
  const write = async (key: string): Promise<unknown> => {
    using deadline = Deadline.start(3_000);
    const call = {
      scope: `${ownerId}/write`,
      key,
      fingerprint: 'ab'.repeat(32),
      windowMs: 3_600_000,
      deadline,
    };
    return idempotency.atomic(
      { ...call, transact: (body) => database.transaction({ deadline }, body) },
      async (tx) => {
        await insertEntry(tx, ownerId, key);
        await tx.prisma.inboxEntry.count({ where: { text: key } });
        return { key };
      },
    );
  };
  const keys: string[] = [];
  let over = false;
  const worker = async (): Promise<void> => {
    while (!over) keys.push(await writeUntilAcknowledged(write));
  };
  const working = Promise.all(Array.from({ length: workers }, worker));
  const recoveries = await restarts(server, () => keys.length);
  over = true;
  await working;

  const rows = await database.prisma.inboxEntry.findMany({ where: { ownerId }, select: { text: true } });
  expect(rows.map(({ text }) => text).sort()).toEqual(keys.sort());
  expect(new Set(keys).size).toBe(keys.length);
  expect(Math.max(...recoveries)).toBeLessThan(2_000);
  expect(database.gauges()).toMatchObject({ inUse: 0, waiting: 0 });
  await database.close();
}, 60_000);
