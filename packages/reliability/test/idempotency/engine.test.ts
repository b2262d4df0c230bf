import { expect, test } from 'vitest';
import { createIdempotency, createMemoryIdempotencyStore, Deadline, fingerprint } from '../../src/index.ts';
import { createTestRuntime } from '../../src/testing.ts';

function world() {
  const runtime = createTestRuntime();
  const store = createMemoryIdempotencyStore({ runtime });
  const engine = createIdempotency({ store, runtime });
  const call = (input: unknown, key = 'k') => ({
    scope: 'anna/orders.create',
    key,
    fingerprint: fingerprint(input),
    windowMs: 60_000,
    deadline: Deadline.start(5_000, { runtime }),
    transact: store.transact,
  });
  return { runtime, store, engine, call };
}

test('smoke', async () => {
  const { engine, call } = world();
  let runs = 0;
  const work = async () => ({ run: ++runs });
  const all = await Promise.all([engine.atomic(call({ a: 1 }), work), engine.atomic(call({ a: 1 }), work)]);
  expect(all.map((a) => a.outcome)).toEqual(['fresh', 'joined']);
  expect((await engine.atomic(call({ a: 1 }), work)).outcome).toBe('replayed');
  expect((await engine.leased(call({ a: 1 }, 'l'), (l) => l.step('one', async () => 5))).value).toBe(5);
  expect((await engine.leased(call({ a: 1 }, 'l'), async () => 7)).value).toBe(5);
  await expect(engine.atomic(call({ a: 2 }), work)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});
