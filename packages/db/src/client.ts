import { type FaultPoints, noFaults, type Runtime, systemRuntime } from '@ballast/reliability';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { DatabaseEvent } from './database-events.ts';
import type { DB } from './generated/kysely.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createKyselyView } from './kysely-view.ts';
import { type DatabaseLogger, silentLogger } from './logger.ts';
import type { Tx } from './open-transaction.ts';
import { toDatabaseError } from './pg-errors.ts';
import { ObservedPool } from './pool.ts';
import type { PoolGauges } from './pool-gauges.ts';
import { parsePoolUrl } from './pool-url.ts';
import { PrismaSlots } from './prisma-view.ts';
import type { StatementPort } from './scope.ts';
import { runSingle, type SingleDeps, type SingleOptions } from './single-statement.ts';
import { namedStatement, StatementNames } from './statement-names.ts';
import { runTransaction, type TransactionDeps, type TransactionOptions } from './transaction.ts';

export interface DatabaseOptions {
  /** May carry `connection_limit`, `pool_timeout` and `pgbouncer`. */
  readonly url: string;
  readonly runtime?: Runtime;
  readonly logger?: DatabaseLogger;
  /** Longest one statement may take, in ms; 10 s by default. Transactions cut it to what their deadline leaves. */
  readonly timeoutMs?: number;
  readonly faults?: FaultPoints;
  readonly onEvent?: (event: DatabaseEvent) => void;
}

/** One pool, and every way to use it. */
export interface Database {
  readonly pool: pg.Pool;
  /** Outside any transaction, each call on whichever connection is free. */
  readonly prisma: PrismaClient;
  /** Outside any transaction, each statement on whichever connection is free. */
  readonly kysely: Kysely<DB>;
  /**
   * One statement outside any transaction, which ends with its deadline on the server too.
   * @throws DatabaseError for what the database refused, or the deadline's reason
   */
  query<R extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[],
    options: SingleOptions,
  ): Promise<pg.QueryResult<R>>;
  gauges(): PoolGauges;
  transaction<T>(options: TransactionOptions, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** A read-only transaction: reads get the server's limits, one snapshot, and are cancelled with their deadline. */
  read<T>(options: Omit<TransactionOptions, 'maxReruns'>, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits for the connections that are in use, then closes them all. */
  close(): Promise<void>;
}

/** Opens nothing yet: connections are made as they are needed. */
export function createDatabase(options: DatabaseOptions): Database {
  const { runtime = systemRuntime, logger = silentLogger, timeoutMs = 10_000, faults = noFaults } = options;
  const settings = parsePoolUrl(options.url);
  const onEvent = (event: DatabaseEvent): void => {
    logEvent(event, logger);
    options.onEvent?.(event);
  };
  const pool = new ObservedPool({ settings, runtime, statementTimeoutMs: timeoutMs, onEvent });
  const names = settings.namedStatements ? new StatementNames() : undefined;
  const slots = new PrismaSlots(names);
  const sessionLimitMs = settings.namedStatements ? timeoutMs : undefined;
  const deps: TransactionDeps = { pool, slots, names, runtime, faults, timeoutMs, sessionLimitMs, onEvent };
  // A session behind a pooler has no limit of its own (see `prepareSession`).
  const single: SingleDeps = { pool, runtime, limitMs: settings.namedStatements ? undefined : timeoutMs };
  const port: StatementPort = { query: (statement) => runSingle(single, statement) };
  const nameGenerator = names
    ? { statementNameGenerator: ({ sql }: { sql: string }) => names.nameOf(sql) ?? '' }
    : {};
  const prisma = new PrismaClient({
    adapter: new PrismaPg(throughPort(pool, port), nameGenerator),
    errorFormat: 'minimal',
  });
  const kysely = createKyselyView({ port, names });
  return {
    ...{ pool, prisma, kysely },
    query: async <R extends pg.QueryResultRow>(
      text: string,
      values: readonly unknown[],
      singleOptions: SingleOptions,
    ) => {
      const statement = namedStatement(names, text, values);
      try {
        return (await runSingle(single, statement, singleOptions)) as pg.QueryResult<R>;
      } catch (error) {
        throw toDatabaseError(error);
      }
    },
    gauges: () => pool.gauges(),
    transaction: (transactionOptions, fn) => runTransaction(deps, transactionOptions, fn),
    read: (readOptions, fn) => runTransaction(deps, { ...readOptions, readOnly: true }, fn),
    close: async () => {
      await Promise.all([prisma.$disconnect(), slots.close()]);
      await pool.end();
    },
  };
}

/** Joins the transaction that is open, or opens one. */
export function withTransaction<T>(
  around: Tx | undefined,
  database: Database,
  options: TransactionOptions,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  return around ? fn(around) : database.transaction(options, fn);
}

function throughPort(pool: pg.Pool, port: StatementPort): pg.Pool {
  return new Proxy(pool, {
    get(target, property) {
      if (property === 'query') return port.query;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function logEvent(event: DatabaseEvent, logger: DatabaseLogger): void {
  if (event.type === 'saturated') {
    logger.warn({ utilisation: event.utilisation }, 'database pool above 80 % of its connections');
  } else if (event.type === 'connection_error') {
    logger.warn({ code: 'code' in event.error ? event.error.code : undefined }, 'database connection lost');
  } else if (event.type === 'after_commit_failed') {
    logger.error({ transaction: event.name }, 'a hook after commit failed');
  } else if (event.type === 'transaction' && event.outcome === 'unknown') {
    logger.error({ transaction: event.name }, 'the outcome of a commit is unknown');
  }
}
