import { type Classify, type OnEvent, RetryBudget, type Runtime } from '@ballast/reliability';
import { createGuard, type Guard, type GuardState } from './guards.ts';
import type { Operation, TimeoutClass } from './operation.ts';
import type { DoorSettings } from './settings.ts';

export interface GuardTableOptions {
  readonly settings: DoorSettings;
  readonly runtime: Runtime;
  readonly classify: Classify;
  readonly onEvent: OnEvent;
  /** Guards kept at a time. */
  readonly most: number;
}

/**
 * The guards by vendor and credential: one owner's revoked token does not shut the vendor for the others. The number is
 * bounded; the longest unused one without a call or an open breaker goes first, since it knows nothing worth keeping.
 */
export class GuardTable {
  readonly #options: GuardTableOptions;
  // A Map keeps the order of insertion; a guard that is used moves to the end.
  readonly #guards = new Map<string, Guard>();
  readonly #budgets = new Map<string, RetryBudget>();

  constructor(options: GuardTableOptions) {
    this.#options = options;
  }

  of({ vendor, timeoutClass }: Operation, credential: string): Guard {
    const key = keyOf(vendor, timeoutClass, credential);
    const found = this.#guards.get(key);
    if (found !== undefined) this.#guards.delete(key);
    else this.#makeRoom();
    const budget = this.#budgetOf(vendor);
    const guard = found ?? createGuard({ ...this.#options, vendor, timeoutClass, credential, budget });
    this.#guards.set(key, guard);
    return guard;
  }

  find(vendor: string, credential: string): GuardState | undefined {
    const of = (timeoutClass: TimeoutClass) => this.#guards.get(keyOf(vendor, timeoutClass, credential));
    return (of('ai') ?? of('integration'))?.state();
  }

  states(): GuardState[] {
    return [...this.#guards.values()].map((guard) => guard.state());
  }

  #budgetOf(vendor: string): RetryBudget {
    const found = this.#budgets.get(vendor);
    if (found !== undefined) return found;
    const budget = new RetryBudget({ runtime: this.#options.runtime });
    this.#budgets.set(vendor, budget);
    return budget;
  }

  #makeRoom(): void {
    if (this.#guards.size < this.#options.most) return;
    const keys = [...this.#guards.keys()];
    const victim = keys.find((key) => this.#guards.get(key)?.idle()) ?? keys[0];
    if (victim !== undefined) this.#guards.delete(victim);
  }
}

function keyOf(vendor: string, timeoutClass: TimeoutClass, credential: string): string {
  return `${vendor} ${timeoutClass} ${credential}`;
}
