import assert from 'node:assert/strict';
import {
  callOptions,
  deadlineLink,
  idempotencyLink,
  ladderHeaders,
  retryLink,
} from '@ballast/api/ladder/client';
import { systemRuntime } from '@ballast/reliability';
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClientError } from '@trpc/client';
import { openShop, type ShopRouter } from './shop.ts';

const orders: string[] = [];
const shop = await openShop({ orders, charge: async () => 'receipt', mail: async () => {} });
const user = { 'x-user': 'ann' };

const client = createTRPCClient<ShopRouter>({
  links: [
    // Above the retries, so that all attempts of one call carry one key and share one budget.
    idempotencyLink({ newKey: () => systemRuntime.uuid() }),
    deadlineLink({ defaultBudgetMs: 30_000, runtime: systemRuntime }),
    retryLink({ runtime: systemRuntime }),
    // A batch has one set of headers: calls with a key go alone.
    splitLink({
      condition: (op) => op.type === 'mutation',
      true: httpLink({ url: shop.url, headers: ({ op }) => ({ ...user, ...ladderHeaders(op) }) }),
      false: httpBatchLink({ url: shop.url, headers: user }),
    }),
  ],
});

// A key is minted for each call; or it is the fact that makes two calls one and the same.
await client.order.mutate({ item: 'lamp' });
const monday = callOptions({ idempotencyKey: 'weekly-order:2026-W48', budgetMs: 5_000 });
await client.order.mutate({ item: 'paper' }, monday);
await client.order.mutate({ item: 'paper' }, monday);
assert.deepEqual(await client.orders.query({}), { orders: ['lamp', 'paper'] });

// What the server says of a failure is typed.
const reused = client.order.mutate({ item: 'ink' }, monday);
await assert.rejects(
  reused,
  (error: TRPCClientError<ShopRouter>) => error.data?.reason === 'idempotency_key_reused',
);
shop.close();
