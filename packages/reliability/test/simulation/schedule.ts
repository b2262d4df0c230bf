import {
  createIdempotency,
  createMemoryIdempotencyStore,
  type Deadline,
  fingerprint,
  type Idempotency,
  type IdempotencyOptions,
  type IdempotencyStore,
  idempotencyPoints,
  type MemoryTx,
} from '../../src/index.ts';
import { type Client, live, type Node, type Workload } from './clients.ts';
import { History, type Terms } from './history.ts';
import { unreliable } from './unreliable-store.ts';
import { World } from './world.ts';

/** What a simulation is run against: ours, or a known-bad one. */
export interface Implementation {
  readonly engine: (options: IdempotencyOptions<MemoryTx>) => Idempotency<MemoryTx>;
  readonly store: (store: IdempotencyStore<MemoryTx>) => IdempotencyStore<MemoryTx>;
  readonly fingerprint: (value: unknown) => string;
}

/** Schedules by the hundred thousand have few different inputs. */
function remembering(fingerprintOf: (value: unknown) => string): (value: unknown) => string {
  const known = new Map<unknown, string>();
  return (value) => {
    const found = known.get(value) ?? fingerprintOf(value);
    known.set(value, found);
    return found;
  };
}

export const ours: Implementation = {
  engine: createIdempotency,
  store: (store) => store,
  fingerprint: remembering(fingerprint),
};

/** No schedule of ours comes near. */
const mostSteps = 20_000;

/** Disturbances still to come, each at a step of its own. */
interface Trouble {
  crashes: number;
  clockSteps: number;
}

/** One schedule: a few clients, two processes, one key. */
export class Schedule {
  readonly seed: number;
  readonly history: History;
  readonly #world: World;
  readonly #trouble: Trouble;
  readonly #nodes: Node[] = [];
  readonly #start: () => Node;
  #left: number;
  #steps = 0;

  constructor(seed: number, { engine, store: asGiven, fingerprint: fingerprintOf }: Implementation) {
    const world = new World(seed);
    const clients: Client[] = Array.from({ length: 1 + world.below(4) }, (_, index) => ({
      input: index > 0 && world.chance(0.15) ? 'y' : 'x',
      budgetMs: world.pick([120, 700, 5_000, 40_000]),
      calls: 1 + world.below(2),
    }));
    const terms: Terms = {
      mode: world.pick(['atomic', 'leased'] as const),
      windowMs: world.pick([250, 2_000, 3_600_000]),
      twoInputs: clients.some(({ input }) => input === 'y'),
    };
    const memory = createMemoryIdempotencyStore({ runtime: { now: () => world.nowMs } });
    const store = asGiven(memory);
    const loss = world.pick([0, 0, 0.03]);
    /** The point at which the next process to pass it dies, if there is one. */
    let deadly = world.chance(0.4) ? world.pick(idempotencyPoints) : undefined;

    this.seed = seed;
    this.#world = world;
    this.history = new History(world, terms);
    this.#trouble = { crashes: world.below(3), clockSteps: world.chance(0.4) ? 1 + world.below(3) : 0 };
    this.#left = clients.length;
    this.#start = () => {
      const process = world.start();
      const calls: Node['calls'] = new WeakMap();
      const asks = (deadline: Deadline) => {
        const attempt = calls.get(deadline);
        if (attempt) this.history.asks(attempt);
      };
      const line = unreliable(store, memory, { world, process, loss, asks });
      const hit = async (point: string) => {
        if (point === deadly && world.chance(0.5)) {
          deadly = undefined;
          this.#kill(node);
        }
        if (!process.alive || world.chance(0.1)) await world.turn(process);
      };
      const runtime = world.runtimeOf(process);
      const node: Node = {
        process,
        calls,
        runtime,
        store: line,
        engine: engine({ store: line, runtime, faults: { hit } }),
      };
      return node;
    };
    this.#nodes.push(this.#start(), this.#start());
    const load: Workload = {
      ...terms,
      world,
      history: this.history,
      maxLeaseMs: world.pick([100, 600, 30_000]),
      failing: world.pick([0, 0.1, 0.3]),
      fingerprintOf,
      node: () => world.pick(this.#nodes),
    };
    for (const client of clients) {
      live(load, client).then(
        () => {
          this.#left -= 1;
        },
        (error: unknown) => this.history.accuse(`the simulation itself failed: ${String(error)}`),
      );
    }
  }

  get over(): boolean {
    return this.#left === 0 || this.history.violation !== undefined;
  }

  /** One thing happens; what it sets off settles before the next call. */
  step(): void {
    this.#steps += 1;
    if (this.#steps > mostSteps) this.history.accuse('it never ends');
    const trouble = this.#trouble;
    if (trouble.crashes > 0 && this.#world.chance(0.02)) {
      trouble.crashes -= 1;
      this.#kill(this.#world.pick(this.#nodes));
    } else if (trouble.clockSteps > 0 && this.#world.chance(0.03)) {
      trouble.clockSteps -= 1;
      this.#world.stepClock(this.#world.pick([-4_000, -300, 90, 800, 30_000]));
    } else {
      this.#world.step();
    }
  }

  /** Another process takes its place. */
  #kill(node: Node): void {
    const place = this.#nodes.indexOf(node);
    if (place < 0) return;
    this.#nodes[place] = this.#start();
    this.#world.kill(node.process);
  }
}
