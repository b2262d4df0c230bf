import {
  type Decision,
  decide,
  decideWhileHeld,
  grantsKey,
  type IdempotencyRecord,
  noSteps,
} from './idempotency/decide.ts';
import type { Claim, IdempotencyStore, Lease, RecordId } from './idempotency/store.ts';
import { type Runtime, systemRuntime } from './runtime.ts';

interface MemoryRecord extends IdempotencyRecord {
  readonly token: string | undefined;
  readonly replays: number;
}

/** A transaction of the memory store: what it wrote is seen by nobody before it commits. */
export interface MemoryTx {
  /** Does `effect` when the transaction commits, and never otherwise. */
  onCommit(effect: () => void): void;
}

/** A store in this process's memory: the model the others are held to, and enough for tests and single processes. */
export interface MemoryIdempotencyStore extends IdempotencyStore<MemoryTx> {
  /** Opens a transaction, commits when `body` resolves, rolls back when it rejects. */
  transact<R>(body: (tx: MemoryTx) => Promise<R>): Promise<R>;
  /** The same by hand, for tests that let a transaction's owner die. */
  begin(): MemoryTx & { commit(): void; rollBack(): void };
  /** Forgets the records whose window is over; returns how many. */
  purge(): Promise<number>;
  /** How many records there are, and how often one was replayed. */
  inspect(): { readonly records: number; replaysOf(id: RecordId): number };
}

interface OpenTx extends MemoryTx {
  readonly writes: Map<string, MemoryRecord>;
  /** Looked at before anything is committed; they throw. */
  readonly guards: (() => void)[];
  readonly effects: (() => void)[];
}

const nameOf = ({ scope, key }: RecordId): string => JSON.stringify([scope, key]);

/** @param options.runtime Its wall clock is the store's clock. */
export function createMemoryIdempotencyStore(
  options: { runtime?: Pick<Runtime, 'now'> } = {},
): MemoryIdempotencyStore {
  const { runtime = systemRuntime } = options;
  const records = new Map<string, MemoryRecord>();
  const holders = new Map<string, OpenTx>();
  const open = new WeakSet<MemoryTx>();
  const nowMs = () => Math.floor(runtime.now());

  const insideOf = (tx: MemoryTx): OpenTx => {
    if (!open.has(tx)) throw new Error('The transaction is over: this write came too late.');
    return tx as OpenTx;
  };
  const claimed = (claim: Claim, decision: Extract<Decision, { steps: unknown }>): MemoryRecord => ({
    fingerprint: claim.fingerprint,
    state: 'running',
    token: undefined,
    leaseExpiresAtMs: undefined,
    steps: decision.steps,
    answer: undefined,
    expiresAtMs: nowMs() + claim.windowMs,
    replays: 0,
  });
  /** Changes the record if the lease is still the caller's; the token is the fence. */
  const fenced = (lease: Lease, change: (record: MemoryRecord) => MemoryRecord): boolean => {
    const record = records.get(nameOf(lease));
    if (record?.state !== 'running' || record.token !== lease.token) return false;
    records.set(nameOf(lease), change(record));
    return true;
  };
  const withStep = (name: string, result: string | undefined) => (record: MemoryRecord) => ({
    ...record,
    steps: new Map([...record.steps, [name, result]]),
  });
  const decideOn = (claim: Claim): Decision => {
    const judge = holders.has(nameOf(claim)) ? decideWhileHeld : decide;
    return judge(records.get(nameOf(claim)), claim, nowMs());
  };
  const end = (tx: OpenTx): void => {
    open.delete(tx);
    for (const name of [...holders.keys()]) if (holders.get(name) === tx) holders.delete(name);
  };
  const begin = () => {
    const tx: OpenTx = {
      writes: new Map(),
      guards: [],
      effects: [],
      onCommit: (effect) => insideOf(tx).effects.push(effect),
    };
    open.add(tx);
    const commit = () => {
      insideOf(tx);
      for (const guard of tx.guards) guard();
      for (const [name, record] of tx.writes) records.set(name, record);
      for (const effect of tx.effects) effect();
      end(tx);
    };
    return Object.assign(tx, { commit, rollBack: () => end(tx) });
  };

  return {
    begin,
    transact: async (body) => {
      const tx = begin();
      try {
        const result = await body(tx);
        tx.commit();
        return result;
      } finally {
        tx.rollBack();
      }
    },
    claimInTransaction: async (tx, claim) => {
      const inside = insideOf(tx);
      const decision = decideOn(claim);
      if (!grantsKey(decision)) return decision;
      holders.set(nameOf(claim), inside);
      inside.writes.set(nameOf(claim), claimed(claim, decision));
      return decision;
    },
    completeInTransaction: async (tx, id, answer) => {
      const { writes } = insideOf(tx);
      const record = writes.get(nameOf(id));
      if (record) writes.set(nameOf(id), { ...record, state: 'completed', answer, steps: noSteps });
    },
    look: async (claim) => decideOn(claim),

    claimLease: async (claim, leaseMs) => {
      const decision = decideOn(claim);
      if (!grantsKey(decision)) return decision;
      const leaseExpiresAtMs = nowMs() + leaseMs;
      records.set(nameOf(claim), { ...claimed(claim, decision), token: claim.token, leaseExpiresAtMs });
      return decision;
    },
    renewLease: async (lease, leaseMs) =>
      fenced(lease, (record) => ({ ...record, leaseExpiresAtMs: nowMs() + leaseMs })),
    rememberStep: async (lease, name, result) => fenced(lease, withStep(name, result)),
    rememberStepInTransaction: async (tx, lease, name, result) => {
      // Real transactions lock the row until they end; here the fence is looked at again when this one commits.
      const inside = insideOf(tx);
      if (!fenced(lease, (record) => record)) return false;
      inside.guards.push(() => {
        if (!fenced(lease, withStep(name, result))) throw new Error('The lease was lost before the commit.');
      });
      return true;
    },
    completeLease: async (lease, answer, windowMs) =>
      fenced(lease, (record) => ({
        ...record,
        state: 'completed',
        answer,
        steps: noSteps,
        leaseExpiresAtMs: undefined,
        expiresAtMs: nowMs() + windowMs,
      })),
    releaseLease: async (lease) =>
      fenced(lease, (record) => ({ ...record, token: undefined, leaseExpiresAtMs: undefined })),

    countReplays: async (counts) => {
      for (const { replays, ...id } of counts) {
        const record = records.get(nameOf(id));
        // Whoever is taking it over has it locked: the count is let go.
        if (record?.state === 'completed' && !holders.has(nameOf(id))) {
          records.set(nameOf(id), { ...record, replays: record.replays + replays });
        }
      }
    },
    purge: async () => {
      const before = records.size;
      for (const [name, { expiresAtMs, leaseExpiresAtMs = 0 }] of records) {
        if (Math.max(expiresAtMs, leaseExpiresAtMs) <= nowMs() && !holders.has(name)) records.delete(name);
      }
      return before - records.size;
    },
    inspect: () => ({ records: records.size, replaysOf: (id) => records.get(nameOf(id))?.replays ?? 0 }),
  };
}
