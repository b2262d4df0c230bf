/** What the parts of one process know about its end. */
export interface Lifecycle {
  /** True from the first signal on: `/api/ready` answers 503, new calls are turned away. */
  readonly draining: boolean;
  /** Aborted when the grace is over: what still runs is to stop now. */
  readonly shutdown: AbortSignal;
  beginDraining(): void;
  stopWork(reason: string): void;
  /** Registers what is to be closed last, such as the database. */
  onClose(close: () => Promise<void>): void;
  closeAll(): Promise<void>;
}

/** Makes the state of one process; see `lifecycle` for the one in use. */
export function createLifecycle(): Lifecycle {
  const shutdown = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  let draining = false;
  return {
    get draining() {
      return draining;
    },
    shutdown: shutdown.signal,
    beginDraining: () => {
      draining = true;
    },
    stopWork: (reason) => shutdown.abort(new Error(reason)),
    onClose: (close) => {
      closers.push(close);
    },
    closeAll: async () => {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

const key = Symbol.for('ballast.web.lifecycle');
const holder = globalThis as { [key]?: Lifecycle };

/**
 * This process's lifecycle. It lives on globalThis because the server's entry and the pages are bundled apart, each
 * with its own copy of this module.
 */
export const lifecycle: Lifecycle = holder[key] ?? createLifecycle();
holder[key] = lifecycle;
