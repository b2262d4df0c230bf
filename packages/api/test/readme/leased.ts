import assert from 'node:assert/strict';
import { openShop } from './shop.ts';

const charged: string[] = [];
let mailIsDown = true;
const shop = await openShop({
  orders: [],
  charge: async ({ item, repeatKey }) => {
    charged.push(repeatKey); // the vendor recognises a repeat by it, should we die before we wrote it down
    return `receipt for a ${item}`;
  },
  mail: async () => {
    if (mailIsDown) throw new Error('no mail today');
  },
});

const buy = () =>
  fetch(`${shop.url}/buy`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-user': 'ann', 'idempotency-key': 'k-1' },
    body: '{"item":"lamp"}',
  });
assert.equal((await buy()).status, 500);
mailIsDown = false;
const done = await buy();
assert.deepEqual(await done.json(), { result: { data: { receipt: 'receipt for a lamp' } } });
assert.equal(charged.length, 1);
shop.close();
