import type pg from 'pg';
import type { Statement, StatementResult } from './statement.ts';

/**
 * A statement as pg takes it. pg copies what it is given, descriptor by descriptor of its own properties, which is more
 * work than the rest of a query before it is sent (pg 8.23, lib/utils.js): this has one, and says the rest by getters.
 */
export class QueryConfig {
  readonly statement: Statement;

  constructor(statement: Statement) {
    this.statement = statement;
  }

  get name(): string | undefined {
    return this.statement.name;
  }

  get text(): string {
    return this.statement.text;
  }

  get values(): unknown[] | undefined {
    return this.statement.values;
  }

  get types(): pg.CustomTypesConfig | undefined {
    return this.statement.types;
  }

  get rowMode(): 'array' | undefined {
    return 'rowMode' in this.statement ? this.statement.rowMode : undefined;
  }
}

/** The same for one that is sent behind others: always in parts, and with the connection's types, which pg would add. */
export class BatchedQueryConfig extends QueryConfig {
  readonly client: pg.ClientBase;

  constructor(statement: Statement, client: pg.ClientBase) {
    super(statement);
    this.client = client;
  }

  override get types(): pg.CustomTypesConfig {
    return super.types ?? this.client;
  }

  get queryMode(): 'extended' {
    return 'extended';
  }
}

/**
 * Sends one statement and resolves with its result.
 * @throws the driver's error, with the stack of whoever awaits this
 */
export async function send(client: pg.ClientBase, statement: Statement): Promise<StatementResult> {
  try {
    return await new Promise<StatementResult>((resolve, reject) => {
      const done = (error: Error | null, result: StatementResult): void =>
        error ? reject(error) : resolve(result);
      void client.query(new QueryConfig(statement) as pg.QueryConfig, done);
    });
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error, send);
    throw error;
  }
}
