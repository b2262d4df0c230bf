import {
  createIdempotency,
  createMemoryIdempotencyStore,
  Deadline,
  type FaultPoints,
  fingerprint,
  type IdempotencyEvent,
  type IdempotencyStore,
  type MemoryTx,
} from '../../src/index.ts';
import { createTestRuntime } from '../../src/testing.ts';

/** Two processes (engines) on one store, under a clock that stands still until it is moved. */
export function engineWorld(
  options: {
    faults?: FaultPoints;
    store?: (store: IdempotencyStore<MemoryTx>) => IdempotencyStore<MemoryTx>;
  } = {},
) {
  const runtime = createTestRuntime();
  const memory = createMemoryIdempotencyStore({ runtime });
  const store = options.store?.(memory) ?? memory;
  const events: IdempotencyEvent[] = [];
  const { faults } = options;
  const here = createIdempotency({ store, runtime, faults, onEvent: (event) => events.push(event) });
  const there = createIdempotency({ store, runtime });
  const scope = 'anna/orders.create';
  const call = (input: unknown, more: { key?: string; budgetMs?: number; maxLeaseMs?: number } = {}) => {
    const { key = 'k', budgetMs = 5_000, maxLeaseMs } = more;
    return {
      scope,
      key,
      fingerprint: fingerprint(input),
      windowMs: 60_000,
      deadline: Deadline.start(budgetMs, { runtime }),
      transact: memory.transact,
      ...(maxLeaseMs === undefined ? {} : { maxLeaseMs }),
    };
  };
  return { runtime, memory, here, there, call, events, id: { scope, key: 'k' } };
}

/** Work that waits until it is told how to end. */
export function handWork<T>() {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  return { work: () => promise, resolve, reject };
}

export class WorkFailed extends Error {}
