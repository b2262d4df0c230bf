import assert from 'node:assert/strict';
import { createIdempotency, createMemoryIdempotencyStore, Deadline, fingerprint } from '@ballast/reliability';

const store = createMemoryIdempotencyStore();
const idempotency = createIdempotency({ store });

const orders: string[] = [];
async function createOrder(key: string, input: { item: string; count: number }) {
  using deadline = Deadline.start(5_000);
  const call = {
    scope: 'anna/orders.create',
    key,
    fingerprint: fingerprint(input),
    windowMs: 24 * 3_600_000,
    deadline,
    transact: store.transact,
  };
  return idempotency.atomic(call, async (tx) => {
    // Claim, effect and answer commit together, or none of them does.
    tx.onCommit(() => orders.push(input.item));
    return { ordered: input.item };
  });
}

const first = await createOrder('key-1', { item: 'lamp', count: 2 });
const again = await createOrder('key-1', { count: 2, item: 'lamp' });
assert.deepEqual([first.outcome, again.outcome], ['fresh', 'replayed']);
assert.equal(again.text, first.text);
assert.deepEqual(orders, ['lamp']);
await assert.rejects(createOrder('key-1', { item: 'desk', count: 1 }), { code: 'idempotency_key_reused' });
