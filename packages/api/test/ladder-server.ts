import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createIdempotency,
  createMemoryIdempotencyStore,
  type MemoryTx,
  noFaults,
  type Runtime,
  systemRuntime,
} from '@ballast/reliability';
import type { AnyTRPCRouter } from '@trpc/server';
import { describeOwnError } from '../src/describe-error.ts';
import { createHttpHandler, createLadder } from '../src/ladder/index.ts';

interface Anyone {
  readonly kind: 'anyone';
  readonly scope: string;
}

/** Builders of procedures that stand on memory alone: what the ladder does is seen without a database. */
export const { query, mutation, router } = createLadder<object, MemoryTx, Anyone>();
export const anyone = ['anyone'] as const;

/** A router on a real port; everything else is in memory. */
export interface LadderServer extends AsyncDisposable {
  readonly url: string;
  readonly shutdown: AbortController;
  /** Transactions opened, committed and rolled back so far. */
  readonly transactions: { opened: number; committed: number };
  mutate(
    path: string,
    input: unknown,
    init?: { headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Response>;
}

/** Serves a router. */
export async function serveLadder(
  served: AnyTRPCRouter,
  runtime: Runtime = systemRuntime,
): Promise<LadderServer> {
  const store = createMemoryIdempotencyStore({ runtime });
  const shutdown = new AbortController();
  const transactions = { opened: 0, committed: 0 };
  const handle = createHttpHandler({
    router: served,
    app: {},
    basePath: '/trpc',
    ladder: {
      runtime,
      faults: noFaults,
      shutdown: shutdown.signal,
      idempotency: createIdempotency({ store, runtime }),
      transact: async (_call, body) => {
        transactions.opened += 1;
        const result = await store.transact(body);
        transactions.committed += 1;
        return result;
      },
      authenticate: async (): Promise<Anyone> => ({ kind: 'anyone', scope: 'anyone' }),
      describeError: describeOwnError,
    },
  });
  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`;
  return {
    url,
    shutdown,
    transactions,
    mutate: (path, input, init = {}) =>
      fetch(`${url}/${path}`, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json', ...init.headers },
        ...(init.signal ? { signal: init.signal } : {}),
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `error.data` of a failed call. */
export async function failureOf(response: Response): Promise<{ reason: string; retryable: boolean }> {
  const body = (await response.json()) as { error: { data: { reason: string; retryable: boolean } } };
  return body.error.data;
}

/** The reason code of a failed call. */
export async function reasonOf(response: Response): Promise<string> {
  return (await failureOf(response)).reason;
}
