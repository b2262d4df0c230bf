import { Deadline } from '../deadline.ts';
import type { Runtime, Timer } from '../runtime.ts';
import type { IdempotencyStore, RecordId, ReplayCount } from './store.ts';

const everyMs = 1_000;
const flushBudgetMs = 1_000;

/**
 * Counts replays off the path of the answer: they are added up here and written together, about once a second, in
 * one statement. A crash loses at most that second's counts.
 */
export class ReplayCounts {
  readonly #store: Pick<IdempotencyStore<never>, 'countReplays'>;
  readonly #runtime: Runtime;
  readonly #counts = new Map<string, { readonly id: RecordId; replays: number }>();
  #timer: Timer | undefined;

  constructor(store: Pick<IdempotencyStore<never>, 'countReplays'>, runtime: Runtime) {
    this.#store = store;
    this.#runtime = runtime;
  }

  add({ scope, key }: RecordId): void {
    const name = JSON.stringify([scope, key]);
    const known = this.#counts.get(name);
    if (known) known.replays += 1;
    else this.#counts.set(name, { id: { scope, key }, replays: 1 });
    this.#timer ??= this.#runtime.setTimer(() => void this.flush(), everyMs);
  }

  /** Never rejects: counts that can't be written are dropped. */
  async flush(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#counts.size === 0) return;
    const counts: ReplayCount[] = Array.from(this.#counts.values(), ({ id, replays }) => ({
      ...id,
      replays,
    }));
    this.#counts.clear();
    using deadline = Deadline.start(flushBudgetMs, { runtime: this.#runtime });
    try {
      await this.#store.countReplays(counts, deadline);
    } catch {
      // Counts are for people who look at the operations page, not for correctness.
    }
  }
}
