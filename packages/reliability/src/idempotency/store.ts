import type { Deadline } from '../deadline.ts';
import type { Decision } from './decide.ts';

/** Names one record. */
export interface RecordId {
  /** Owner and procedure: what separates one caller's keys from another's. */
  readonly scope: string;
  readonly key: string;
}

export interface Claim extends RecordId {
  /** See `fingerprint`. */
  readonly fingerprint: string;
  /** How long an answer is repeated, in ms on the store's clock: from the claim (atomic) or the completion (leased). */
  readonly windowMs: number;
}

/** Proof of a claim in leased mode; every later write carries it. */
export interface Lease extends RecordId {
  /** A UUID no other claim has. */
  readonly token: string;
}

/** A replay count to be added to a record. */
export interface ReplayCount extends RecordId {
  readonly replays: number;
}

/**
 * Where records live. Each method is one step that happens entirely or not at all, on the store's own clock.
 *
 * `claimInTransaction` and `completeInTransaction` belong to the caller's open transaction and end with it. None of
 * the methods waits for another holder of the key: they answer `in_progress` and the engine waits outside.
 */
export interface IdempotencyStore<Tx> {
  /** Atomic mode: takes the key until the transaction ends, or says why not. */
  claimInTransaction(tx: Tx, claim: Claim): Promise<Decision>;
  /** Atomic mode: stores the answer in the same commit. */
  completeInTransaction(tx: Tx, id: RecordId, answer: string | undefined): Promise<void>;
  /** What a claim would lead to now. Takes nothing, needs no transaction. */
  look(claim: Claim, deadline: Deadline): Promise<Decision>;

  /** Leased mode: takes the key for `leaseMs`, committed at once, or says why not. */
  claimLease(claim: Claim & Lease, leaseMs: number, deadline: Deadline): Promise<Decision>;
  /** Sets the lease's end to `leaseMs` from now. False when the lease is no longer ours. */
  renewLease(lease: Lease, leaseMs: number, deadline: Deadline): Promise<boolean>;
  /** Keeps a finished step's result. False when the lease is no longer ours. */
  rememberStep(lease: Lease, name: string, result: string | undefined, deadline: Deadline): Promise<boolean>;
  /** The same in the caller's transaction: the step's own writes and its result commit together. */
  rememberStepInTransaction(tx: Tx, lease: Lease, name: string, result: string | undefined): Promise<boolean>;
  /** Stores the answer and ends the lease. False when the lease is no longer ours. */
  completeLease(
    lease: Lease,
    answer: string | undefined,
    windowMs: number,
    deadline: Deadline,
  ): Promise<boolean>;
  /** Gives the key back after a failure; finished steps stay remembered. False when the lease is no longer ours. */
  releaseLease(lease: Lease, deadline: Deadline): Promise<boolean>;

  /** Adds to the records' replay counts. Best effort: counts may be lost, never an answer. */
  countReplays(counts: readonly ReplayCount[], deadline: Deadline): Promise<void>;
}
