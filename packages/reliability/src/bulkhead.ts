import { ReliabilityError } from './errors.ts';

export interface BulkheadOptions {
  /** Calls at a time. */
  readonly maxConcurrent: number;
  /** Calls that may wait for a place. Default 0: the next one is refused. */
  readonly maxQueue?: number;
}

/** Gives the place back; again does nothing. */
export type Release = () => void;

/**
 * Limits how many calls run at a time, so that one slow dependency can't hold everything. Places are handed over in
 * the order of arrival, and nobody overtakes the queue. Share one between all that call the same dependency.
 */
export class Bulkhead {
  readonly #maxConcurrent: number;
  readonly #maxQueue: number;
  // A Set keeps the order of arrival and forgets a waiter that left in constant time.
  readonly #waiting = new Set<(release: Release) => void>();
  #running = 0;

  /** @throws RangeError unless `maxConcurrent` is a positive and `maxQueue` a natural number. */
  constructor({ maxConcurrent, maxQueue = 0 }: BulkheadOptions) {
    if (!(maxConcurrent >= 1 && maxQueue >= 0)) {
      throw new RangeError('A bulkhead needs maxConcurrent >= 1 and maxQueue >= 0');
    }
    this.#maxConcurrent = maxConcurrent;
    this.#maxQueue = maxQueue;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#waiting.size;
  }

  /**
   * Waits for a place.
   * @throws ReliabilityError bulkhead_full when the queue is full; the signal's reason when it aborts, at once and
   *   without keeping a place in the queue.
   */
  async acquire(signal?: AbortSignal): Promise<Release> {
    signal?.throwIfAborted();
    if (this.#running < this.#maxConcurrent) return this.#take();
    if (this.#waiting.size >= this.#maxQueue) throw new ReliabilityError('bulkhead_full');
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(admit);
        reject(signal?.reason);
      };
      const admit = (release: Release) => {
        signal?.removeEventListener('abort', leave);
        resolve(release);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.add(admit);
    });
  }

  #take(): Release {
    this.#running += 1;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#running -= 1;
      const [next] = this.#waiting;
      if (next === undefined) return;
      this.#waiting.delete(next);
      next(this.#take());
    };
  }
}
