import pg from 'pg';
import type { Statement, StatementResult } from './statement.ts';

/** What became of statements that were sent together. */
export interface BatchOutcome {
  /** In the order of the statements; none when one failed. */
  readonly results: readonly StatementResult[];
  /** The first that was not; nothing behind it was done. */
  readonly failure?: { readonly index: number; readonly error: unknown };
}

/**
 * Sends statements in one message and hears of all of them in one answer. The server looks for errors first: behind one
 * that fails, or is cancelled, it does nothing more of the message. That makes it safe to send BEGIN with what belongs
 * inside, and COMMIT with what has to be done before it.
 *
 * @throws never; a connection that breaks is a failure of the first statement that was not answered
 */
export function sendTogether(client: pg.ClientBase, statements: readonly Statement[]): Promise<BatchOutcome> {
  return new Promise((resolve) => {
    client.query(new Batch(client, statements, resolve));
  });
}

/** What pg's connection and query have but its type declarations leave out (pg 8.23, lib/query.js). */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly submittedNamedStatements: Record<string, string>;
  sync(): void;
}

interface Part {
  readonly name: string | undefined;
  readonly text: string;
  submit(connection: Wire): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleEmptyQuery(connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
}

/**
 * pg's own queries, in one: each writes and reads its part of the message, and the one Sync at the end, after which the
 * server answers that it is ready, is ours. pg calls the `handle…` members of whatever it was given to submit.
 */
class Batch implements pg.Submittable {
  /** pg wraps it in its own limit for the answer. */
  callback: (error?: unknown) => void;
  readonly #parts: readonly Part[];
  readonly #results: StatementResult[] = [];
  /** The part that the server's next message is about. */
  #at = 0;
  #failure: BatchOutcome['failure'];

  constructor(
    client: pg.ClientBase,
    statements: readonly Statement[],
    settle: (outcome: BatchOutcome) => void,
  ) {
    this.#parts = statements.map((statement, index) =>
      partOf(client, statement, (error, result) => {
        if (error) this.#fail(index, error);
        else this.#results[index] = result;
      }),
    );
    this.callback = (error) => {
      if (error !== undefined) this.#fail(this.#at, error);
      const failure = this.#failure;
      settle(failure ? { results: [], failure } : { results: this.#results });
    };
  }

  /** With `text`, what pg keeps a statement by that the server has parsed. */
  get name(): string | undefined {
    return this.#parts[this.#at]?.name;
  }

  get text(): string | undefined {
    return this.#parts[this.#at]?.text;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    const withoutSync: Wire = Object.create(wire, { sync: { value: () => {} } });
    wire.stream.cork();
    try {
      for (const [index, part] of this.#parts.entries()) {
        const refused = part.submit(withoutSync);
        if (refused) this.#fail(index, refused);
        // A value that can't be sent: nothing may be done behind it.
        if (this.#failure) break;
      }
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
  }

  handleRowDescription(message: unknown): void {
    this.#parts[this.#at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#parts[this.#at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    this.#parts[this.#at]?.handleCommandComplete(message, connection);
    this.#at += 1;
  }

  handleEmptyQuery(): void {
    this.#at += 1;
  }

  handleError(error: unknown, connection: Wire): void {
    // The server has not read what came behind: pg must not think that it knows those statements.
    for (const { name } of this.#parts.slice(this.#at)) {
      if (name !== undefined) delete connection.submittedNamedStatements[name];
    }
    this.callback(error);
  }

  handleReadyForQuery(connection: Wire): void {
    for (const part of this.#parts.slice(0, this.#at)) part.handleReadyForQuery(connection);
    this.callback();
  }

  #fail(index: number, error: unknown): void {
    if (this.#failure === undefined || index < this.#failure.index) this.#failure = { index, error };
  }
}

function partOf(
  client: pg.ClientBase,
  statement: Statement,
  settle: (error: unknown, result: StatementResult) => void,
): Part {
  const config = { types: client, ...statement, queryMode: 'extended' } as unknown as pg.QueryConfig;
  return new pg.Query(config, settle as never) as unknown as Part;
}
