import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { DB } from './generated/kysely.ts';
import type { StatementPort } from './scope.ts';
import type { StatementNames } from './statement-names.ts';

export interface KyselyViewOptions {
  readonly port: StatementPort;
  readonly names: StatementNames | undefined;
  /** Cancels on the server what the port is running; Kysely calls it for `'cancel query'` on abort. */
  readonly cancel?: (() => Promise<void>) | undefined;
}

/** A Kysely that sends every statement through one port. It has no transactions of its own: those are `database.transaction`. */
export function createKyselyView(options: KyselyViewOptions): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => new PortDriver(options),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

const adapter = new PostgresAdapter();

class PortDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(options: KyselyViewOptions) {
    this.#connection = new PortConnection(options);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(): Promise<void> {
    throw new Error('Transactions begin with database.transaction(), which sets their limits.');
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async destroy(): Promise<void> {}
}

const writes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class PortConnection implements DatabaseConnection {
  readonly #port: StatementPort;
  readonly #names: StatementNames | undefined;
  readonly cancelQuery?: () => Promise<void>;

  constructor({ port, names, cancel }: KyselyViewOptions) {
    this.#port = port;
    this.#names = names;
    if (cancel) this.cancelQuery = cancel;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const name = this.#names?.nameOf(sql);
    const statement = { text: sql, values: [...parameters] };
    const result = await this.#port.query(name === undefined ? statement : { ...statement, name });
    const rows = result.rows as R[];
    if (!writes.has(result.command)) return { rows };
    return { rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
  }

  // biome-ignore lint/correctness/useYield: streaming is refused before anything could be yielded.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not supported: read in pages.');
  }
}
