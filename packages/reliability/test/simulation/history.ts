import type { World } from './world.ts';

/** The store's clock during something: earliest and latest. */
interface Span {
  loMs: number;
  hiMs: number;
}

export type Input = 'x' | 'y';

/** One time the work was begun. */
export interface Run {
  readonly id: number;
  readonly input: Input;
  /** Where its claim stands among all that were sent. */
  readonly asked: number;
  /** When it got its key. */
  readonly claim: Span;
  /** The latest that the clock had ever shown by then: a window that is over once stays over. */
  readonly latestMs: number;
  /** When its answer was stored, if it was. */
  stored: Span | undefined;
  /** Its transaction committed. */
  committed: boolean;
}

/** One call of a client. */
export interface Attempt {
  readonly input: Input;
  /** Since it last asked for the key. */
  asking: Span;
  /** How many had asked by then. */
  asked: number;
}

export class Violation extends Error {}

export interface Terms {
  readonly mode: 'atomic' | 'leased';
  readonly windowMs: number;
  /** Whether one client sends another input with the same key. */
  readonly twoInputs: boolean;
}

/**
 * What was seen from outside, and what must be true of it (I2, I3). It asks the store nothing: it knows effects,
 * answers and the clock. Where the clock moved while something happened, it takes the reading that accuses least.
 */
export class History {
  readonly #world: World;
  readonly #terms: Terms;
  readonly #open = new Set<Span>();
  readonly #runs: Run[] = [];
  readonly #texts = new Map<number, string>();
  /** Of each remembered step: the claim it was run under, the clock since then, and how many had asked before. */
  readonly #remembered = new Map<
    string,
    { readonly claim: Span; readonly since: Span; readonly asked: number }
  >();
  readonly #executed = new Set<string>();
  readonly #delivered: Run[] = [];
  #maxMs: number;
  #asked = 0;
  /** The first thing that must not be. */
  violation: Violation | undefined;

  constructor(world: World, terms: Terms) {
    this.#world = world;
    this.#terms = terms;
    this.#maxMs = world.nowMs;
    world.onClock = () => this.#clockMoved();
  }

  attempt(input: Input): Attempt {
    return { input, asking: this.#span(), asked: this.#asked };
  }

  asks(attempt: Attempt): void {
    this.#open.delete(attempt.asking);
    attempt.asking = this.#span();
    this.#asked += 1;
    attempt.asked = this.#asked;
  }

  /** The attempt is over without an answer. */
  forgets(attempt: Attempt): void {
    this.#open.delete(attempt.asking);
  }

  begins({ input, asking, asked }: Attempt): Run {
    this.#open.delete(asking);
    const run = {
      id: this.#runs.length,
      asked,
      input,
      claim: { ...asking },
      latestMs: this.#maxMs,
      stored: undefined,
      committed: false,
    };
    this.#runs.push(run);
    return run;
  }

  /** The work has its answer; from now on it may be stored. */
  works(run: Run): void {
    run.stored = this.#span();
  }

  /** An effect in our database is there to stay. */
  commits(run: Run): void {
    for (const other of this.#runs) {
      if (other.committed && !this.#apart(other.claim, run)) this.#accuse('I2: two effects in one window');
    }
    run.committed = true;
  }

  /** A step has its effect, outside or (committed) in our database. */
  steps(run: Run, name: string): void {
    const once = `${run.id} ${name}`;
    if (this.#executed.has(once)) this.#accuse(`I2: step ${name} twice in one run`);
    this.#executed.add(once);
    const before = this.#remembered.get(name);
    // Who claimed before that may not know, and can't be stopped by us: that is what `repeatKey` is for.
    if (before === undefined || run.asked <= before.asked || this.#terms.twoInputs) return;
    if (this.#surelyBefore(before.claim) && this.#surelyBefore(before.since))
      this.#accuse(`I2: step ${name} again after it was remembered`);
  }

  remembers(run: Run, name: string): void {
    this.#remembered.set(name, { claim: run.claim, since: this.#span(), asked: this.#asked });
  }

  answers(attempt: Attempt, text: string | undefined): void {
    this.#open.delete(attempt.asking);
    const run = this.#runs[Number(/^\{"run":(\d+),/.exec(text ?? '')?.[1])];
    if (run === undefined || text === undefined) {
      this.#accuse('I3: an answer that no run gave');
      return;
    }
    if (run.input !== attempt.input) this.#accuse("I3: another input's answer");
    if ((this.#texts.get(run.id) ?? text) !== text) this.#accuse('I3: other bytes');
    this.#texts.set(run.id, text);
    if (this.#terms.mode === 'atomic' && !run.committed) this.#accuse('I2: an answer without its effect');
    if (this.#delivered.includes(run)) return;
    if (run.stored) this.#open.delete(run.stored);
    for (const other of this.#delivered) {
      if (!this.#apart(this.#keptFrom(other), run) && !this.#apart(this.#keptFrom(run), other)) {
        this.#accuse('I3: two answers in one window');
      }
    }
    this.#delivered.push(run);
  }

  /** A client was told that its key belongs to another input. */
  refuses(attempt: Attempt, answeredBefore: readonly Run[]): void {
    this.#open.delete(attempt.asking);
    if (!this.#terms.twoInputs) this.#accuse('I3: refused as another input, and there is none');
    const own = answeredBefore.find((run) => run.input === attempt.input);
    if (own && this.#surelyBefore(this.#keptFrom(own))) {
      this.#accuse('I3: refused as another input after its own was answered');
    }
  }

  accuse(what: string): void {
    this.#accuse(what);
  }

  get delivered(): readonly Run[] {
    return [...this.#delivered];
  }

  /** From when the window of a run's answer counts. */
  #keptFrom(run: Run): Span {
    return this.#terms.mode === 'leased' && run.stored ? run.stored : run.claim;
  }

  /** Whether `later` may have got its key after the window that began at `from`. */
  #apart(from: Span, later: Run): boolean {
    return later.latestMs >= from.loMs + this.#terms.windowMs;
  }

  /** Whether the window that began at `from` has never been over, on any reading. */
  #surelyBefore(from: Span): boolean {
    return this.#maxMs < from.loMs + this.#terms.windowMs;
  }

  #span(): Span {
    const { nowMs } = this.#world;
    const span = { loMs: nowMs, hiMs: nowMs };
    this.#open.add(span);
    return span;
  }

  #clockMoved(): void {
    const { nowMs } = this.#world;
    this.#maxMs = Math.max(this.#maxMs, nowMs);
    for (const span of this.#open) {
      span.loMs = Math.min(span.loMs, nowMs);
      span.hiMs = Math.max(span.hiMs, nowMs);
    }
  }

  #accuse(what: string): void {
    this.violation ??= new Violation(what);
  }
}
