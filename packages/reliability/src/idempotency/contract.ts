import type { Deadline } from '../deadline.ts';
import type { RecordId } from './store.ts';

/** How one call with a key ended. Exactly one a call. */
export type IdempotencyOutcome =
  /** It ran here, first. */
  | 'fresh'
  /** It ran here, going on after a holder that vanished. */
  | 'taken_over'
  /** The stored answer was there. */
  | 'replayed'
  /** It shared the answer of the same call in this process. */
  | 'joined'
  /** It found the call running elsewhere and waited for its answer. */
  | 'waited'
  /** Running elsewhere for longer than the budget allows to wait: 409. */
  | 'conflict'
  /** The key belongs to another input: 422. */
  | 'key_reused'
  /** Leased work failed and the key was given back. */
  | 'released'
  /** It failed and left nothing (atomic), or could not even give the key back (leased: the lease will run out). */
  | 'failed'
  /** Leased work was taken over by another worker while it ran. */
  | 'lease_lost';

/** News for spans and metrics. Holds neither the key nor anything of input or answer. */
export interface IdempotencyEvent {
  readonly type: 'idempotency';
  readonly mode: 'atomic' | 'leased';
  readonly scope: string;
  readonly outcome: IdempotencyOutcome;
  /** Time from the call's start to its end, in ms. */
  readonly durationMs: number;
  /** Looks at the store that found the key held elsewhere. */
  readonly waits: number;
}

/** What both modes need to know of a call. */
export interface KeyedCall extends RecordId {
  /** `fingerprint(input)`. */
  readonly fingerprint: string;
  /** How long a repeat gets the same answer, in ms on the store's clock. */
  readonly windowMs: number;
  readonly deadline: Deadline;
}

export interface AtomicCall<Tx> extends KeyedCall {
  /** Opens one transaction around `body`: commits when it resolves, rolls back when it rejects. It may run `body` again after a rollback. */
  transact<R>(body: (tx: Tx) => Promise<R>): Promise<R>;
}

export interface LeasedCall extends KeyedCall {
  /**
   * Longest lease, in ms; 30 s by default. The lease is cut to what the deadline leaves, and renewed on the way when
   * that is more. A worker that vanishes blocks its key for this long.
   */
  readonly maxLeaseMs?: number;
}

/** What a step is told. */
export interface StepContext {
  readonly name: string;
  /** The same for every attempt at this step of this call: hand it to a vendor that can recognise a repeat. */
  readonly repeatKey: string;
  readonly deadline: Deadline;
}

/** A leased call's grip on its key. */
export interface LeasedHandle<Tx = unknown> {
  /** Ends with the call's deadline, and at once when the lease is lost. Hand it to everything that is called. */
  readonly deadline: Deadline;
  /** True when an earlier attempt vanished and this one goes on after it. */
  readonly takenOver: boolean;
  /**
   * Runs `fn` unless a step of this name finished in an earlier attempt, and remembers its result as JSON. Names are
   * unique within a call. A crash between `fn`'s effect and its being remembered repeats it: see `repeatKey`.
   * @throws ReliabilityError `idempotency_lease_lost`, `unserialisable_answer`, or whatever `fn` threw
   */
  step<T>(name: string, fn: (step: StepContext) => Promise<T>): Promise<T>;
  /** The same inside the caller's transaction: `fn`'s writes and its being remembered commit together, exactly once. */
  stepInTransaction<T>(tx: Tx, name: string, fn: (step: StepContext) => Promise<T>): Promise<T>;
  /**
   * Extends the lease now; it is done by itself well before it runs out.
   * @throws ReliabilityError `idempotency_lease_lost`
   */
  renew(): Promise<void>;
}

/** The answer to a call with a key. */
export interface Answer<T> {
  /** As JSON carries it, also on the first run: what a later repeat will get. */
  readonly value: T;
  /** The exact text that is stored; undefined for the answer `undefined`. */
  readonly text: string | undefined;
  readonly outcome: Extract<IdempotencyOutcome, 'fresh' | 'taken_over' | 'replayed' | 'joined' | 'waited'>;
  /** True unless the work ran in this very call. */
  readonly replayed: boolean;
}

/** Runs work at most once per scope and key, and answers every repeat alike. */
export interface Idempotency<Tx> {
  /**
   * For effects that live in our database: claim, effects and answer commit together, so a crash leaves nothing.
   *
   * @throws ReliabilityError `idempotency_key_reused`, `idempotency_in_progress`, `unserialisable_answer`, the
   *   deadline's reason, or whatever `work` or the transaction threw
   */
  atomic<T>(call: AtomicCall<Tx>, work: (tx: Tx) => Promise<T>): Promise<Answer<T>>;
  /**
   * For effects outside: the claim commits first, finished steps are remembered, completion is fenced.
   *
   * @throws as `atomic`, and `idempotency_lease_lost` when another worker took over
   */
  leased<T>(call: LeasedCall, work: (lease: LeasedHandle<Tx>) => Promise<T>): Promise<Answer<T>>;
  /** Writes the replay counts that are still in memory. Call it before the process ends. */
  flush(): Promise<void>;
}
