import pg from 'pg';
import type { Statement, StatementResult } from './statement.ts';

type Done = (error: Error | null, result: StatementResult) => void;

/** What pg's query has but its type declarations leave out (pg 8.23, lib/query.js). */
interface PgQuery extends pg.Submittable {
  name: string | undefined;
  queryMode: 'extended' | undefined;
}

/**
 * pg's own query for a statement. pg copies what it is given, property by property with its descriptor, which is more
 * work than the rest of a query before it is sent: a text has nothing to copy.
 */
export function pgQuery(statement: Statement, done: Done): PgQuery {
  const asPrisma = statement.types !== undefined || 'rowMode' in statement;
  const query = asPrisma
    ? new pg.Query(new QueryConfig(statement) as pg.QueryConfig, done as never)
    : new pg.Query(statement.text, statement.values, done as never);
  const typed = query as unknown as PgQuery;
  typed.name = statement.name;
  return typed;
}

/** Where settings are more than a text and values: one property to be copied, and getters for the rest. */
class QueryConfig {
  readonly statement: Statement;

  constructor(statement: Statement) {
    this.statement = statement;
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

/**
 * Sends one statement and resolves with its result.
 * @throws the driver's error, whose stack ends at the socket
 */
export function send(client: pg.ClientBase, statement: Statement): Promise<StatementResult> {
  return new Promise((resolve, reject) => {
    client.query(pgQuery(statement, (error, result) => (error ? reject(error) : resolve(result))));
  });
}
