import { DatabaseError, isDatabaseError } from './database-error.ts';
import { meaningOfSqlState, type SqlStateMeaning } from './sqlstates.ts';

/** A failure with all that was found out about it. */
export interface Classified {
  readonly error: DatabaseError;
  /** The whole transaction may be run again at once. */
  readonly rerun: boolean;
  /** The connection is gone or in an unknown state: destroy it. */
  readonly connectionLost: boolean;
}

interface Facts {
  readonly sqlState?: string | undefined;
  readonly severity?: string | undefined;
  readonly constraint?: string | undefined;
}

/** The members looked at, of whatever kind of error it is. */
interface Layer {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly severity?: unknown;
  readonly constraint?: unknown;
  readonly index?: unknown;
  readonly message?: unknown;
  readonly kind?: unknown;
  readonly meta?: unknown;
  readonly driverAdapterError?: unknown;
  readonly cause?: unknown;
}

function isObject(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Prisma's own codes (P1001 to P6xxx) look the same; of SQLSTATEs only class P0 begins so. */
const sqlStatePattern = /^(?!P[1-9])[0-9A-Z]{5}$/;
const socketCodes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(NOTFOUND|AI_AGAIN)|E(HOST|NET)UNREACH|ENETDOWN|ENOENT)$/;
/** pg gives these no code (pg 8.23, lib/client.js and pg-pool). */
const pgConnectionMessages =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout expired|Query read timeout)/;
const pgPoolTimeout = 'timeout exceeded when trying to connect';

/** The driver's own error, straight or as Prisma's adapter repackages it (`DriverAdapterError.cause`). */
function driverFacts(error: Layer): Facts | undefined {
  const code = text(error.code) ?? text(error.originalCode);
  if (code !== undefined && sqlStatePattern.test(code) && !socketCodes.test(code)) {
    const constraint = text(error.constraint) ?? indexOf(error.constraint);
    return { sqlState: code, severity: text(error.severity), constraint };
  }
  return undefined;
}

function indexOf(constraint: unknown): string | undefined {
  return isObject(constraint) ? text(constraint.index) : undefined;
}

const connectionKinds = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
]);

function isConnectionFailure(error: Layer): boolean {
  return (
    socketCodes.test(text(error.code) ?? '') ||
    pgConnectionMessages.test(text(error.message) ?? '') ||
    connectionKinds.has(text(error.kind) ?? '')
  );
}

/** Prisma's own codes, where no SQLSTATE came with them. */
const prismaCodes: Readonly<Record<string, string>> = {
  P2002: '23505',
  P2003: '23503',
  P2034: '40001',
  P1001: '08006',
  P1002: '08006',
  P1008: '08006',
  P1017: '08006',
  P2037: '53300',
};

/** The shapes one failure can have, outermost first: each may carry the next one inside. */
function* layers(error: unknown): Generator<Layer> {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && isObject(current); depth += 1) {
    yield current;
    const meta = isObject(current.meta) ? current.meta : undefined;
    current = meta?.driverAdapterError ?? current.cause;
  }
}

function classified(
  meaning: SqlStateMeaning,
  facts: Facts,
  cause: unknown,
  connectionLost: boolean,
): Classified {
  const { retryable, code } = meaning;
  const error = new DatabaseError(code, {
    ...{ retryable, cause, constraint: facts.constraint, sqlState: facts.sqlState },
  });
  return { error, rerun: meaning.rerun, connectionLost };
}

/**
 * Says what a failure of pg, of Prisma (P2034, P2010 and a bare DriverAdapterError are all one 40001) or of the
 * socket means; undefined for anything that is not the database's.
 */
export function classifyDatabaseError(error: unknown): Classified | undefined {
  let prismaCode: string | undefined;
  for (const layer of layers(error)) {
    if (isDatabaseError(layer)) {
      const rerun = layer.sqlState !== undefined && meaningOfSqlState(layer.sqlState).rerun;
      return { error: layer, rerun, connectionLost: false };
    }
    const facts = driverFacts(layer);
    if (facts?.sqlState !== undefined) {
      const fatal =
        facts.severity === 'FATAL' || facts.severity === 'PANIC' || /^(08|57P)/.test(facts.sqlState);
      return classified(meaningOfSqlState(facts.sqlState), facts, error, fatal);
    }
    if (text(layer.message) === pgPoolTimeout)
      return classified(meaningOfSqlState('53300'), {}, error, false);
    if (isConnectionFailure(layer)) return classified(meaningOfSqlState('08006'), {}, error, true);
    prismaCode ??= /^P\d{4}$/.test(text(layer.code) ?? '') ? text(layer.code) : undefined;
  }
  if (prismaCode === 'P2025') {
    return { error: new DatabaseError('not_found', { cause: error }), rerun: false, connectionLost: false };
  }
  const equivalent = prismaCode === undefined ? undefined : prismaCodes[prismaCode];
  if (equivalent === undefined) return undefined;
  return classified(meaningOfSqlState(equivalent), {}, error, equivalent.startsWith('08'));
}

/** The DatabaseError a failure stands for, or the failure itself when it is not the database's. */
export function toDatabaseError(error: unknown): unknown {
  return classifyDatabaseError(error)?.error ?? error;
}
