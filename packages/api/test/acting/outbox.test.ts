import { Deadline } from '@ballast/reliability';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enqueueOutbox } from '../../src/services/outbox/enqueue.ts';
import { crashAt, createWorld, type World } from './world.ts';

let world: World;
let sent = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  sent = world.outlet.effects.length;
});

const effects = () => world.outlet.effects.slice(sent);
let facts = 0;
const write = async () => {
  using deadline = Deadline.start(5_000);
  facts += 1;
  const { id } = await world.api.database.transaction({ deadline }, (tx) =>
    enqueueOutbox(tx, {
      ownerId: world.owner,
      dedupeId: `fact:${facts}`,
      vendor: 'slack',
      operation: 'message.post',
      payload: { text: 'hello', channel: '#general' },
    }),
  );
  return id;
};
const deliver = (messageId: string, api = world.api) =>
  api.mutate('outbox.deliver', { messageId }, { service: true });
const read = async (id: string) =>
  world.api.database.kysely
    .selectFrom('OutboxMessage')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const makeDue = (id: string) =>
  world.api.database.pool.query(`UPDATE "OutboxMessage" SET "availableAt" = now() WHERE id = $1`, [id]);
const expireLease = (id: string) =>
  world.api.database.pool.query(
    `UPDATE "OutboxMessage" SET "leaseExpiresAt" = now() - interval '1 second' WHERE id = $1`,
    [id],
  );
const jobDelayS = async (id: string) => {
  const { rows } = await world.api.database.pool.query<{ s: number }>(
    'SELECT extract(epoch FROM run_at - now())::float8 AS s FROM graphile_worker.jobs WHERE key = $1',
    [`deliver:${id}`],
  );
  return rows.map((row) => row.s);
};

describe('writing a message', () => {
  test('I4 it is there with its job, or neither is', async () => {
    using deadline = Deadline.start(5_000);
    const before = await world.count('OutboxMessage');
    const jobs = async () =>
      (await world.api.database.pool.query('SELECT FROM graphile_worker.jobs')).rowCount;
    const jobsBefore = await jobs();
    const failing = world.api.database.transaction({ deadline }, async (tx) => {
      await enqueueOutbox(tx, {
        ownerId: world.owner,
        dedupeId: 'fact:never',
        vendor: 'slack',
        operation: 'message.post',
        payload: { text: 'never', channel: null },
      });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await world.count('OutboxMessage')).toBe(before);
    expect(await jobs()).toBe(jobsBefore);
    const id = await write();
    expect(await jobDelayS(id)).toHaveLength(1);
  });
});

describe('delivering', () => {
  test('once, however often the job is delivered', async () => {
    const id = await write();
    const answers = [await deliver(id), await deliver(id)];
    expect(answers.map(({ data }) => data.message.status)).toEqual(['delivered', 'delivered']);
    expect(effects()).toHaveLength(1);
    expect(await read(id)).toMatchObject({ attempts: 1, leaseToken: null, error: null });
  });

  test('I2 ten workers at once: one sends, the others are told to come back or that it is done', async () => {
    const id = await write();
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(id)));
    expect(effects()).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect(answer.status).toBe(409);
      expect(answer.error.data).toMatchObject({ reason: 'idempotency_in_progress', retryable: true });
    }
    expect((await read(id)).status).toBe('delivered');
  });

  test('what could not be sent waits longer each time and is tried again', async () => {
    const id = await write();
    world.outlet.plan('unreachable', 'unreachable', 'ok');
    expect((await deliver(id)).data.message).toMatchObject({ status: 'pending', attempts: 1 });
    const [first] = await jobDelayS(id);
    expect(first).toBeGreaterThan(2.4);
    expect((await deliver(id)).data.message.attempts).toBe(1);
    await makeDue(id);
    await deliver(id);
    const [second] = await jobDelayS(id);
    expect(second).toBeGreaterThan(4.9);
    await makeDue(id);
    expect((await deliver(id)).data.message).toMatchObject({ status: 'delivered', attempts: 3 });
    expect(effects()).toHaveLength(1);
  });

  test('told to come back later it does, not earlier, and loses no attempt', async () => {
    const id = await write();
    world.outlet.plan({ retryAfterMs: 90_000 });
    const { data } = await deliver(id);
    expect(data.message).toMatchObject({
      status: 'pending',
      attempts: 0,
      error: expect.stringMatching(/later/),
    });
    const [delay] = await jobDelayS(id);
    expect(delay).toBeGreaterThan(89);
    // Spread over at most a minute more, so that all who are told the same don't come back together.
    expect(delay).toBeLessThan(151);
    await deliver(id);
    expect(effects()).toHaveLength(0);
  });

  test('a refusal is final and says why, in words without what was sent', async () => {
    const id = await write();
    world.outlet.plan('refused');
    const { data } = await deliver(id);
    expect(data.message).toMatchObject({ status: 'failed', error: 'Slack refused it (channel_not_found).' });
    expect(await jobDelayS(id)).toHaveLength(1);
  });

  test.each(['lost-answer', 'lost-request'] as const)(
    'I7 %s: it is looked up before it is sent again, and is there once',
    async (happening) => {
      const id = await write();
      world.outlet.plan(happening);
      expect((await deliver(id)).data.message.status).toBe('pending');
      await makeDue(id);
      expect((await deliver(id)).data.message.status).toBe('delivered');
      expect(world.outlet.attempts.at(-1)?.uncertain).toBe(true);
      expect(effects()).toHaveLength(1);
    },
  );

  test('what nobody can tell is unknown, and the person’s word settles it', async () => {
    const unsure = async () => {
      const id = await write();
      world.outlet.plan('lost-answer', 'cannot-tell');
      await deliver(id);
      await makeDue(id);
      const { data } = await deliver(id);
      expect(data.message).toMatchObject({
        status: 'unknown',
        error: expect.stringMatching(/may have arrived/),
      });
      return id;
    };
    const waiting = async () => (await world.query('action.waiting')).data.messages;
    expect(await waiting()).toBe(0);
    const arrived = await unsure();
    expect(await waiting()).toBe(1);
    const told = await world.mutate('outbox.resolve', { id: arrived, resolution: 'arrived' });
    expect(told.data.message).toMatchObject({ status: 'delivered', error: null });
    expect(await waiting()).toBe(0);
    const again = await unsure();
    const before = effects().length;
    await world.mutate('outbox.resolve', { id: again, resolution: 'send_again' });
    expect((await jobDelayS(again))[0]).toBeLessThanOrEqual(0);
    expect((await deliver(again)).data.message.status).toBe('delivered');
    expect(effects()).toHaveLength(before + 1);
    const settled = await world.mutate('outbox.resolve', { id: again, resolution: 'send_again' });
    expect(settled.status).toBe(409);
  });

  test('without an integration it fails with what to do, and can be sent again', async () => {
    const { noOutlet } = await import('../../src/outlet.ts');
    await using bare = await world.withFaults({ hit: async () => {} }, { outlet: noOutlet });
    const id = await write();
    const { data } = await deliver(id, bare);
    expect(data.message).toMatchObject({ status: 'failed', error: expect.stringMatching(/not connected/) });
    await world.mutate('outbox.resolve', { id, resolution: 'send_again' });
    expect((await deliver(id)).data.message.status).toBe('delivered');
  });
});

