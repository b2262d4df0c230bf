import { isReliabilityError, type ReliabilityCode, ReliabilityError } from './errors.ts';
import { type Runtime, systemRuntime, type Timer } from './runtime.ts';

/** Why a deadline ended before its owner was done. */
export type AbortKind = 'timeout' | 'caller_left' | 'shutdown';

export interface DeadlineOptions {
  readonly runtime?: Runtime | undefined;
  /** The caller's signal. Its abort means that nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface ChildOptions {
  /** What running out of this child's own budget is called. Running out of an ancestor's keeps the ancestor's name. */
  readonly timeoutCode?: 'deadline_exceeded' | 'attempt_timeout';
}

type AbortCode = Extract<
  ReliabilityCode,
  'deadline_exceeded' | 'attempt_timeout' | 'caller_left' | 'shutting_down'
>;

const kindOfCode: Record<AbortCode, AbortKind> = {
  deadline_exceeded: 'timeout',
  attempt_timeout: 'timeout',
  caller_left: 'caller_left',
  shutting_down: 'shutdown',
};

/** Another deadline's signal says why it ended; any other signal is a caller who left. */
function kindOfSignal(signal: AbortSignal): AbortKind {
  const { reason } = signal;
  const code = isReliabilityError(reason) ? reason.code : undefined;
  return code !== undefined && code in kindOfCode ? kindOfCode[code as AbortCode] : 'caller_left';
}

/**
 * One absolute point in time, on the monotonic clock, after which nobody wants the answer any more. It is passed down
 * instead of timeouts: everything below takes its limit from what remains.
 *
 * Dispose it when the work is done (`using deadline = Deadline.start(…)`): that clears its timer and leaves the
 * caller's signal and the parent.
 */
export class Deadline implements Disposable {
  /** The budget this one was given, cut to what its parent had left, in ms. */
  readonly budgetMs: number;
  readonly runtime: Runtime;
  readonly #dueMs: number;
  readonly #timeoutCode: AbortCode;
  readonly #parent: Deadline | undefined;
  #controller: AbortController | undefined;
  #listeners: Set<() => void> | undefined;
  #children: Set<Deadline> | undefined;
  #timer: Timer | undefined;
  #reason: (ReliabilityError & { readonly code: AbortCode }) | undefined;
  #leaveCaller: (() => void) | undefined;

  private constructor(budgetMs: number, runtime: Runtime, parent?: Deadline, timeoutCode?: AbortCode) {
    if (Number.isNaN(budgetMs))
      throw new RangeError('A time budget must be a number of milliseconds, got NaN');
    const nowMs = runtime.monotonicMs();
    const ownMs = nowMs + Math.max(0, budgetMs);
    const endsWithParent = parent !== undefined && parent.#dueMs <= ownMs;
    this.runtime = runtime;
    this.#parent = parent;
    this.#dueMs = endsWithParent ? parent.#dueMs : ownMs;
    this.#timeoutCode = endsWithParent ? parent.#timeoutCode : (timeoutCode ?? 'deadline_exceeded');
    this.budgetMs = Math.max(0, this.#dueMs - nowMs);
  }

  /**
   * Starts the clock.
   * @param budgetMs Time allowed from now, in ms. Negative counts as none left; `Infinity` sets no limit.
   * @throws RangeError for NaN.
   */
  static start(budgetMs: number, options: DeadlineOptions = {}): Deadline {
    const deadline = new Deadline(budgetMs, options.runtime ?? systemRuntime);
    const { signal } = options;
    if (signal?.aborted) deadline.abort(kindOfSignal(signal));
    else if (signal) deadline.#listenTo(signal);
    deadline.#arm();
    return deadline;
  }

  /**
   * Aborted when the time is up, the caller left or the process stops. Its reason is always a ReliabilityError. For what
   * takes a signal; it is made when it is first asked for, and `onEnd` costs less.
   */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** What `signal` is aborted with; undefined while this runs, and after it was disposed in time. */
  get reason(): ReliabilityError | undefined {
    return this.#reason;
  }

  /**
   * Calls `listener`, which must not throw, when this ends: after the listeners of its children, before its signal's.
   * One that has ended already calls nobody: see `reason`.
   */
  onEnd(listener: () => void): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  /** Takes a listener of `onEnd` back. */
  offEnd(listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  /** Why this deadline ended; undefined while it runs, and after it was disposed in time. */
  get abortKind(): AbortKind | undefined {
    return this.#reason === undefined ? undefined : kindOfCode[this.#reason.code];
  }

  /** Time left, in ms, never negative; nothing is left after an abort. */
  remainingMs(): number {
    if (this.#reason !== undefined) return 0;
    return Math.max(0, this.#dueMs - this.runtime.monotonicMs());
  }

  /** A deadline of its own that ends with this one at the latest, and for the same reason. */
  child(budgetMs: number, options: ChildOptions = {}): Deadline {
    const child = new Deadline(budgetMs, this.runtime, this, options.timeoutCode);
    if (this.#reason !== undefined) {
      child.#end(this.#reason);
      return child;
    }
    this.#children ??= new Set();
    this.#children.add(child);
    child.#arm();
    return child;
  }

  /** Ends it now, and its children with it. The first reason stays. */
  abort(kind: AbortKind): void {
    if (this.#reason !== undefined) return;
    const code =
      kind === 'timeout' ? this.#timeoutCode : kind === 'shutdown' ? 'shutting_down' : 'caller_left';
    this.#end(new ReliabilityError(code) as ReliabilityError & { readonly code: AbortCode });
  }

  /**
   * Throws the reason if this deadline has ended. Looks at the clock as well: a busy event loop fires timers late.
   * @throws ReliabilityError deadline_exceeded, attempt_timeout, caller_left or shutting_down
   */
  throwIfAborted(): void {
    if (this.#reason === undefined && this.remainingMs() === 0) this.abort('timeout');
    if (this.#reason !== undefined) throw this.#reason;
  }

  /** Clears the timer and leaves the parent and the caller's signal. Children keep their own limits. */
  [Symbol.dispose](): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#leaveCaller?.();
    this.#leaveCaller = undefined;
    if (this.#parent !== undefined) this.#parent.#children?.delete(this);
  }

  #arm(): void {
    if (this.#reason !== undefined) return;
    const leftMs = this.remainingMs();
    if (leftMs === 0) this.abort('timeout');
    else if (leftMs !== Number.POSITIVE_INFINITY) {
      this.#timer = this.runtime.setTimer(() => this.abort('timeout'), leftMs);
    }
  }

  #listenTo(signal: AbortSignal): void {
    const leave = () => this.abort(kindOfSignal(signal));
    signal.addEventListener('abort', leave, { once: true });
    this.#leaveCaller = () => signal.removeEventListener('abort', leave);
  }

  /** Children first: whoever listens to this signal finds the whole tree below it ended. */
  #end(reason: ReliabilityError & { readonly code: AbortCode }): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const child of this.#children ?? []) child.#end(reason);
    this[Symbol.dispose]();
    for (const listener of this.#listeners ?? []) listener();
    this.#controller?.abort(reason);
  }
}
