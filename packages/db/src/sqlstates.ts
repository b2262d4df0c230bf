import type { DatabaseCode } from './database-error.ts';

export interface SqlStateMeaning {
  readonly code: DatabaseCode;
  /** The whole transaction may be run again at once: the database promises that nothing of it took effect. */
  readonly rerun: boolean;
  /** Repeating later, by whoever asked, can succeed. */
  readonly retryable: boolean;
}

const rerun = (code: DatabaseCode): SqlStateMeaning => ({ code, rerun: true, retryable: true });
const later = (code: DatabaseCode): SqlStateMeaning => ({ code, rerun: false, retryable: true });
const never = (code: DatabaseCode): SqlStateMeaning => ({ code, rerun: false, retryable: false });

/**
 * The one table of SQLSTATEs; five characters, or a class of two. Source: PostgreSQL 18, appendix A.
 * What is not here is `database_error`, not retried.
 */
const meanings: Readonly<Record<string, SqlStateMeaning>> = {
  // The database rolled back one of several competing transactions; running it again is the documented answer.
  '40001': rerun('conflict_serialization'), // serialization_failure
  '40P01': rerun('deadlock'), // deadlock_detected
  '40002': never('check'), // transaction_integrity_constraint_violation: a deferred constraint, fails again
  '40003': never('commit_unknown'), // statement_completion_unknown
  '40': rerun('conflict_serialization'), // rolled back for another reason of the server's own
  // Connections. Before COMMIT was sent nothing took effect; at COMMIT these become commit_unknown (see pg-errors).
  '08': rerun('database_unavailable'), // connection exceptions
  '57P01': rerun('database_unavailable'), // admin_shutdown: the server stops, or this backend was terminated
  '57P02': rerun('database_unavailable'), // crash_shutdown
  '57P03': rerun('database_unavailable'), // cannot_connect_now: starting up, stopping or recovering
  '57P04': never('database_unavailable'), // database_dropped
  '57P05': rerun('database_unavailable'), // idle_session_timeout
  // Failing over: this server became, or still is, a replica.
  '25006': later('read_only'), // read_only_sql_transaction
  // Limits. Trying again at once would meet the same wall.
  '57014': later('database_timeout'), // query_canceled: statement_timeout or a cancel request
  '55P03': later('lock_timeout'), // lock_not_available: lock_timeout or NOWAIT
  '25P03': later('idle_in_transaction'), // idle_in_transaction_session_timeout
  '25P04': later('database_timeout'), // transaction_timeout
  '53300': later('overloaded'), // too_many_connections
  '53100': later('disk_full'), // disk_full
  '53': later('overloaded'), // out of memory and its like
  '25P02': never('transaction_aborted'), // in_failed_sql_transaction
  // The statement itself.
  '23505': never('unique_violation'),
  '23503': never('foreign_key'),
  '23001': never('foreign_key'), // restrict_violation
  '23514': never('check'),
  '23502': never('check'), // not_null_violation
  '23P01': never('unique_violation'), // exclusion_violation
  '22': never('invalid_value'), // data exceptions
};

const unlisted: SqlStateMeaning = never('database_error');

/** What an SQLSTATE means: its own row, else its class's, else `database_error`. */
export function meaningOfSqlState(sqlState: string): SqlStateMeaning {
  return meanings[sqlState] ?? meanings[sqlState.slice(0, 2)] ?? unlisted;
}
