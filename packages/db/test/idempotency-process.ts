import {
  createIdempotency,
  Deadline,
  type Idempotency,
  type IdempotencyStore,
  isReliabilityError,
  type LeasedHandle,
  type Runtime,
} from '@ballast/reliability';
import { scope } from './idempotency-actions.ts';
import type { Backend, Opened } from './idempotency-backends.ts';
import type { Call, Deed } from './idempotency-engine-actions.ts';

/** Where a call has come to: it stands at a point, or it has ended. */
export type Halt = { readonly at: string } | { readonly ended: unknown };

/** One thing that happened: what, and with which result. */
export type Heard = readonly [what: string, detail: unknown];

/** Stands for waiting between two looks at a key that is held elsewhere. Not among the engine's points. */
export const pausing = 'pausing';

class WorkFailed extends Error {}

/** What the engine keeps back to say 409 in: with no more than that, a call does not wait for others. */
const impatientMs = 100;
const patientMs = 10_000;

/** One process with an engine of its own. It has one call at a time, holds it where it is told to, and may die there. */
export class EngineProcess<Tx> {
  readonly #backend: Backend<Tx>;
  readonly #engine: Idempotency<Tx>;
  readonly #opened = new Set<Opened<unknown>>();
  readonly #log: Heard[] = [];
  #halted = Promise.withResolvers<Halt>();
  #stopAt: string | undefined;
  #goOn: (() => void) | undefined;
  #claimedMs = 0;
  #dead = false;

  constructor(backend: Backend<Tx>) {
    this.#backend = backend;
    this.#engine = createIdempotency({
      store: overheard(backend.store, (heard) => this.#log.push(heard)),
      runtime: backend.runtime,
      faults: { hit: (point) => this.#pass(point) },
      onEvent: ({ mode, outcome, waits }) => this.#log.push(['ended', { mode, outcome, waits }]),
    });
  }

  /** Begins a call, and lets it come to `stopAt`, or to its end where it does not pass there. */
  begin(call: Call, name: string, stopAt: string | undefined): Promise<Halt> {
    const halted = this.#until(stopAt);
    void this.#settled(call, name).then((ended) => this.#halted.resolve({ ended }));
    return halted;
  }

  /** Lets the call that stands go on. */
  goOn(stopAt: string | undefined): Promise<Halt> {
    const halted = this.#until(stopAt);
    this.#goOn?.();
    return halted;
  }

  /** The process is gone: nothing of it runs any more, and its transactions end by the server's doing. */
  async crash(): Promise<void> {
    this.#dead = true;
    for (const opened of this.#opened) await opened.kill();
  }

  /** The same, but polite to the database: for tidying up. */
  async leave(): Promise<void> {
    this.#dead = true;
    for (const opened of this.#opened) await opened.leave();
  }

  flush(): Promise<void> {
    return this.#engine.flush();
  }

  /** What happened since it was last asked, in order: points passed, the store's answers, steps run, events. */
  takeLog(): readonly Heard[] {
    return this.#log.splice(0);
  }

  #until(stopAt: string | undefined): Promise<Halt> {
    this.#stopAt = stopAt;
    this.#halted = Promise.withResolvers();
    return this.#halted.promise;
  }

  #pass(point: string): Promise<void> {
    this.#log.push(['passed', point]);
    if (point === 'after-claim') this.#claimedMs = this.#backend.runtime.now();
    if (point !== this.#stopAt) return Promise.resolve();
    return new Promise((resolve) => this.#halt(point, resolve));
  }

  #halt(at: string, goOn: () => void): void {
    this.#goOn = goOn;
    this.#halted.resolve({ at });
  }

  async #settled(call: Call, name: string): Promise<unknown> {
    try {
      return await this.#ask(call, name);
    } catch (error) {
      if (isReliabilityError(error)) return { error: error.code, retryAfterMs: error.retryAfterMs };
      return { error: error instanceof WorkFailed ? 'the work failed' : String(error) };
    }
  }

