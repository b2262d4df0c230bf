import { isReliabilityError } from '@ballast/reliability';
import { expect, test } from 'vitest';
import { createDatabase, isDatabaseError } from '../src/index.ts';
import { createTestDatabase, findPgBouncer, startPgBouncer, testServerUrl } from '../src/testing.ts';
import { activeStatements, ample, rejection, seenRunning } from './fixtures.ts';
import { openGate } from './gate.ts';

test('I4 I5 a request to cancel that overtakes its statement is made again: nothing goes on', async () => {
  await using db = await createTestDatabase();
  const taken = Promise.withResolvers<void>();
  let requests = 0;
  await using gate = await openGate(db.url, {
    onWayIn: (bytes) => (bytes.includes('pg_sleep') ? taken.promise : undefined),
    onCancelTaken: () => {
      requests += 1;
      taken.resolve();
    },
  });
  const database = createDatabase({ url: gate.url });
  using deadline = ample();
  let forgotten: Promise<unknown> = Promise.resolve();
  const work = database.transaction({ deadline }, async (tx) => {
    forgotten = rejection(tx.query('SELECT pg_sleep(10)'));
  });
  expect(isDatabaseError(await rejection(work), 'unawaited_query')).toBe(true);
  expect(await forgotten).toMatchObject({ code: '57014' });
  expect(requests).toBeGreaterThanOrEqual(2);
  expect(await activeStatements(db.database)).toEqual([]);
  await database.close();
});

const installed = findPgBouncer() !== undefined;
const title = 'behind PgBouncer, a request that is slow to arrive harms nobody else';

test.skipIf(!installed)(installed ? title : `${title} (skipped: pgbouncer is not installed)`, async () => {
  await using db = await createTestDatabase();
  const arrived = Promise.withResolvers<void>();
  const heard = Promise.withResolvers<void>();
  await using gate = await openGate(await testServerUrl(), {
    onCancelTaken: () => {
      arrived.resolve();
      return heard.promise;
    },
  });
  await using pooler = await startPgBouncer(gate.url);
  const database = createDatabase({ url: pooler.urlOf(db.url) });
  using deadline = ample();
  const work = rejection(database.transaction({ deadline }, (tx) => tx.query('SELECT pg_sleep(10)')));
  await seenRunning(db.database, 'pg_sleep');
  deadline.abort('timeout');
  expect(isReliabilityError(await work, 'deadline_exceeded')).toBe(true);
  await arrived.promise;
  // The pooler gives those who come now the places of those who left.
  const newcomers = [1, 2, 3, 4].map(() => createDatabase({ url: pooler.urlOf(db.url) }));
  const ask = () => Promise.all(newcomers.map(async ({ pool }) => (await pool.query('SELECT 1')).rowCount));
  const busy = newcomers.map(({ pool }) => pool.query('SELECT pg_sleep(0.2)'));
  heard.resolve();
  expect((await Promise.allSettled(busy)).map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
  expect(await ask()).toEqual([1, 1, 1, 1]);
  await Promise.all([database, ...newcomers].map((each) => each.close()));
});
