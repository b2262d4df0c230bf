/** What a database failure means to its caller. `failure-modes.md` has a row for each. */
export const databaseCodes = {
  overloaded: 'No database connection is free in time.',
  database_unavailable: 'The database cannot be reached.',
  database_timeout: 'A statement took longer than its limit and was cancelled by the database.',
  idle_in_transaction: 'The transaction sat idle for longer than its limit and was ended by the database.',
  conflict_serialization: 'A concurrent transaction changed the same data.',
  deadlock: 'Two transactions waited for each other.',
  lock_timeout: 'Another transaction held a lock for too long.',
  commit_unknown: 'The connection broke during COMMIT: whether it took effect is not known.',
  unique_violation: 'A row with these values exists already.',
  foreign_key: 'A row that this one refers to does not exist, or this one is still referred to.',
  check: 'A value is outside what its column allows.',
  not_found: 'The row does not exist.',
  invalid_value: 'A value does not fit its column.',
  disk_full: 'The database is out of disk space.',
  read_only: 'The database takes no writes at present.',
  transaction_closed: 'The transaction is over: this query came too late.',
  transaction_aborted: 'A statement failed earlier in this transaction, so it can only be rolled back.',
  unawaited_query: 'The transaction ended while a query of its own was still running; it was rolled back.',
  database_error: 'The database refused the statement.',
} as const;

export type DatabaseCode = keyof typeof databaseCodes;

export interface DatabaseErrorOptions {
  /** Whether repeating the whole operation later can succeed. */
  readonly retryable?: boolean | undefined;
  /** Earliest useful repeat, in ms from now. */
  readonly retryAfterMs?: number | undefined;
  /** The constraint's name, where the database named one. */
  readonly constraint?: string | undefined;
  /** The five-character SQLSTATE, where there was one. */
  readonly sqlState?: string | undefined;
  /** The driver's or Prisma's error. It can hold row values: never log its text. */
  readonly cause?: unknown;
}

const marker = Symbol.for('@ballast/db/error');

/** A database failure by its meaning. The message is fixed; what the database said is in `cause`. */
export class DatabaseError extends Error {
  readonly code: DatabaseCode;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly constraint?: string;
  readonly sqlState?: string;

  constructor(code: DatabaseCode, options: DatabaseErrorOptions = {}) {
    super(databaseCodes[code], 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryable = options.retryable ?? false;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.constraint !== undefined) this.constraint = options.constraint;
    if (options.sqlState !== undefined) this.sqlState = options.sqlState;
  }

  get [marker](): true {
    return true;
  }

  /** Prisma repackages what its driver throws and keeps only `code` and `meta`: the error itself travels in there. */
  get meta(): { readonly driverAdapterError: DatabaseError } {
    return { driverAdapterError: this };
  }
}

Object.defineProperty(DatabaseError.prototype, 'name', { value: 'DatabaseError', configurable: true });

/** True for a DatabaseError, also one from another copy of this package, optionally of one code only. */
export function isDatabaseError<C extends DatabaseCode = DatabaseCode>(
  error: unknown,
  code?: C,
): error is DatabaseError & { readonly code: C } {
  if (typeof error !== 'object' || error === null || !(marker in error)) return false;
  return code === undefined || (error as DatabaseError).code === code;
}
