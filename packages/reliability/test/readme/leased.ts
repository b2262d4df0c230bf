import assert from 'node:assert/strict';
import { createIdempotency, createMemoryIdempotencyStore, Deadline, fingerprint } from '@ballast/reliability';

const store = createMemoryIdempotencyStore();
const idempotency = createIdempotency({ store });

const charged: string[] = [];
let mailIsDown = true;
async function buy(input: { item: string }) {
  using deadline = Deadline.start(5_000);
  const call = {
    scope: 'anna/orders.buy',
    key: 'key-1',
    fingerprint: fingerprint(input),
    windowMs: 24 * 3_600_000,
    deadline,
  };
  return idempotency.leased(call, async (lease) => {
    const receipt = await lease.step('charge', async ({ repeatKey }) => {
      charged.push(repeatKey); // hand it to the vendor: it recognises the repeat after a crash
      return `receipt ${charged.length}`;
    });
    await lease.step('mail', async () => {
      if (mailIsDown) throw new Error('no mail today');
    });
    return { receipt };
  });
}

await assert.rejects(buy({ item: 'lamp' }), { message: 'no mail today' });
mailIsDown = false;
const done = await buy({ item: 'lamp' });
assert.deepEqual(done.value, { receipt: 'receipt 1' });
assert.equal(charged.length, 1);
