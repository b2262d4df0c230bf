import type { Deadline, Runtime } from '@ballast/reliability';
import { classifyDatabaseError } from './pg-errors.ts';
import type { ObservedPool } from './pool.ts';
import { Scope } from './scope.ts';
import type { Statement, StatementResult } from './statement.ts';
import { Guillotine, stopStatement } from './transaction-session.ts';

/** What statements outside any transaction run on. */
export interface SingleDeps {
  readonly pool: ObservedPool;
  readonly runtime: Runtime;
  /** Set where the session itself has no limit: what takes longer, in ms, is cancelled from here. */
  readonly limitMs: number | undefined;
}

/** How one statement is limited beyond that. */
export interface SingleOptions {
  /** Its end cancels the statement on the server, and lets the caller go at most a moment later. */
  readonly deadline: Deadline;
  /** False for what has to be tried even where the wait for a connection looks too long. True by default. */
  readonly mayShed?: boolean;
}

/**
 * Runs one statement on whichever connection is free. pg.Pool#query destroys its connection after any error, a unique
 * violation too; this keeps the healthy ones. What has succeeded by the time it is cancelled is answered all the same.
 *
 * @throws the driver's error, or the deadline's reason when that has ended
 */
export async function runSingle(
  { pool, runtime, limitMs }: SingleDeps,
  statement: Statement,
  { deadline, mayShed }: Partial<SingleOptions> = {},
): Promise<StatementResult> {
  deadline?.throwIfAborted();
  const client = await pool.acquire(deadline, mayShed);
  const scope = new Scope(client);
  const guillotine = new Guillotine(client, runtime);
  let stopped: Promise<void> | undefined;
  const stop = (): void => {
    guillotine.arm('late');
    stopped ??= stopStatement(client, scope, runtime);
  };
  const timer = limitMs === undefined ? undefined : runtime.setTimer(stop, limitMs, { keepAlive: true });
  let broken = false;
  deadline?.onEnd(stop);
  try {
    deadline?.throwIfAborted();
    return await scope.query(statement);
  } catch (error) {
    broken = classifyDatabaseError(error)?.connectionLost ?? stopped === undefined;
    deadline?.throwIfAborted();
    throw error;
  } finally {
    timer?.cancel();
    deadline?.offEnd(stop);
    // One that comes late must not hit whatever this connection runs next.
    await stopped;
    guillotine.disarm();
    client.release(broken);
  }
}
