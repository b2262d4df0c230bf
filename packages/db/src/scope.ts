import type pg from 'pg';
import { Lane } from './lane.ts';
import { inStatementSpan } from './statement-span.ts';

/** A statement on its way to the driver; `rowMode: 'array'` is how PrismaPg asks. */
export type Statement = pg.QueryConfig | pg.QueryArrayConfig;
export type StatementResult = pg.QueryResult | pg.QueryArrayResult;

/** What a view sends its statements through. */
export interface StatementPort {
  query(statement: Statement): Promise<StatementResult>;
}

/** A part of a transaction that can be undone by itself; it has the connection to itself until it ends. */
export interface Savepoint extends StatementPort {
  release(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * The fence around one transaction's connection. Statements pass while it is open, one at a time; after `close`
 * every one is refused with the reason, those that wait included. While a savepoint is open, only its own pass:
 * otherwise rolling back to it would take a neighbour's write along.
 */
export class Scope implements StatementPort {
  readonly #client: pg.ClientBase;
  readonly #lane = new Lane();
  readonly #whenSettled: (() => void)[] = [];
  #closed: (() => unknown) | undefined;
  #running = 0;
  #onWire = 0;
  #savepoints = 0;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  /** Operations begun and not settled: statements, and Prisma calls that may send more of them. */
  get running(): number {
    return this.#running;
  }

  /** True while the server works on a statement of ours. */
  get onWire(): boolean {
    return this.#onWire > 0;
  }

  query(statement: Statement): Promise<StatementResult> {
    return this.#through(this.#lane, statement);
  }

  /** Counts an operation from its start to its end, and refuses to start one on a closed scope. */
  async track<T>(start: () => PromiseLike<T>): Promise<T> {
    this.#refuseIfClosed();
    this.#running += 1;
    try {
      return await start();
    } finally {
      this.#settle();
    }
  }

  /** Resolves once no operation is running. */
  settled(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenSettled.push(resolve));
  }

  /** Refuses everything from now on, with what `reason` makes. The first reason stays. */
  close(reason: () => unknown): void {
    this.#closed ??= reason;
    this.#lane.open();
  }

  async savepoint(): Promise<Savepoint> {
    if (!this.#lane.tryEnter()) await this.#lane.wait();
    this.#savepoints += 1;
    const name = `ballast_${this.#savepoints}`;
    const inner = new Lane();
    const end = async (text: string): Promise<void> => {
      try {
        await this.#through(inner, { text });
      } finally {
        this.#lane.leave();
      }
    };
    try {
      await this.#through(inner, { text: `SAVEPOINT ${name}` });
    } catch (error) {
      this.#lane.leave();
      throw error;
    }
    return {
      query: (statement) => this.#through(inner, statement),
      release: () => end(`RELEASE SAVEPOINT ${name}`),
      rollback: () => end(`ROLLBACK TO SAVEPOINT ${name}`),
    };
  }

  async #through(lane: Lane, statement: Statement): Promise<StatementResult> {
    this.#refuseIfClosed();
    this.#running += 1;
    if (!lane.tryEnter()) await lane.wait();
    try {
      this.#refuseIfClosed();
      this.#onWire += 1;
      try {
        return await inStatementSpan(statement.text, () => this.#client.query(statement));
      } finally {
        this.#onWire -= 1;
      }
    } finally {
      lane.leave();
      this.#settle();
    }
  }

  #refuseIfClosed(): void {
    if (this.#closed) throw this.#closed();
  }

  #settle(): void {
    this.#running -= 1;
    if (this.#running > 0 || this.#whenSettled.length === 0) return;
    for (const resolve of this.#whenSettled.splice(0)) resolve();
  }
}
