import type { Runtime } from '@ballast/reliability';
import type pg from 'pg';
import { requestCancel } from './cancel.ts';
import { DatabaseError } from './database-error.ts';
import { classifyDatabaseError } from './pg-errors.ts';

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

/** How long the end of a transaction that was cut off may take before its connection is destroyed instead, in ms. */
const graceMs = 150;

/** BEGIN and every limit, as one message and so one round trip; all of it ends with the transaction. */
export function beginStatement(isolation: Isolation, readOnly: boolean, limitMs: number): string {
  const lockMs = Math.max(1, Math.floor(limitMs * 0.9));
  return (
    `BEGIN ISOLATION LEVEL ${isolation}${readOnly ? ' READ ONLY' : ''};` +
    `SET LOCAL statement_timeout=${limitMs};SET LOCAL lock_timeout=${lockMs};` +
    `SET LOCAL idle_in_transaction_session_timeout=${limitMs}`
  );
}

/**
 * Sends COMMIT and says how it ended: resolves when it took effect, throws what the server refused it with, or
 * `commit_unknown` when the answer never came.
 */
export async function commit(client: pg.ClientBase, signal: AbortSignal, runtime: Runtime): Promise<void> {
  const answer = client.query('COMMIT');
  let result: pg.QueryResult | undefined;
  try {
    result = await withinGraceOfAbort(answer, signal, runtime);
  } catch (cause) {
    const failure = classifyDatabaseError(cause);
    // The idle limit strikes only between statements, so COMMIT had not begun.
    const unknown = failure?.connectionLost && failure.error.code !== 'idle_in_transaction';
    if (unknown) throw new DatabaseError('commit_unknown', { cause });
    throw cause;
  }
  if (result === undefined) throw new DatabaseError('commit_unknown', { cause: signal.reason });
  // COMMIT of a failed transaction succeeds, as a ROLLBACK.
  if (result.command === 'ROLLBACK') throw new DatabaseError('transaction_aborted');
}

/**
 * Ends a transaction without effect: stops the statement on the wire, waits for what is running to notice, rolls
 * back. False when that did not work in time: then the connection must be destroyed, which ends it too.
 */
export async function rollBack(
  client: pg.ClientBase,
  scope: { readonly onWire: boolean; settled(): Promise<void> },
  runtime: Runtime,
): Promise<boolean> {
  const ended = (async () => {
    // A cancel still under way must not hit whatever this connection runs next.
    if (scope.onWire) await requestCancel(client);
    await scope.settled();
    await client.query('ROLLBACK');
    return true;
  })().catch(() => false);
  return (await within(ended, graceMs, runtime)) ?? false;
}

/** The promise's outcome, or undefined after `ms`. */
async function within<T>(promise: Promise<T>, ms: number, runtime: Runtime): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = runtime.setTimer(() => resolve(undefined), ms, { keepAlive: true });
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.cancel();
  }
}

/** The promise's outcome, or undefined when it is not there `graceMs` after the signal's abort. */
export async function withinGraceOfAbort<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  runtime: Runtime,
): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  let cancelTimer: (() => void) | undefined;
  const onAbort = (): void => {
    const timer = runtime.setTimer(() => resolve(undefined), graceMs, { keepAlive: true });
    cancelTimer = () => timer.cancel();
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, late]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancelTimer?.();
  }
}
