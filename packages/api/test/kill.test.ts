import { createTestDatabase, type TestDatabase } from '@ballast/db/testing';
import { idempotencyPoints } from '@ballast/reliability';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnWeb, type WebProcess } from './processes/spawn-web.ts';

/** A new process an item: seconds on an idle machine. */
const patience = { timeout: 120_000 };
let testDatabase: TestDatabase;
let survivor: WebProcess;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await testDatabase.database.kysely
    .insertInto('User')
    .values({ id: 'ann', name: 'Ann', email: 'ann@example.test', timezone: 'UTC' })
    .execute();
  survivor = await spawnWeb({ databaseUrl: testDatabase.url });
});
afterAll(async () => {
  await survivor[Symbol.asyncDispose]();
  await testDatabase[Symbol.asyncDispose]();
});

const owner = { 'x-test-owner': 'ann' };
const captured = (text: string) =>
  testDatabase.database.kysely.selectFrom('InboxEntry').selectAll().where('text', '=', text).execute();

async function jobsOf(entryId: string): Promise<number> {
  const { rows } = await testDatabase.database.pool.query(
    'SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE key = $1',
    [`classify:${entryId}`],
  );
  return rows[0].jobs;
}

/** Sends a call to a process that dies at a point; true when its death was seen instead of an answer. */
async function callTheDoomed(killAt: string, path: string, input: unknown, headers: Record<string, string>) {
  await using doomed = await spawnWeb({ databaseUrl: testDatabase.url, killAt });
  const answer = await doomed.mutate(path, input, headers).catch(() => undefined);
  if (answer !== undefined) return false;
  expect(await doomed.ended).toBe('SIGKILL');
  return true;
}

/** What a caller of the contract does after a broken connection: the same call with the same key, until answered. */
async function repeatUntilAnswered(path: string, input: unknown, headers: Record<string, string>) {
  for (;;) {
    const response = await survivor.mutate(path, input, headers);
    // 408: a busy machine spent the budget on the wait; asked again with the same key, as the contract has it.
    if (response.status !== 409 && response.status !== 408) return response;
    expect(((await response.json()) as { error: { data: object } }).error.data).toMatchObject({
      reason: response.status === 409 ? 'idempotency_in_progress' : 'deadline_exceeded',
      retryable: true,
    });
  }
}

const transactionPoints = ['before-begin', 'before-commit', 'after-commit'];
const atomicPoints = [
  'before-claim',
  'after-claim',
  'before-effect',
  'after-effect',
  'before-store-answer',
  'before-commit',
  'after-commit',
];
const leasedPoints = [
  'before-claim',
  'after-claim',
  'before-effect',
  'before-step',
  'after-step',
  'after-step-stored',
  'after-effect',
  'before-store-answer',
  'after-commit',
];

test('every fault point of both modes is one that is killed at, or runs only after a failure', () => {
  expect(new Set([...atomicPoints, ...leasedPoints, 'before-release'])).toEqual(new Set(idempotencyPoints));
});

describe('kill -9 while a thought is captured', () => {
  const points = [
    ...atomicPoints.map((point) => `idempotency:${point}`),
    ...transactionPoints.map((point) => `transaction:${point}`),
  ];
  test.concurrent.each(points)(
    'I1 I2 I4 at %s: all of it or nothing, and once after the repeat',
    patience,
    async (point) => {
      const text = `thought that met ${point}`;
      const headers = { ...owner, 'idempotency-key': `capture-${point}` };
      expect(await callTheDoomed(point, 'capture.create', { text }, headers)).toBe(true);

      const left = await captured(text);
      expect(left.length).toBeLessThanOrEqual(1);
      for (const entry of left) expect(await jobsOf(entry.id)).toBe(1);

      const response = await repeatUntilAnswered('capture.create', { text }, headers);
      expect(response.status).toBe(200);
      expect(response.headers.get('idempotency-replayed')).toBe(left.length === 1 ? 'true' : null);
      const after = await captured(text);
      expect(after).toHaveLength(1);
      expect(await jobsOf(after[0]?.id ?? '')).toBe(1);
    },
  );
});

describe('kill -9 while a thought is filed', () => {
  test.concurrent.each(leasedPoints)(
    'I2 I3 at %s: filed once after the lease ran out',
    patience,
    async (point) => {
      const text = `renew the passport that met ${point} by 2027-03-01`;
      const created = await survivor.mutate('capture.create', { text }, owner);
      const { result } = (await created.json()) as { result: { data: { entry: { id: string } } } };
      const entryId = result.data.entry.id;
      // The lease is cut from the budget: a short one lets the survivor take over soon.
      const headers = {
        'x-test-service': '1',
        'idempotency-key': `classify-${point}`,
        'x-request-timeout-ms': '6000',
      };
      expect(await callTheDoomed(`idempotency:${point}`, 'inbox.classify', { entryId }, headers)).toBe(true);

      const response = await repeatUntilAnswered('inbox.classify', { entryId }, headers);
      expect(response.status).toBe(200);
      const first = await response.text();
      expect(await (await survivor.mutate('inbox.classify', { entryId }, headers)).text()).toBe(first);
      const { kysely } = testDatabase.database;
      const entry = await kysely
        .selectFrom('InboxEntry')
        .selectAll()
        .where('id', '=', entryId)
        .executeTakeFirstOrThrow();
      expect(entry.status).toBe('filed');
      const records = await kysely
        .selectFrom('Record')
        .select('id')
        .where('title', 'like', `%met ${point}%`)
        .execute();
      expect(records).toEqual([{ id: entry.recordId }]);
    },
  );
});
