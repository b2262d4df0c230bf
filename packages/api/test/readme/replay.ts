import assert from 'node:assert/strict';
import { openShop } from './shop.ts';

const orders: string[] = [];
const shop = await openShop({ orders, charge: async () => 'receipt', mail: async () => {} });

const order = (item: string, key: string) =>
  fetch(`${shop.url}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-user': 'ann', 'idempotency-key': key },
    body: JSON.stringify({ item }),
  });

// Three at once and one later: one order, the same bytes for everyone.
const answers = await Promise.all([order('lamp', 'k-1'), order('lamp', 'k-1'), order('lamp', 'k-1')]);
const again = await order('lamp', 'k-1');
const texts = await Promise.all([...answers, again].map((answer) => answer.text()));
assert.equal(new Set(texts).size, 1);
assert.deepEqual(orders, ['lamp']);
assert.equal(again.headers.get('idempotency-replayed'), 'true');
assert.equal(answers.filter((answer) => !answer.headers.has('idempotency-replayed')).length, 1);

// The same key with another input is refused.
const reused = await order('desk', 'k-1');
assert.equal(reused.status, 422);

// A failure frees its key, tells what it was, and never what the error said inside.
const failed = await order('moon', 'k-2');
assert.equal(failed.status, 409);
const { error } = (await failed.json()) as { error: { message: string; data: object } };
assert.equal(error.message, 'That is sold out.');
assert.deepEqual(error.data, {
  code: 'CONFLICT',
  httpStatus: 409,
  path: 'order',
  reason: 'sold_out',
  retryable: false,
  retryAfterMs: null,
  traceId: failed.headers.get('x-trace-id'),
});
shop.close();
