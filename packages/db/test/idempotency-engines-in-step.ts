import { expect } from 'vitest';
import type { Database } from '../src/index.ts';
import { type Backend, memoryBackend, postgresBackend, surveyOf } from './idempotency-backends.ts';
import type { Call, EngineAction, Mode } from './idempotency-engine-actions.ts';
import { type Effect, EngineProcess, type Halt, type Heard } from './idempotency-process.ts';

const workers = [0, 1, 2];

/** One store with a few processes on it. */
interface Side {
  readonly processes: Pick<EngineProcess<unknown>, keyof EngineProcess<unknown>>[];
  /** Puts a new process in the place of one that is gone. */
  restart(worker: number): void;
  effects(): Promise<readonly string[]>;
  stepClock(ms: number): Promise<void>;
  survey(): Promise<readonly unknown[]>;
}

function sideOn<Tx>(backend: Backend<Tx>): Side {
  const start = () => new EngineProcess(backend);
  const processes = workers.map(start);
  return {
    processes,
    restart: (worker) => {
      processes[worker] = start();
    },
    effects: () => backend.effects(),
    stepClock: (ms) => backend.stepClock(ms),
    survey: () => surveyOf(backend),
  };
}

/** Engines on Postgres and engines on memory, driven in step; all that can be seen of one is compared with the other. */
export class EnginesInStep {
  readonly #postgres: Side;
  readonly #memory: Side;
  /** The calls that stand somewhere, by worker. */
  readonly #standing = new Map<number, { readonly mode: Mode; readonly at: string }>();
  /** Kinds of decisions the stores came to, with the method asked; and how calls ended. */
  readonly seen = new Set<string>();
  /** Crashes by mode and point. */
  readonly crashed = new Set<string>();
  #calls = 0;

  private constructor(postgres: Side, memory: Side) {
    this.#postgres = postgres;
    this.#memory = memory;
  }

  static async start(database: Database): Promise<EnginesInStep> {
    return new EnginesInStep(sideOn(await postgresBackend(database)), sideOn(memoryBackend()));
  }

  async act(it: EngineAction): Promise<void> {
    switch (it.type) {
      case 'begin':
        await this.begin(it.worker, it.to.call, it.to.stopAt);
        return;
      case 'meet': {
        const { call, stopAt } = it.to;
        await this.begin(it.worker, call, stopAt);
        await this.stepClock(it.ms);
        await this.begin((it.worker + 1) % workers.length, { ...call, input: it.input }, it.stopAt);
        return;
      }
      case 'whole':
        await this.begin(it.worker, it.call);
        return;
      case 'goOn':
        await this.goOn(it.worker, it.stopAt);
        return;
      case 'crash':
        return this.crash(it.worker);
      case 'crashAt':
        await this.crash(it.worker);
        await this.begin(it.worker, it.to.call, it.to.stopAt);
        await this.crash(it.worker);
        return this.stepClock(it.thenMs);
      case 'flush':
        await this.#both((side) => processOf(side, it.worker).flush());
        return this.#compare(it.worker);
      case 'clock':
        return this.stepClock(it.ms);
    }
  }

  /** Begins a call; one that stands at this worker comes to its end before. */
  async begin(worker: number, call: Call, stopAt?: string): Promise<Halt> {
    await this.goOn(worker);
    // It waits for one that stands elsewhere.
    if (this.#standing.has(worker)) await this.crash(worker);
    const name = `call ${this.#calls++}`;
    return this.#move(worker, call.mode, (side) => processOf(side, worker).begin(call, name, stopAt));
  }

  /** Lets the call that stands at this worker go on, if there is one. */
  async goOn(worker: number, stopAt?: string): Promise<Halt | undefined> {
    const standing = this.#standing.get(worker);
    if (standing === undefined) return undefined;
    return this.#move(worker, standing.mode, (side) => processOf(side, worker).goOn(stopAt));
  }

  /** The process of this worker is gone, wherever its call stands, and another one starts. */
  async crash(worker: number): Promise<void> {
    const standing = this.#standing.get(worker);
    if (standing) this.crashed.add(`${standing.mode} ${standing.at}`);
    this.#standing.delete(worker);
    await this.#both((side) => processOf(side, worker).crash());
    await this.#compare(worker);
    for (const side of [this.#postgres, this.#memory]) side.restart(worker);
  }

  async stepClock(ms: number): Promise<void> {
    await this.#both((side) => side.stepClock(ms));
  }

  /** The effects committed so far. */
  async effects(): Promise<readonly Effect[]> {
    const written = await this.#both((side) => side.effects());
    return written.map((effect) => JSON.parse(effect));
  }

  async compareAll(): Promise<void> {
    await this.#both((side) => side.survey());
  }

  async close(): Promise<void> {
    for (const worker of workers) {
      for (const side of [this.#postgres, this.#memory]) await processOf(side, worker).leave();
    }
  }

  async #move(worker: number, mode: Mode, on: (side: Side) => Promise<Halt>): Promise<Halt> {
    const halt = await this.#both(on);
    if ('at' in halt) this.#standing.set(worker, { mode, at: halt.at });
    else this.#standing.delete(worker);
    await this.#compare(worker);
    return halt;
  }

  async #both<T>(on: (side: Side) => Promise<T>): Promise<T> {
    const [actual, model] = [await on(this.#postgres), await on(this.#memory)];
    expect(actual).toEqual(model);
    return model;
  }

  /** What the worker passed, was told and did; what of it stays. The invariants catch what is wrong on both sides. */
  async #compare(worker: number): Promise<void> {
    const log = await this.#both(async (side) => processOf(side, worker).takeLog());
    for (const heard of log) this.#note(heard);
    heedsFences(log);
    onceAWindow(await this.effects());
  }

  #note([what, detail]: Heard): void {
    if (detail === false) this.seen.add(`${what} refused`);
    if (typeof detail !== 'object' || detail === null) return;
    if ('kind' in detail) this.seen.add(`${what} ${detail.kind}`);
    if ('outcome' in detail) this.seen.add(`${what} ${detail.outcome}`);
  }
}

function processOf(side: Side, worker: number): Side['processes'][number] {
  const process = side.processes[worker];
  if (process === undefined) throw new RangeError(`There is no worker ${worker}`);
  return process;
}

/** I3: a call that is told its lease is gone ends there and then, and says so. Giving back what is gone is no news. */
function heedsFences(log: readonly Heard[]): void {
  const refused = log.some(([what, detail]) => detail === false && what !== 'releaseLease');
  if (refused) expect(log.at(-1)).toMatchObject(['ended', { outcome: 'lease_lost' }]);
}

/** I2: of one key, no effect is committed in the window of another. */
function onceAWindow(effects: readonly Effect[]): void {
  const untilMs = new Map<string, number>();
  const windows = effects.flatMap(({ key, window: [from, until] = [] }) =>
    from === undefined || until === undefined ? [] : [{ key, from, until }],
  );
  for (const { key, from, until } of windows.sort((one, other) => one.from - other.from)) {
    expect(from).toBeGreaterThanOrEqual(untilMs.get(key) ?? from);
    untilMs.set(key, until);
  }
}
