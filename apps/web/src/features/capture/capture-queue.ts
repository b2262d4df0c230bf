import type { Runtime } from '@ballast/reliability/browser';
import type { UnsentStore, UnsentThought } from './unsent-store.ts';

/** What became of one attempt to send. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** Not now: the connection, the server or the session is away. `afterMs` is the server's wish. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly why: string }
  /** The server will never take this text as it is. */
  | { readonly kind: 'refused'; readonly why: string };

/** A thought on its way. */
export interface PendingThought extends UnsentThought {
  readonly state: 'sending' | 'waiting' | 'refused';
  /** Why it waits or was refused, in words for a person. */
  readonly why: string | null;
}

interface Item {
  thought: UnsentThought;
  state: PendingThought['state'];
  why: string | null;
  attempts: number;
  dueAtMs: number;
}

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
/** How long another tab has to send what it captured before this one helps. */
const otherTabMs = 10_000;

/**
 * Sends thoughts one after the other, oldest first, and keeps each in the browser's storage until the server has it:
 * a lost connection, a reload or a closed tab loses nothing, and a repeat carries the same key.
 */
export class CaptureQueue {
  readonly #store: UnsentStore;
  readonly #runtime: Pick<Runtime, 'now' | 'uuid' | 'random' | 'setTimer'>;
  readonly #send: (thought: UnsentThought) => Promise<SendOutcome>;
  readonly #items = new Map<string, Item>();
  readonly #listeners = new Set<() => void>();
  #snapshot: readonly PendingThought[] = [];
  #timer: { cancel(): void } | undefined;
  #busy = false;
  #started = false;

  constructor(options: {
    store: UnsentStore;
    runtime: Pick<Runtime, 'now' | 'uuid' | 'random' | 'setTimer'>;
    send: (thought: UnsentThought) => Promise<SendOutcome>;
  }) {
    this.#store = options.store;
    this.#runtime = options.runtime;
    this.#send = options.send;
  }

  /** Takes up what an earlier page left unsent, and begins to send. */
  start(): void {
    this.#started = true;
    for (const thought of this.#store.list()) this.#keep(thought, 0);
    this.#changed();
  }

  /** Stops the timer; what is unsent stays in the storage. */
  stop(): void {
    this.#started = false;
    this.#timer?.cancel();
  }

  /** Keeps `text` and sends it. Returns its key. */
  add(text: string): string {
    const thought = { key: this.#runtime.uuid(), text, createdAtMs: this.#runtime.now() };
    this.#store.put(thought);
    this.#keep(thought, 0);
    this.#changed();
    return thought.key;
  }

  /** Tries all that waits now: the connection or the session came back, or the person said so. */
  retryNow(): void {
    for (const item of this.#items.values()) if (item.state === 'waiting') item.dueAtMs = 0;
    this.#changed();
  }

  /** Gives a refused thought back for editing, or throws it away: it is no longer kept here. */
  take(key: string): string | undefined {
    const item = this.#items.get(key);
    if (!item || item.state === 'sending') return undefined;
    this.#drop(key);
    this.#changed();
    return item.thought.text;
  }

  /** Follows another tab: what it sent is gone here too, what it captured is sent from here if it can't. */
  syncWithStorage(): void {
    const kept = new Map(this.#store.list().map((thought) => [thought.key, thought]));
    for (const [key, item] of this.#items) {
      if (!kept.has(key) && item.state !== 'sending') this.#items.delete(key);
    }
    for (const thought of kept.values()) this.#keep(thought, this.#runtime.now() + otherTabMs);
    this.#changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is not sent yet, oldest first. The same array until something changes. */
  readonly snapshot = (): readonly PendingThought[] => this.#snapshot;

  #keep(thought: UnsentThought, dueAtMs: number): void {
    if (this.#items.has(thought.key)) return;
    this.#items.set(thought.key, { thought, state: 'waiting', why: null, attempts: 0, dueAtMs });
  }

  #drop(key: string): void {
    this.#store.remove(key);
    this.#items.delete(key);
  }

  #changed(): void {
    this.#pump();
    this.#snapshot = [...this.#items.values()].map(({ thought, state, why }) => ({ ...thought, state, why }));
    for (const listener of this.#listeners) listener();
  }

  #pump(): void {
    this.#timer?.cancel();
    if (this.#busy || !this.#started) return;
    const waiting = [...this.#items.values()].filter((item) => item.state === 'waiting');
    const now = this.#runtime.now();
    const next = waiting.find((item) => item.dueAtMs <= now);
    if (next) {
      void this.#attempt(next);
    } else if (waiting.length > 0) {
      const dueAtMs = Math.min(...waiting.map((item) => item.dueAtMs));
      this.#timer = this.#runtime.setTimer(() => this.#changed(), dueAtMs - now);
    }
  }

  async #attempt(item: Item): Promise<void> {
    this.#busy = true;
    item.state = 'sending';
    const outcome = await this.#send(item.thought).catch(
      (): SendOutcome => ({ kind: 'later', afterMs: 0, why: 'It could not be sent.' }),
    );
    this.#busy = false;
    if (outcome.kind === 'sent') {
      this.#drop(item.thought.key);
    } else if (outcome.kind === 'refused') {
      item.state = 'refused';
      item.why = outcome.why;
    } else {
      item.state = 'waiting';
      item.why = outcome.why;
      item.dueAtMs = this.#runtime.now() + Math.max(outcome.afterMs, this.#backoffMs(item.attempts));
      item.attempts += 1;
    }
    this.#changed();
  }

  #backoffMs(attempts: number): number {
    const ceilingMs = Math.min(longestRetryMs, firstRetryMs * 2 ** attempts);
    return ceilingMs * (0.5 + this.#runtime.random() / 2);
  }
}
