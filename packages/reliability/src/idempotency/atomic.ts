import { serialiseAnswer } from './answer.ts';
import type { Attempt, EngineParts, Tried } from './attempt.ts';
import type { AtomicCall } from './contract.ts';
import { type Decision, grantsKey } from './decide.ts';

/**
 * Atomic mode: claim, effects and answer in one transaction of the caller's. What can't be run ends its transaction at
 * once, without having written anything, so that nobody waits with a connection in hand.
 */
export function atomicAttempt<Tx, T>(
  { store, faults }: EngineParts<Tx>,
  call: AtomicCall<Tx>,
  work: (tx: Tx) => Promise<T>,
): Attempt {
  const runIn = async (tx: Tx, claimed: () => void): Promise<Tried> => {
    const decision: Decision = await store.claimInTransaction(tx, call);
    if (!grantsKey(decision)) return decision;
    claimed();
    await faults.hit('after-claim');
    await faults.hit('before-effect');
    const value = await work(tx);
    await faults.hit('after-effect');
    const text = serialiseAnswer(value);
    await faults.hit('before-store-answer');
    await store.completeInTransaction(tx, call, text);
    await faults.hit('before-commit');
    return { kind: 'ran', text, takenOver: decision.kind === 'takeover' };
  };
  return {
    once: async (claimed) => {
      await faults.hit('before-claim');
      const tried = await call.transact((tx) => runIn(tx, claimed));
      if (tried.kind === 'ran') await faults.hit('after-commit');
      return tried;
    },
    look: () => store.look(call, call.deadline),
  };
}