  #ask(call: Call, name: string): Promise<unknown> {
    const { key, input: fingerprint, windowMs, maxLeaseMs } = call;
    const budgetMs = call.patient ? patientMs : impatientMs;
    const deadline = Deadline.start(budgetMs, { runtime: this.#runtimeOfWaits() });
    const keyed = { scope, key, fingerprint, windowMs, deadline };
    if (call.mode === 'leased') {
      return this.#engine.leased({ ...keyed, maxLeaseMs }, (lease) => this.#leasedWork(lease, call, name));
    }
    const transact = <R>(body: (tx: Tx) => Promise<R>) => this.#transact(body);
    return this.#engine.atomic({ ...keyed, transact }, (tx) => this.#atomicWork(tx, call, name));
  }

  /** A sleep is a place where the call stands, until it is told to go on. */
  #runtimeOfWaits(): Runtime {
    const { runtime } = this.#backend;
    const halt = (wake: () => void) => {
      this.#halt(pausing, wake);
      return { cancel: () => {} };
    };
    return {
      ...runtime,
      setTimer: (fn, ms, options) => (options?.keepAlive ? halt(fn) : runtime.setTimer(fn, ms)),
    };
  }

  /** What a dead process would have been told, it is not. */
  #transact<R>(body: (tx: Tx) => Promise<R>): Promise<R> {
    const opened = this.#backend.open(body);
    this.#opened.add(opened);
    return new Promise((resolve, reject) => {
      const tell = (told: () => void) => {
        if (this.#dead) return;
        this.#opened.delete(opened);
        told();
      };
      opened.done.then(
        (result) => tell(() => resolve(result)),
        (error: unknown) => tell(() => reject(error)),
      );
    });
  }

  async #atomicWork(tx: Tx, call: Call, name: string): Promise<unknown> {
    const window = [this.#claimedMs, this.#claimedMs + call.windowMs];
    await this.#effect(tx, { key: call.key, name, window });
    return endOf(call, { name });
  }

  async #leasedWork(lease: LeasedHandle<Tx>, call: Call, name: string): Promise<unknown> {
    const results: unknown[] = [];
    for (const deed of call.deeds) results.push(await this.#do(deed, lease, call, name));
    return endOf(call, { name, results, takenOver: lease.takenOver });
  }

  #do(deed: Deed, lease: LeasedHandle<Tx>, { key }: Call, name: string): Promise<unknown> {
    if (deed === 'renew') return lease.renew();
    if (deed === 'one' || deed === '__proto__') {
      return lease.step(deed, async ({ repeatKey }) => {
        this.#log.push(['step', { deed, name, repeatKey }]);
        return deed === 'one' ? name : undefined;
      });
    }
    return this.#transact(async (tx) => {
      const result = await lease.stepInTransaction(tx, 'in transaction', async () => {
        await this.#effect(tx, { key, name });
        return name;
      });
      if (deed === 'undone') throw new WorkFailed();
      return result;
    });
  }

  async #effect(tx: Tx, effect: Effect): Promise<void> {
    this.#log.push(['effect', effect]);
    await this.#backend.writeEffect(tx, JSON.stringify(effect));
  }
}

/** What is written in a transaction; of atomic calls with the window in which theirs is to be the only one. */
export interface Effect {
  readonly key: string;
  readonly name: string;
  readonly window?: readonly number[];
}

function endOf({ end }: Call, answer: object): unknown {
  if (end === 'throw') throw new WorkFailed();
  if (end === 'nothing') return undefined;
  return end === 'unserialisable' ? 1n : { ...answer, text: '\u0000é\ud800' };
}

/** The store, with every answer it gives told to `hear`. */
function overheard<Tx>(store: IdempotencyStore<Tx>, hear: (heard: Heard) => void): IdempotencyStore<Tx> {
  return new Proxy(store, {
    get: (target, method: keyof IdempotencyStore<Tx>) => {
      const ask = target[method] as (...asked: unknown[]) => Promise<unknown>;
      return async (...asked: unknown[]) => {
        const answer = await ask(...asked);
        hear([method, answer]);
        return answer;
      };
    },
  });
}
