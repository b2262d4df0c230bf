import { type Deadline, type FaultPoints, type Runtime, sleep } from '@ballast/reliability';
import { DatabaseError } from './database-error.ts';
import type { DatabaseEvent } from './database-events.ts';
import { OpenTransaction, type Tx } from './open-transaction.ts';
import { classifyDatabaseError } from './pg-errors.ts';
import type { ObservedPool } from './pool.ts';
import type { PrismaSlots } from './prisma-view.ts';
import { Scope } from './scope.ts';
import type { StatementNames } from './statement-names.ts';
import { commit, Guillotine, type Isolation, openingOf, rollBack } from './transaction-session.ts';

export type { Tx } from './open-transaction.ts';

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

export interface TransactionDeps {
  readonly pool: ObservedPool;
  readonly slots: PrismaSlots;
  readonly names: StatementNames | undefined;
  readonly runtime: Runtime;
  readonly faults: FaultPoints;
  readonly timeoutMs: number;
  /** The limit that every connection has of itself, in ms; none behind a pooler. */
  readonly sessionLimitMs: number | undefined;
  readonly onEvent: (event: DatabaseEvent) => void;
}

type RunOptions = TransactionOptions & { readonly readOnly?: boolean };
type Work<T> = (tx: Tx) => Promise<T>;

/** The limits given to the server outlast the budget by this much: let our own abort, which says why, come first. */
const serverSlackMs = 50;

/**
 * Runs `fn` in one transaction. It is run again, whole, when the SQLSTATE table promises that nothing took effect.
 * @throws DatabaseError for what the database refused, the deadline's reason when it ended, or what `fn` threw
 */
export async function runTransaction<T>(deps: TransactionDeps, options: RunOptions, fn: Work<T>): Promise<T> {
  const { deadline, maxReruns = 3, name = 'transaction' } = options;
  const startedMs = deps.runtime.monotonicMs();
  for (let reruns = 0; ; reruns += 1) {
    const finish = (outcome: 'committed' | 'rolled_back' | 'unknown'): void => {
      const durationMs = deps.runtime.monotonicMs() - startedMs;
      deps.onEvent({ type: 'transaction', name, outcome, reruns, durationMs });
    };
    let tx: OpenTransaction | undefined;
    try {
      const value = await runOnce(deps, options, fn, (opened) => {
        tx = opened;
      });
      finish('committed');
      if (tx && tx.hooks.length > 0) await runHooks(tx, name, deps);
      return value;
    } catch (error) {
      const failure = classifyDatabaseError(error);
      const delayMs = rerunDelayMs(reruns, failure?.error.code === 'database_unavailable', deps.runtime);
      const mayRunAgain = failure?.rerun && (tx?.mayRunAgain ?? true);
      if (mayRunAgain && reruns < maxReruns && deadline.remainingMs() > delayMs) {
        deps.onEvent({ type: 'transaction_rerun', name, code: failure.error.code, delayMs });
        await sleep(delayMs, deadline);
        continue;
      }
      const unknown = failure?.error.code === 'commit_unknown';
      finish(unknown ? 'unknown' : 'rolled_back');
      // By the clock, too: in a busy process the server's limit can be heard of before our own timer.
      if (!unknown) deadline.throwIfAborted();
      throw failure?.error ?? error;
    }
  }
}

/** Competing transactions only need to fall out of step; a lost connection needs the server to come back. */
function rerunDelayMs(reruns: number, unavailable: boolean, runtime: Runtime): number {
  return (unavailable ? 100 : 10) * 2 ** reruns * (0.5 + runtime.random() / 2);
}

async function runHooks({ hooks }: OpenTransaction, name: string, deps: TransactionDeps): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      deps.onEvent({ type: 'after_commit_failed', name, error });
    }
  }
}

const closed = (): DatabaseError => new DatabaseError('transaction_closed');

/** From checking a connection out to giving it back. One listener on the deadline serves every step between. */
async function runOnce<T>(
  deps: TransactionDeps,
  options: RunOptions,
  fn: Work<T>,
  onOpen: (tx: OpenTransaction) => void,
): Promise<T> {
  const { deadline, isolation = 'read committed', readOnly = false } = options;
  const { runtime, faults } = deps;
  deadline.throwIfAborted();
  const client = await deps.pool.acquire(deadline);
  const scope = new Scope(client, () => {
    const limitMs = Math.max(1, Math.ceil(Math.min(deps.timeoutMs, deadline.remainingMs() + serverSlackMs)));
    return openingOf({ isolation, readOnly, limitMs }, deps.sessionLimitMs, deps.names);
  });
  const tx = new OpenTransaction(scope, deps.slots, deps.names);
  onOpen(tx);
  const guillotine = new Guillotine(client, runtime);
  let lost: Error | undefined;
  let leaveWork: ((reason: unknown) => void) | undefined;
  const onLost = (error: Error): void => {
    lost ??= error;
  };
  const onAbort = (): void => {
    scope.close(() => deadline.reason);
    guillotine.arm('late');
    leaveWork?.(deadline.reason);
  };
  client.on('error', onLost);
  deadline.onEnd(onAbort);
  let destroy = false;
  try {
    if (deadline.reason) onAbort();
    await faults.hit('before-begin');
    const value = await new Promise<T>((resolve, reject) => {
      // When the deadline ends first, `fn` goes on alone, behind a closed fence.
      leaveWork = reject;
      fn(tx).then(resolve, reject);
    });
    if (scope.running > 0) throw new DatabaseError('unawaited_query');
    scope.close(closed);
    if (scope.unopened) throw scope.unopened.error;
    await faults.hit('before-commit');
    deadline.throwIfAborted();
    if (lost) throw lost;
    if (scope.begun || tx.atEnd.length > 0) {
      await commit(client, [...scope.takeOpening(), ...tx.atEnd], deps.names);
    }
    await faults.hit('after-commit');
    return value;
  } catch (error) {
    scope.close(closed);
    if (!deadline.reason) guillotine.arm('early');
    const failure = classifyDatabaseError(error);
    const gone = failure?.error.code === 'commit_unknown' || lost !== undefined;
    destroy = gone || !(await rollBack(client, scope, runtime));
    // A connection that died while idle says why once; later statements only say that it is dead.
    throw failure?.connectionLost && lost ? lost : error;
  } finally {
    guillotine.disarm();
    deadline.offEnd(onAbort);
    client.off('error', onLost);
    tx.end();
    client.release(destroy);
  }
}
