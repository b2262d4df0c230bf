import type { Runtime } from '@ballast/reliability';

interface Waiter {
  grant(): void;
}

interface WaitOptions {
  /** Longest wait in ms. */
  readonly timeoutMs: number;
  /** Leaves the queue at once when aborted, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** What a wait that took too long is rejected with. */
  readonly onTimeout: () => Error;
}

/** A counted set of permits with a first-come queue that people can leave. pg-pool's own queue can't be left. */
export class Permits {
  readonly max: number;
  readonly #runtime: Runtime;
  readonly #waiters = new Set<Waiter>();
  #inUse = 0;

  constructor(max: number, runtime: Runtime) {
    this.max = max;
    this.#runtime = runtime;
  }

  get inUse(): number {
    return this.#inUse;
  }

  get waiting(): number {
    return this.#waiters.size;
  }

  /** Takes a permit if one is free and nobody was first. */
  tryTake(): boolean {
    if (this.#inUse >= this.max || this.#waiters.size > 0) return false;
    this.#inUse += 1;
    return true;
  }

  /** Waits for a permit, first come first served. */
  wait({ timeoutMs, signal, onTimeout }: WaitOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const leave = (): void => {
        this.#waiters.delete(waiter);
        timer.cancel();
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        leave();
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        grant: () => {
          leave();
          resolve();
        },
      };
      const timer = this.#runtime.setTimer(
        () => {
          leave();
          reject(onTimeout());
        },
        timeoutMs,
        { keepAlive: true },
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiters.add(waiter);
    });
  }

  /** Gives a permit back: the longest waiting gets it. */
  release(): void {
    const next = this.#waiters.values().next().value;
    if (next === undefined) this.#inUse -= 1;
    else next.grant();
  }
}
