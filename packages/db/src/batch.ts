import type pg from 'pg';
import { pgQuery } from './pg-query.ts';
import type { SilentStatement, Statement, StatementResult } from './statement.ts';

/** What became of statements that were sent together: the result of the last, or the first that failed. */
export type BatchOutcome =
  | { readonly result: StatementResult; readonly failure?: undefined }
  | { readonly result?: undefined; readonly failure: { readonly index: number; readonly error: unknown } };

/**
 * Sends statements in one message and hears of all of them in one answer; rows are read of the last alone. Behind one
 * that fails, or is cancelled, the server does nothing more of the message. That makes it safe to send BEGIN with what
 * belongs inside, and COMMIT with what has to be done before it.
 *
 * @throws never; a connection that breaks is a failure of the first statement that was not answered
 */
export function sendTogether(
  client: pg.ClientBase,
  before: readonly SilentStatement[],
  last: Statement,
): Promise<BatchOutcome> {
  return new Promise((resolve) => {
    client.query(new Batch(before, last, resolve));
  });
}

/** What pg's connection and query have but its type declarations leave out (pg 8.23, lib/connection.js, lib/query.js). */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** Text by name: what the server has parsed, and what is on its way there. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { name?: string | undefined; text: string }): void;
  bind(portal: { statement?: string | undefined; values: readonly (string | null)[] }): void;
  execute(): void;
  sync(): void;
}

interface LastQuery {
  readonly name: string | undefined;
  readonly text: string;
  submit(connection: Wire): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
}

/**
 * The last statement is pg's own query, with its Sync, after which the server says that it is ready; what stands before
 * it is written without one. pg calls the `handle…` members of whatever it was given to submit.
 */
class Batch implements pg.Submittable {
  /** pg wraps it in its own limit for the answer. */
  callback: (error?: unknown) => void;
  readonly #before: readonly SilentStatement[];
  readonly #last: LastQuery;
  /** Which statement the server's next message is about. */
  #at = 0;
  #result: StatementResult | undefined;
  #failure: BatchOutcome['failure'];

  constructor(before: readonly SilentStatement[], last: Statement, settle: (outcome: BatchOutcome) => void) {
    this.#before = before;
    const query = pgQuery(last, (error, result) => {
      if (error) this.#failure ??= { index: before.length, error };
      else this.#result = result;
    });
    // In parts, even where it has neither name nor values: what stands before it is.
    query.queryMode = 'extended';
    this.#last = query as unknown as LastQuery;
    this.callback = (error) => {
      if (error !== undefined) this.#failure ??= { index: this.#at, error };
      if (this.#failure) settle({ failure: this.#failure });
      else if (this.#result) settle({ result: this.#result });
    };
  }

  /** With `text`, what pg keeps a statement by that the server has parsed. */
  get name(): string | undefined {
    return this.#current.name;
  }

  get text(): string {
    return this.#current.text;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    try {
      for (const statement of this.#before) write(wire, statement);
      const refused = this.#last.submit(wire);
      if (!refused) return;
      this.#failure = { index: this.#before.length, error: refused };
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  handleRowDescription(message: unknown): void {
    this.#last.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    if (this.#at === this.#before.length) this.#last.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.#at === this.#before.length) this.#last.handleCommandComplete(message, connection);
    else this.#at += 1;
  }

  handleEmptyQuery(): void {
    if (this.#at < this.#before.length) this.#at += 1;
  }

  handleError(error: unknown, connection: Wire): void {
    // The server has not read what came behind: pg must not think that it knows those statements.
    for (const { name } of [...this.#before.slice(this.#at), this.#last]) {
      if (name !== undefined) delete connection.submittedNamedStatements[name];
    }
    this.callback(error);
  }

  handleReadyForQuery(connection: Wire): void {
    // Which gives its result to `done`.
    if (!this.#failure) this.#last.handleReadyForQuery(connection);
    this.callback();
  }

  get #current(): { readonly name?: string | undefined; readonly text: string } {
    return this.#before[this.#at] ?? this.#last;
  }
}

/** As pg writes a query, but does not ask what its rows look like. */
function write(wire: Wire, { name, text, values }: SilentStatement): void {
  const known =
    name !== undefined &&
    (wire.parsedStatements[name] !== undefined || wire.submittedNamedStatements[name] !== undefined);
  if (!known) {
    wire.parse({ name, text });
    if (name !== undefined) wire.submittedNamedStatements[name] = text;
  }
  wire.bind({ statement: name, values });
  wire.execute();
}
