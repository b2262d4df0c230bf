import { createServer, type Server } from 'node:http';
import { createHttpHandler, createLadder, type LadderServices } from '@ballast/api/ladder';
import {
  createIdempotency,
  createMemoryIdempotencyStore,
  type MemoryTx,
  noFaults,
  systemRuntime,
} from '@ballast/reliability';
import { z } from 'zod';

/** Who calls: whoever names themselves in `x-user`. A real service looks at a session here. */
interface Member {
  readonly kind: 'member';
  readonly scope: string;
}

/** What the verbs of this service get in `ctx`. */
interface Bank {
  readonly balances: Map<string, number>;
}

const { mutation, query, router } = createLadder<Bank, MemoryTx, Member>();

const account = z.string().min(1).max(40);

/** Everybody's accounts are their own, whatever they are called. */
const nameOf = ({ scope }: Member, input: { account: string }) => JSON.stringify([scope, input.account]);

/** A bank with two procedures. What each needs stands next to its name. */
export const bankRouter = router({
  balance: query({
    access: ['member'],
    budget: '1s',
    input: z.strictObject({ account }),
    run: async ({ ctx, input }) => ({ balance: ctx.balances.get(nameOf(ctx.principal, input)) ?? 0 }),
  }),
  deposit: mutation({
    access: ['member'],
    budget: '2s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: z.strictObject({ account, amount: z.int().positive() }),
    run: async ({ ctx, input }) => {
      const name = nameOf(ctx.principal, input);
      // Read when it is written: another deposit may commit in between.
      ctx.tx.onCommit(() => ctx.balances.set(name, (ctx.balances.get(name) ?? 0) + input.amount));
      return { deposited: input.amount };
    },
  }),
});

export type BankRouter = typeof bankRouter;

/** The bank on a port, with everything the ladder needs kept in this process's memory. */
export function createBankServer(): { server: Server; shutdown: AbortController } {
  const store = createMemoryIdempotencyStore();
  const shutdown = new AbortController();
  const ladder: LadderServices<MemoryTx, Member> = {
    runtime: systemRuntime,
    faults: noFaults,
    shutdown: shutdown.signal,
    idempotency: createIdempotency({ store }),
    transact: (_call, body) => store.transact(body),
    authenticate: async (headers) => {
      const user = headers['x-user'];
      return typeof user === 'string' ? { kind: 'member', scope: user } : undefined;
    },
    describeError: () => undefined,
  };
  const handle = createHttpHandler({
    router: bankRouter,
    ladder,
    app: { balances: new Map<string, number>() },
    basePath: '/trpc',
  });
  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  return { server, shutdown };
}
