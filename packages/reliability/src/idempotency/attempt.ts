import type { FaultPoints } from '../fault-points.ts';
import type { Runtime } from '../runtime.ts';
import type { IdempotencyOutcome } from './contract.ts';
import type { Decision } from './decide.ts';
import type { IdempotencyPoint } from './points.ts';
import type { IdempotencyStore } from './store.ts';

/** What the engine's parts share. */
export interface EngineParts<Tx> {
  readonly store: IdempotencyStore<Tx>;
  readonly runtime: Runtime;
  readonly faults: Omit<FaultPoints, 'hit'> & { hit(name: IdempotencyPoint): Promise<void> };
}

/** The work ran to its end and its answer is stored. */
export interface Ran {
  readonly kind: 'ran';
  readonly text: string | undefined;
  readonly takenOver: boolean;
}

export type Tried = Ran | Exclude<Decision, { readonly kind: 'run' | 'takeover' }>;

/** One mode's way to answer a call. */
export interface Attempt {
  /** Claims the key and, if it got it, says so and runs the work. Throws what the work threw. */
  once(claimed: () => void): Promise<Tried>;
  /** A cheaper look at whether another `once` is worth it; absent where `once` is as cheap. */
  look?(): Promise<Decision>;
}

/** Notes on one call, for its event. */
export interface CallNotes {
  waits: number;
  /** What a throw out of the work means. */
  failure: Extract<IdempotencyOutcome, 'failed' | 'released' | 'lease_lost'>;
}
