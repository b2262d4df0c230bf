import { createHash } from 'node:crypto';
import {
  createIdempotency,
  type Idempotency,
  type IdempotencyOptions,
  type IdempotencyStore,
  type MemoryTx,
  ReliabilityError,
} from '../../src/index.ts';

type Engine = (options: IdempotencyOptions<MemoryTx>) => Idempotency<MemoryTx>;
type Store = IdempotencyStore<MemoryTx>;

/** Atomic mode by hand; everything else is ours. */
function withAtomic(atomic: (store: Store) => Idempotency<MemoryTx>['atomic']): Engine {
  return (options) => ({ ...createIdempotency(options), atomic: atomic(options.store) });
}

function fresh<T>(value: T) {
  const text = JSON.stringify(value);
  return { value, text, outcome: 'fresh', replayed: false } as const;
}

function replayed<T>(text: string | undefined) {
  return { value: JSON.parse(text ?? 'null') as T, text, outcome: 'replayed', replayed: true } as const;
}

/** Looks whether there is an answer, and acts when there is none: so do all who looked at the same time. */
export const checkThenAct: Engine = withAtomic((store) => async (call, work) => {
  const seen = await store.look(call, call.deadline);
  if (seen.kind === 'replay') return replayed(seen.answer);
  if (seen.kind === 'key_reused') throw new ReliabilityError('idempotency_key_reused');
  return call.transact(async (tx) => {
    const answer = fresh(await work(tx));
    await store.claimInTransaction(tx, call);
    await store.completeInTransaction(tx, call, answer.text);
    return answer;
  });
});

/** The effect commits, then its answer does: who dies between the two is asked again and acts again. */
export const effectAndAnswerApart: Engine = withAtomic((store) => async (call, work) => {
  const seen = await store.look(call, call.deadline);
  if (seen.kind === 'replay') return replayed(seen.answer);
  if (seen.kind === 'key_reused') throw new ReliabilityError('idempotency_key_reused');
  const answer = fresh(await call.transact(work));
  await call.transact(async (tx) => {
    await store.claimInTransaction(tx, call);
    await store.completeInTransaction(tx, call, answer.text);
  });
  return answer;
});

/** The lease is whoever's holds it: a worker that was thought dead writes over the one that took its place. */
export function unfenced(store: Store): Store {
  let holder: string | undefined;
  const asHolder = <L extends { token: string }>(lease: L): L => ({ ...lease, token: holder ?? lease.token });
  return {
    ...store,
    claimLease: async (claim, leaseMs, deadline) => {
      const decision = await store.claimLease(claim, leaseMs, deadline);
      if ('steps' in decision) holder = claim.token;
      return decision;
    },
    completeLease: (lease, ...rest) => store.completeLease(asHolder(lease), ...rest),
    rememberStep: (lease, ...rest) => store.rememberStep(asHolder(lease), ...rest),
  };
}

/** A lease as long as a day: a crash locks the key for that long. */
export function neverLetsGo(store: Store): Store {
  return {
    ...store,
    claimLease: (claim, _leaseMs, deadline) => store.claimLease(claim, 86_400_000, deadline),
  };
}

/** Steps are not written down as they finish: the next worker does them again. */
export function forgetsSteps(store: Store): Store {
  return { ...store, rememberStep: async () => true };
}

/** The members in the order in which the client happened to write them. */
export function insertionOrderFingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
