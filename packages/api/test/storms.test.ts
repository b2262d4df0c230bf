import { createTestDatabase, type TestDatabase } from '@ballast/db/testing';
import { sleep } from '@ballast/reliability';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawnWeb, type WebProcess } from './processes/spawn-web.ts';

/** Seconds on an idle machine; a busy one may take its time, since nothing here is about speed. */
const patienceMs = 120_000;
let testDatabase: TestDatabase;
let webs: readonly WebProcess[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await testDatabase.database.kysely
    .insertInto('User')
    .values({ id: 'ann', name: 'Ann', email: 'ann@example.test', timezone: 'UTC' })
    .execute();
  const databaseUrl = testDatabase.url;
  webs = await Promise.all([spawnWeb({ databaseUrl }), spawnWeb({ databaseUrl })]);
});
afterAll(async () => {
  await Promise.all(webs.map((web) => web[Symbol.asyncDispose]()));
  await testDatabase[Symbol.asyncDispose]();
});

const entriesLike = async (text: string) => {
  const rows = await testDatabase.database.kysely
    .selectFrom('InboxEntry')
    .select('id')
    .where('text', 'like', text)
    .execute();
  return rows.length;
};

/** Refusals that promise nothing happened and say when to ask again. */
const askAgain = ['idempotency_in_progress', 'overloaded', 'deadline_exceeded'];

/** One caller of the contract: asks again with the same key when it is told to, and not before. */
async function callUntilAnswered(web: WebProcess, text: string, key: string) {
  for (;;) {
    const response = await web
      .mutate('capture.create', { text }, { 'x-test-owner': 'ann', 'idempotency-key': key })
      // A kept-alive connection that the server has just closed: with a key, any call may be repeated.
      .catch((error: { cause?: { code?: string } }) => {
        expect(error.cause?.code).toBe('ECONNRESET');
      });
    if (!response) continue;
    const body = await response.text();
    if (response.status === 200) return { status: response.status, body, response };
    const { reason, retryable, retryAfterMs } = JSON.parse(body).error.data;
    expect(askAgain).toContain(reason);
    expect(retryable).toBe(true);
    if (reason !== 'deadline_exceeded') {
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    await sleep(retryAfterMs ?? 0);
  }
}

test('I2 I3 a thousand concurrent calls with one key on two processes: one effect, a thousand equal answers', {
  timeout: patienceMs,
}, async () => {
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) =>
      callUntilAnswered(webs[n % webs.length] as WebProcess, 'a storm of one', 'storm'),
    ),
  );
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.body}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  expect(await entriesLike('a storm of one')).toBe(1);
  const first = answers.filter(({ response }) => response.headers.get('idempotency-replayed') === null);
  expect(first).toHaveLength(1);
  const { rows } = await testDatabase.database.pool.query(
    `SELECT count(*)::int AS jobs FROM graphile_worker.jobs`,
  );
  expect(rows[0].jobs).toBe(1);
});

test('the storm of one key keeps at most two connections of a process busy', async () => {
  const busy = await Promise.all(webs.map((web) => web.mostInUse()));
  // One for the flight that all its callers wait for, one for counting the replays.
  expect(Math.max(...busy)).toBeLessThanOrEqual(2);
});

test('I2 two hundred different keys, each sent to both processes at once: two hundred effects', {
  timeout: patienceMs,
}, async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      Promise.all(webs.map((web) => callUntilAnswered(web, `many ${n}`, `many-${n}`))),
    ),
  );
  for (const [one, other] of answers) {
    expect(one?.status).toBe(200);
    expect(other?.body).toBe(one?.body);
  }
  expect(await entriesLike('many %')).toBe(200);
});
