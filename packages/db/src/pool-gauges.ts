/** Upper bounds of the acquire-wait histogram, in ms; one more bucket counts what is above the last. */
export const acquireWaitBoundsMs = [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] as const;

/** What the pool looks like at this moment. */
export interface PoolGauges {
  readonly max: number;
  /** Connections checked out. */
  readonly inUse: number;
  /** Open connections that nobody uses. */
  readonly idle: number;
  /** Callers in the queue. */
  readonly waiting: number;
  /** inUse / max, 0 to 1. */
  readonly utilisation: number;
  /** How long a caller who came now would wait, by recent hold times, in ms. */
  readonly estimatedWaitMs: number;
  readonly acquireWaitMs: {
    readonly count: number;
    readonly sum: number;
    readonly buckets: readonly number[];
  };
  /** Callers refused at once since the start, because their budget was below the estimated wait. */
  readonly shed: number;
  /** Callers whose wait took longer than `pool_timeout`, since the start. */
  readonly timeouts: number;
}

export type PoolEvent =
  | { readonly type: 'acquired'; readonly waitMs: number }
  | { readonly type: 'released'; readonly heldMs: number }
  | { readonly type: 'shed'; readonly estimatedWaitMs: number }
  | { readonly type: 'timeout'; readonly waitMs: number }
  | { readonly type: 'saturated'; readonly utilisation: number }
  | { readonly type: 'connection_error'; readonly error: Error };

/** Counts acquire waits by bucket. */
export class WaitHistogram {
  readonly #buckets = new Array<number>(acquireWaitBoundsMs.length + 1).fill(0);
  #count = 0;
  #sum = 0;

  record(ms: number): void {
    const found = acquireWaitBoundsMs.findIndex((bound) => ms <= bound);
    const index = found === -1 ? acquireWaitBoundsMs.length : found;
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    this.#sum += ms;
  }

  snapshot(): PoolGauges['acquireWaitMs'] {
    return { count: this.#count, sum: this.#sum, buckets: [...this.#buckets] };
  }
}
