import type pg from 'pg';
import { Lane } from './lane.ts';

/** A statement on its way to the driver; `rowMode: 'array'` is how PrismaPg asks. */
export type Statement = pg.QueryConfig | pg.QueryArrayConfig;
export type StatementResult = pg.QueryResult | pg.QueryArrayResult;

/** What a view sends its statements through. */
export interface StatementPort {
  query(statement: Statement): Promise<StatementResult>;
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
  #closed: Error | undefined;
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
    return this.track(() => this.#through(this.#lane, statement));
  }

  /** Counts an operation from its start to its end, and refuses to start one on a closed scope. */
  async track<T>(start: () => Promise<T>): Promise<T> {
    if (this.#closed) throw this.#closed;
    this.#running += 1;
    try {
      return await start();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) for (const resolve of this.#whenSettled.splice(0)) resolve();
    }
  }

  /** Resolves once no operation is running. */
  settled(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenSettled.push(resolve));
  }

  /** Refuses everything from now on. The first reason stays. */
  close(reason: Error): void {
    this.#closed ??= reason;
    this.#lane.open();
  }

  async savepoint(): Promise<Savepoint> {
    if (!this.#lane.tryEnter()) await this.#lane.wait();
    this.#savepoints += 1;
    const name = `ballast_${this.#savepoints}`;
    const inner = new Lane();
    const end = async (sql: string): Promise<void> => {
      try {
        await this.#through(inner, { text: sql });
      } finally {
        this.#lane.leave();
      }
    };
    try {
      await this.#send({ text: `SAVEPOINT ${name}` });
    } catch (error) {
      this.#lane.leave();
      throw error;
    }
    return {
      query: (statement) => this.track(() => this.#through(inner, statement)),
      release: () => end(`RELEASE SAVEPOINT ${name}`),
      rollback: () => end(`ROLLBACK TO SAVEPOINT ${name}`),
    };
  }

  async #through(lane: Lane, statement: Statement): Promise<StatementResult> {
    if (!lane.tryEnter()) await lane.wait();
    try {
      return await this.#send(statement);
    } finally {
      lane.leave();
    }
  }

  async #send(statement: Statement): Promise<StatementResult> {
    if (this.#closed) throw this.#closed;
    this.#onWire += 1;
    try {
      return await this.#client.query(statement);
    } finally {
      this.#onWire -= 1;
    }
  }
}

/** A part of a transaction that can be undone by itself; it has the connection to itself until it ends. */
export interface Savepoint extends StatementPort {
  release(): Promise<void>;
  rollback(): Promise<void>;
}
