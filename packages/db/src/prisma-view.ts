import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { DatabaseError } from './database-error.ts';
import { type Prisma, PrismaClient } from './generated/prisma/client.ts';
import type { Savepoint, Scope, StatementPort } from './scope.ts';
import type { StatementNames } from './statement-names.ts';

/** Prisma's client without what opens, closes or reconfigures connections. */
export type TxPrisma = Prisma.TransactionClient;

/** PrismaPg insists on a pg.Pool; this one never connects, it only hands the statements to a port. */
function poolOver(port: StatementPort): pg.Pool {
  return new Proxy(new pg.Pool({ max: 1 }), {
    get(target, property) {
      if (property === 'query') return port.query.bind(port);
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function adapterOver(port: StatementPort, names: StatementNames | undefined): Promise<SqlDriverAdapter> {
  const options = names
    ? { statementNameGenerator: ({ sql }: { sql: string }) => names.nameOf(sql) ?? '' }
    : {};
  return new PrismaPg(poolOver(port), options).connect();
}

/** What Prisma takes for a nested write's transaction is a savepoint of the one around it. */
async function savepointTransaction(
  savepoint: Savepoint,
  names: StatementNames | undefined,
): Promise<Transaction> {
  const inner = await adapterOver(savepoint, names);
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    // Prisma then sends no COMMIT or ROLLBACK of its own.
    options: { usePhantomQuery: true },
    queryRaw: (query) => inner.queryRaw(query),
    executeRaw: (query) => inner.executeRaw(query),
    commit: () => savepoint.release(),
    rollback: () => savepoint.rollback(),
  };
}

/** A PrismaClient that serves one transaction at a time, whichever its scope is at present. */
class PrismaSlot {
  readonly client: PrismaClient;
  scope: Scope | undefined;

  constructor(names: StatementNames | undefined) {
    const factory: SqlDriverAdapterFactory = {
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect: () => this.#connect(names),
    };
    this.client = new PrismaClient({ adapter: factory, errorFormat: 'minimal' });
  }

  async #connect(names: StatementNames | undefined): Promise<SqlDriverAdapter> {
    const inner = await adapterOver({ query: async (statement) => this.#open().query(statement) }, names);
    return {
      provider: inner.provider,
      adapterName: inner.adapterName,
      queryRaw: (query) => inner.queryRaw(query),
      executeRaw: (query) => inner.executeRaw(query),
      executeScript: (script) => inner.executeScript(script),
      startTransaction: async () => savepointTransaction(await this.#open().savepoint(), names),
      getConnectionInfo: () => inner.getConnectionInfo?.() ?? { supportsRelationJoins: true },
      dispose: async () => {},
    };
  }

  #open(): Scope {
    if (!this.scope) throw new DatabaseError('transaction_closed');
    return this.scope;
  }
}

/**
 * The Prisma clients that transactions borrow. A client costs milliseconds and megabytes to make and keeps its query
 * plans, so they are kept: at most one for each transaction that ever ran at the same time.
 */
export class PrismaSlots {
  readonly #names: StatementNames | undefined;
  readonly #free: PrismaSlot[] = [];

  constructor(names: StatementNames | undefined) {
    this.#names = names;
  }

  /** A view for one transaction, and what gives its client back once nothing of the transaction runs any more. */
  borrow(scope: Scope): { view: TxPrisma; giveBack: () => void } {
    const slot = this.#free.pop() ?? new PrismaSlot(this.#names);
    slot.scope = scope;
    const giveBack = (): void => {
      slot.scope = undefined;
      // A call still under way would send its next statement into the next borrower's transaction.
      void scope.settled().then(() => this.#free.push(slot));
    };
    return { view: fenced(slot.client, scope), giveBack };
  }

  async close(): Promise<void> {
    await Promise.all(this.#free.splice(0).map((slot) => slot.client.$disconnect()));
  }
}

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * The client as one transaction sees it. Prisma's promises start when they are awaited, perhaps long after the
 * transaction's end and in the middle of the next: each one asks the scope at that moment.
 */
function fenced<T extends object>(target: T, scope: Scope): T {
  const delegates = new Map<PropertyKey, object>();
  return new Proxy(target, {
    get(inner, property) {
      const value: unknown = Reflect.get(inner, property, inner);
      if (typeof value === 'function') return fencedCall(value.bind(inner) as AnyFunction, scope);
      if (typeof value !== 'object' || value === null) return value;
      const known = delegates.get(property) ?? fenced(value, scope);
      delegates.set(property, known);
      return known;
    },
  });
}

function fencedCall(call: AnyFunction, scope: Scope): AnyFunction {
  return (...args) => {
    const result = call(...args);
    return isThenable(result) ? fencedPromise(result, scope) : result;
  };
}

function isThenable(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** Also for Prisma's fluent calls: `findUnique(…).records()` gives the next such promise. */
function fencedPromise(promise: Promise<unknown>, scope: Scope): Promise<unknown> {
  const start = (): Promise<unknown> => scope.track(() => promise);
  return new Proxy(promise, {
    get(inner, property) {
      if (property === 'then')
        return (...handlers: Parameters<Promise<unknown>['then']>) => start().then(...handlers);
      if (property === 'catch') return (handler: (reason: unknown) => unknown) => start().catch(handler);
      if (property === 'finally') return (handler: () => void) => start().finally(handler);
      const value: unknown = Reflect.get(inner, property, inner);
      return typeof value === 'function' ? fencedCall(value.bind(inner) as AnyFunction, scope) : value;
    },
  });
}
