import type pg from 'pg';

/** A statement on its way to the driver; `rowMode: 'array'` is how PrismaPg asks. */
export type Statement = pg.QueryConfig | pg.QueryArrayConfig;
export type StatementResult = pg.QueryResult | pg.QueryArrayResult;

/** One that nobody reads rows of, and whose values are texts already. */
export interface SilentStatement {
  readonly name?: string | undefined;
  readonly text: string;
  readonly values: readonly (string | null)[];
}
