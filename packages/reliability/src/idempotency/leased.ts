import { ReliabilityError } from '../errors.ts';
import { serialiseAnswer } from './answer.ts';
import type { Attempt, CallNotes, EngineParts } from './attempt.ts';
import type { LeasedCall, LeasedHandle } from './contract.ts';
import { grantsKey } from './decide.ts';
import { LeaseKeeper, leaseMsOf, settlingDeadline } from './lease-keeper.ts';
import type { Lease } from './store.ts';

/** Leased mode: the claim commits first, the work runs outside any transaction of ours, completion is fenced by the token. */
export function leasedAttempt<Tx, T>(
  parts: EngineParts<Tx>,
  call: LeasedCall,
  work: (lease: LeasedHandle<Tx>) => Promise<T>,
  notes: CallNotes,
): Attempt {
  const { store, runtime, faults } = parts;

  /** Gives the key back, whatever has become of the budget. False when that did not work: the lease will run out. */
  const release = async (lease: Lease): Promise<boolean> => {
    await faults.hit('before-release');
    using settling = settlingDeadline(call);
    return store.releaseLease(lease, settling).catch(() => false);
  };

  const claim = async (lease: Lease, leaseMs: number) => {
    const { fingerprint, windowMs } = call;
    try {
      return await store.claimLease({ ...lease, fingerprint, windowMs }, leaseMs, call.deadline);
    } catch (error) {
      // The claim may have landed although its answer was lost.
      if (await release(lease)) notes.failure = 'released';
      throw error;
    }
  };

  const runUnder = async (keeper: LeaseKeeper<Tx>, lease: Lease): Promise<string | undefined> => {
    try {
      await faults.hit('after-claim');
      await faults.hit('before-effect');
      const value = await work(keeper);
      await faults.hit('after-effect');
      const text = serialiseAnswer(value);
      await faults.hit('before-store-answer');
      // What happened outside has happened: the answer is stored even if the budget ran out meanwhile.
      using settling = settlingDeadline(call);
      if (await store.completeLease(lease, text, call.windowMs, settling)) return text;
      keeper.lose();
      throw new ReliabilityError('idempotency_lease_lost');
    } catch (error) {
      if (keeper.lost) {
        notes.failure = 'lease_lost';
        throw new ReliabilityError('idempotency_lease_lost', { cause: error });
      }
      notes.failure = (await release(lease)) ? 'released' : 'failed';
      throw error;
    }
  };

  return {
    once: async (claimed) => {
      await faults.hit('before-claim');
      call.deadline.throwIfAborted();
      const lease: Lease = { scope: call.scope, key: call.key, token: runtime.uuid() };
      const leaseMs = leaseMsOf(call);
      const heldUntilMs = runtime.monotonicMs() + leaseMs;
      const decision = await claim(lease, leaseMs);
      if (!grantsKey(decision)) return decision;
      claimed();
      const takenOver = decision.kind === 'takeover';
      using keeper = new LeaseKeeper({ parts, call, lease, steps: decision.steps, takenOver, heldUntilMs });
      const text = await runUnder(keeper, lease);
      await faults.hit('after-commit');
      return { kind: 'ran', text, takenOver };
    },
  };
}
