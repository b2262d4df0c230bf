import { type Deadline, type FaultPoints, type Runtime, sleep } from '@ballast/reliability';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { DatabaseError } from './database-error.ts';
import type { DatabaseEvent } from './database-events.ts';
import type { DB } from './generated/kysely.ts';
import { createKyselyView } from './kysely-view.ts';
import { classifyDatabaseError } from './pg-errors.ts';
import type { ObservedPool } from './pool.ts';
import type { PrismaSlots, TxPrisma } from './prisma-view.ts';
import { Scope } from './scope.ts';
import type { StatementNames } from './statement-names.ts';
import {
  beginStatement,
  commit,
  type Isolation,
  rollBack,
  withinGraceOfAbort,
} from './transaction-session.ts';

export interface TransactionOptions {
  /** Its remaining time cuts every limit; its abort cancels the running statement on the server. */
  readonly deadline: Deadline;
  /** `read committed` unless said otherwise. */
  readonly isolation?: Isolation;
  /** For spans and metrics. */
  readonly name?: string;
  /** How often the whole may be run again after a failure that is known to have left nothing. 3 by default. */
  readonly maxReruns?: number;
}

/** Two views of one connection inside one transaction. Both refuse everything once it has ended. */
export interface Tx {
  readonly prisma: TxPrisma;
  readonly kysely: Kysely<DB>;
  /** The driver's own way, through the same fence: for statements where microseconds count. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<R>>;
  /** Runs after COMMIT, in order; the transaction waits for it. Its failure is reported, and changes nothing. */
  afterCommit(fn: () => void | Promise<void>): void;
  /** Says that something left the transaction (a message was sent): it is not run again from here on. */
  escaped(): void;
}

export interface TransactionDeps {
  readonly pool: ObservedPool;
  readonly slots: PrismaSlots;
  readonly names: StatementNames | undefined;
  readonly runtime: Runtime;
  readonly faults: FaultPoints;
  readonly timeoutMs: number;
  readonly onEvent: (event: DatabaseEvent) => void;
}

interface Attempt {
  readonly afterCommit: (() => void | Promise<void>)[];
  escaped: boolean;
}

/** What is left of the budget may be a little less than the limit given to the server: let our own abort come first. */
const serverSlackMs = 50;

/**
 * Runs `fn` in one transaction. It is run again, whole, when the SQLSTATE table promises that nothing took effect.
 * @throws DatabaseError for what the database refused, the deadline's reason when it ended, or what `fn` threw
 */
export async function runTransaction<T>(
  deps: TransactionDeps,
  options: TransactionOptions & { readonly readOnly?: boolean },
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { deadline, maxReruns = 3 } = options;
  const startedMs = deps.runtime.monotonicMs();
  const name = options.name ?? 'transaction';
  for (let reruns = 0; ; reruns += 1) {
    const attempt: Attempt = { afterCommit: [], escaped: false };
    const finish = (outcome: 'committed' | 'rolled_back' | 'unknown'): void => {
      const durationMs = deps.runtime.monotonicMs() - startedMs;
      deps.onEvent({ type: 'transaction', name, outcome, reruns, durationMs });
    };
    try {
      const value = await runOnce(deps, options, attempt, fn);
      finish('committed');
      for (const hook of attempt.afterCommit) await runHook(hook, name, deps);
      return value;
    } catch (error) {
      const failure = classifyDatabaseError(error);
      const delayMs = rerunDelayMs(reruns, failure?.error.code === 'database_unavailable', deps.runtime);
      const again =
        failure?.rerun && !attempt.escaped && reruns < maxReruns && deadline.remainingMs() > delayMs;
      if (again) {
        deps.onEvent({ type: 'transaction_rerun', name, code: failure.error.code, delayMs });
        await sleep(delayMs, deadline);
        continue;
      }
      finish(failure?.error.code === 'commit_unknown' ? 'unknown' : 'rolled_back');
      if (deadline.signal.aborted && failure?.error.code !== 'commit_unknown') throw deadline.signal.reason;
      throw failure?.error ?? error;
    }
  }
}

/** Competing transactions only need to fall out of step; a lost connection needs the server to come back. */
function rerunDelayMs(reruns: number, unavailable: boolean, runtime: Runtime): number {
  return (unavailable ? 100 : 10) * 2 ** reruns * (0.5 + runtime.random() / 2);
}

async function runHook(hook: () => void | Promise<void>, name: string, deps: TransactionDeps): Promise<void> {
  try {
    await hook();
  } catch (error) {
    deps.onEvent({ type: 'after_commit_failed', name, error });
  }
}

async function runOnce<T>(
  deps: TransactionDeps,
  options: TransactionOptions & { readonly readOnly?: boolean },
  attempt: Attempt,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { deadline, isolation = 'read committed', readOnly = false } = options;
  const { runtime, faults } = deps;
  deadline.throwIfAborted();
  const client = await deps.pool.acquire(deadline);
  let lost: Error | undefined;
  const onLost = (error: Error): void => {
    lost ??= error;
  };
  client.on('error', onLost);
  const scope = new Scope(client);
  const onAbort = (): void => scope.close(deadline.signal.reason);
  deadline.signal.addEventListener('abort', onAbort, { once: true });
  const { tx, end } = views(deps, scope, attempt);
  let destroy = false;
  try {
    await faults.hit('before-begin');
    const limitMs = Math.max(1, Math.ceil(Math.min(deps.timeoutMs, deadline.remainingMs() + serverSlackMs)));
    const begun = scope.query({ text: beginStatement(isolation, readOnly, limitMs) });
    if ((await withinGraceOfAbort(begun, deadline.signal, runtime)) === undefined)
      throw deadline.signal.reason;
    const value = await orAbort(fn(tx), deadline.signal);
    if (scope.running > 0) throw new DatabaseError('unawaited_query');
    scope.close(new DatabaseError('transaction_closed'));
    await faults.hit('before-commit');
    deadline.throwIfAborted();
    if (lost) throw lost;
    await commit(client, deadline.signal, runtime);
    await faults.hit('after-commit');
    return value;
  } catch (error) {
    scope.close(new DatabaseError('transaction_closed'));
    const failure = classifyDatabaseError(error);
    destroy =
      failure?.error.code === 'commit_unknown' ||
      lost !== undefined ||
      !(await rollBack(client, scope, runtime));
    // A connection that died while idle says why once; later statements only say that it is dead.
    throw failure?.connectionLost && lost ? lost : error;
  } finally {
    end();
    deadline.signal.removeEventListener('abort', onAbort);
    client.off('error', onLost);
    client.release(destroy);
  }
}

/** What `fn` gives, unless the deadline ends first: then `fn` goes on alone, behind a closed fence. */
function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function views(deps: TransactionDeps, scope: Scope, attempt: Attempt): { tx: Tx; end: () => void } {
  const { names } = deps;
  let kysely: Kysely<DB> | undefined;
  let prisma: ReturnType<PrismaSlots['borrow']> | undefined;
  const tx: Tx = {
    get kysely() {
      kysely ??= createKyselyView({ port: scope, names });
      return kysely;
    },
    get prisma() {
      prisma ??= deps.slots.borrow(scope);
      return prisma.view;
    },
    query: <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const name = names?.nameOf(text);
      const statement = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      return scope.query(statement) as Promise<pg.QueryResult<R>>;
    },
    afterCommit: (hook) => {
      attempt.afterCommit.push(hook);
    },
    escaped: () => {
      attempt.escaped = true;
    },
  };
  return { tx, end: () => prisma?.giveBack() };
}