describe('I2 a worker that dies', () => {
  const points = [
    'outbox.before-claim-commit',
    'outbox.before-send',
    'outbox.after-send',
    'outbox.after-settle-message',
    'outbox.before-settle-commit',
  ];
  test.each(points)('at %s: the next one goes on, and it arrives once', async (point) => {
    const id = await write();
    await using dying = await world.withFaults(crashAt(point));
    expect((await deliver(id, dying)).status).toBe(500);
    expect((await read(id)).status).toBe(point === 'outbox.before-claim-commit' ? 'pending' : 'delivering');
    if (point !== 'outbox.before-claim-commit') {
      expect((await deliver(id)).status).toBe(409);
      await expireLease(id);
    }
    expect((await deliver(id)).data.message.status).toBe('delivered');
    expect(effects()).toHaveLength(1);
  });

  test('one that lost its lease writes nothing, whatever it thinks became of its message', async () => {
    const id = await write();
    world.outlet.plan('lost-answer');
    await using slow = await world.withFaults({
      hit: async (name) => {
        if (name !== 'outbox.after-send') return;
        await expireLease(id);
        expect((await deliver(id)).data.message.status).toBe('delivered');
      },
    });
    const { data } = await deliver(id, slow);
    expect(data.message.status).toBe('delivered');
    expect(await read(id)).toMatchObject({ status: 'delivered', attempts: 2, error: null });
    expect(effects()).toHaveLength(1);
  });
});

test('I10 nobody sees or settles another owner’s messages, and nobody but the service delivers', async () => {
  const other = await world.api.addOwner();
  const id = await write();
  const list = await world.api.query('outbox.list', {}, { owner: other });
  expect(list.data.items).toEqual([]);
  const resolve = await world.api.mutate('outbox.resolve', { id, resolution: 'arrived' }, { owner: other });
  expect(resolve.status).toBe(404);
  expect((await world.mutate('outbox.deliver', { messageId: id })).status).toBe(403);
  const mine = await world.query('outbox.list', { status: 'pending' });
  expect(mine.data.items.map((item: { id: string }) => item.id)).toContain(id);
});
