import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpHandler, createLadder, type LadderServices } from '@ballast/api/ladder';
import {
  createIdempotency,
  createMemoryIdempotencyStore,
  type MemoryTx,
  noFaults,
  systemRuntime,
} from '@ballast/reliability';
import { z } from 'zod';

/** Who calls. `kind` is what `access` lists; `scope` keeps one caller's keys apart from another's. */
interface Member {
  readonly kind: 'member';
  readonly scope: string;
}

/** What your own verbs find in `ctx`. */
interface Shop {
  readonly orders: string[];
  charge(input: { item: string; repeatKey: string }): Promise<string>;
  mail(receipt: string): Promise<void>;
}

export class SoldOut extends Error {}

const { mutation, query, router } = createLadder<Shop, MemoryTx, Member>();
const input = z.strictObject({ item: z.string().min(1) });

export const shopRouter = router({
  orders: query({
    access: ['member'],
    budget: '1s',
    input: z.strictObject({}),
    run: async ({ ctx }) => ({ orders: ctx.orders }),
  }),
  // Its effects are in our database: claim, effects and answer are one commit.
  order: mutation({
    access: ['member'],
    budget: '2s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input,
    run: async ({ ctx, input: { item } }) => {
      if (item === 'moon') throw new SoldOut();
      ctx.tx.onCommit(() => ctx.orders.push(item));
      return { ordered: item };
    },
  }),
  // Its effects are elsewhere: each finished step is remembered, and not done again.
  buy: mutation({
    access: ['member'],
    budget: '10s',
    idempotency: { mode: 'leased', window: '24h' },
    input,
    run: async ({ ctx, input: { item } }) => {
      const { lease } = ctx;
      if (!lease) throw new Error('Send an Idempotency-Key.');
      const receipt = await lease.step('charge', ({ repeatKey }) => ctx.charge({ item, repeatKey }));
      await lease.step('mail', () => ctx.mail(receipt));
      return { receipt };
    },
  }),
});
export type ShopRouter = typeof shopRouter;

/** The shop on a port, with everything the ladder needs kept in memory. */
export async function openShop(app: Shop) {
  const store = createMemoryIdempotencyStore();
  const shutdown = new AbortController();
  const ladder: LadderServices<MemoryTx, Member> = {
    runtime: systemRuntime,
    faults: noFaults,
    // Abort it on SIGTERM: running calls end as `shutting_down`, which clients repeat elsewhere.
    shutdown: shutdown.signal,
    idempotency: createIdempotency({ store }),
    transact: (_call, body) => store.transact(body),
    authenticate: async ({ 'x-user': user }) =>
      typeof user === 'string' ? { kind: 'member', scope: user } : undefined,
    describeError: (error) =>
      error instanceof SoldOut
        ? { reason: 'sold_out', trpc: 'CONFLICT', message: 'That is sold out.', retryable: false }
        : undefined,
  };
  const handle = createHttpHandler({ router: shopRouter, app, ladder, basePath: '/trpc' });
  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`,
    shutdown,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
