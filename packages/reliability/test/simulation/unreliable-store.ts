import type { Deadline, IdempotencyStore, MemoryIdempotencyStore, MemoryTx } from '../../src/index.ts';
import type { Process, World } from './world.ts';

/** The store as one process sees it. */
export interface StoreOfProcess extends IdempotencyStore<MemoryTx> {
  transact<R>(body: (tx: MemoryTx) => Promise<R>): Promise<R>;
}

interface Line {
  readonly world: World;
  readonly process: Process;
  /** Share of requests, and of answers, that get lost. */
  readonly loss: number;
  /** Hears when a call's claim is sent. */
  readonly asks: (deadline: Deadline) => void;
}

class ConnectionLost extends Error {}

/** A request to the store: it arrives when its turn comes, or never; so does its answer. */
async function travel<R>({ world, process, loss }: Line, run: () => Promise<R>): Promise<R> {
  await world.turn(process);
  if (world.chance(loss)) throw new ConnectionLost();
  const result = await run();
  if (world.chance(0.3)) await world.turn(process);
  if (world.chance(loss)) throw new ConnectionLost();
  return result;
}

/** Nobody waits longer than `deadline`; what was sent is called off, or arrives all the same, too late. */
function within<R>(line: Line, deadline: Deadline, run: () => Promise<R>): Promise<R> {
  const { signal } = deadline;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let calledOff = false;
    const onAbort = () => {
      calledOff = line.world.chance(0.5);
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const sent = travel(line, () => (calledOff ? Promise.reject(new ConnectionLost()) : run()));
    sent.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** `store` behind a network, with every message a step of the schedule. */
export function unreliable(
  store: IdempotencyStore<MemoryTx>,
  memory: MemoryIdempotencyStore,
  line: Line,
): StoreOfProcess {
  const { world, process } = line;
  return {
    transact: async (body) => {
      await world.turn(process);
      const tx = memory.begin();
      process.leftovers.add(tx.rollBack);
      try {
        const result = await body(tx);
        await travel(line, async () => tx.commit());
        return result;
      } catch (error) {
        await world.turn(process);
        throw error;
      } finally {
        tx.rollBack();
        process.leftovers.delete(tx.rollBack);
      }
    },
    claimInTransaction: (tx, claim) => travel(line, () => store.claimInTransaction(tx, claim)),
    completeInTransaction: (tx, id, answer) =>
      travel(line, () => store.completeInTransaction(tx, id, answer)),
    rememberStepInTransaction: (tx, ...rest) =>
      travel(line, () => store.rememberStepInTransaction(tx, ...rest)),
    look: (claim, deadline) => within(line, deadline, () => store.look(claim, deadline)),
    claimLease: (claim, leaseMs, deadline) => {
      line.asks(deadline);
      return within(line, deadline, () => store.claimLease(claim, leaseMs, deadline));
    },
    renewLease: (lease, leaseMs, deadline) =>
      within(line, deadline, () => store.renewLease(lease, leaseMs, deadline)),
    rememberStep: (lease, name, result, deadline) =>
      within(line, deadline, () => store.rememberStep(lease, name, result, deadline)),
    completeLease: (lease, answer, windowMs, deadline) =>
      within(line, deadline, () => store.completeLease(lease, answer, windowMs, deadline)),
    releaseLease: (lease, deadline) => within(line, deadline, () => store.releaseLease(lease, deadline)),
    countReplays: (counts, deadline) => within(line, deadline, () => store.countReplays(counts, deadline)),
  };
}
