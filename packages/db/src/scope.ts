import type pg from 'pg';
import { sendTogether } from './batch.ts';
import { Lane } from './lane.ts';
import { send } from './pg-query.ts';
import type { SilentStatement, Statement, StatementResult } from './statement.ts';
import { inStatementSpan, inStatementSpans } from './statement-span.ts';

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
  #opening: (() => readonly SilentStatement[]) | undefined;
  #unopened: { readonly error: unknown } | undefined;
  #closed: (() => unknown) | undefined;
  #running = 0;
  #onWire = 0;
  #savepoints = 0;

  /** @param opening What is sent along with the first statement, and has to succeed for it to be run. */
  constructor(client: pg.ClientBase, opening?: () => readonly SilentStatement[]) {
    this.#client = client;
    this.#opening = opening;
  }

  /** False while nothing has been sent, the opening included. */
  get begun(): boolean {
    return this.#opening === undefined;
  }

  /** Set when the opening failed: then there is nothing to commit, whatever the caller made of it. */
  get unopened(): { readonly error: unknown } | undefined {
    return this.#unopened;
  }

  /** Operations begun and not settled: statements, and Prisma calls that may send more of them. */
  get running(): number {
    return this.#running;
  }

  /** True while the server works on a statement of ours. */
  get onWire(): boolean {
    return this.#onWire > 0;
  }

  /** The opening, for whoever sends it: nobody does a second time. Empty once it was sent. */
  takeOpening(): readonly SilentStatement[] {
    const opening = this.#opening?.() ?? [];
    this.#opening = undefined;
    return opening;
  }

  query(statement: Statement): Promise<StatementResult> {
    return this.#through(this.#lane, statement);
  }

  /** Counts an operation from its start to its end, and refuses to start one on a closed scope. */
  async track<T>(start: () => PromiseLike<T>): Promise<T> {
    this.refuseIfClosed();
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

  /** @throws whatever it was closed with */
  refuseIfClosed(): void {
    if (this.#closed) throw this.#closed();
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
    this.refuseIfClosed();
    this.#running += 1;
    if (!lane.tryEnter()) await lane.wait();
    try {
      this.refuseIfClosed();
      this.#onWire += 1;
      try {
        return await this.#send(statement);
      } catch (error) {
        // The driver's own stack leads to the socket, this one to whoever sent the statement.
        if (error instanceof Error) Error.captureStackTrace(error);
        throw error;
      } finally {
        this.#onWire -= 1;
      }
    } finally {
      lane.leave();
      this.#settle();
    }
  }

  #send(statement: Statement): Promise<StatementResult> {
    const opening = this.takeOpening();
    if (opening.length > 0) return this.#sendBehind(opening, statement);
    return inStatementSpan(statement.text, () => send(this.#client, statement));
  }

  async #sendBehind(opening: readonly SilentStatement[], statement: Statement): Promise<StatementResult> {
    return inStatementSpans([...opening.slice(0, 1), statement], async () => {
      const { result, failure } = await sendTogether(this.#client, opening, statement);
      if (failure === undefined) return result;
      // Without its opening nothing may be sent: it would run outside any transaction, and stay.
      if (failure.index < opening.length) {
        this.#unopened = failure;
        this.close(() => failure.error);
      }
      throw failure.error;
    });
  }

  #settle(): void {
    this.#running -= 1;
    if (this.#running > 0 || this.#whenSettled.length === 0) return;
    for (const resolve of this.#whenSettled.splice(0)) resolve();
  }
}
