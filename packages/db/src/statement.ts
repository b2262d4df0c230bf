import type pg from 'pg';

/** A statement on its way to the driver; `rowMode: 'array'` is how PrismaPg asks. */
export type Statement = pg.QueryConfig | pg.QueryArrayConfig;
export type StatementResult = pg.QueryResult | pg.QueryArrayResult;
