import type { Runtime, Timer } from '@ballast/reliability';
import type pg from 'pg';
import { sendTogether } from './batch.ts';
import { requestCancel } from './cancel.ts';
import { DatabaseError } from './database-error.ts';
import { classifyDatabaseError } from './pg-errors.ts';
import type { Scope } from './scope.ts';
import type { SilentStatement } from './statement.ts';
import { namedStatement, type StatementNames } from './statement-names.ts';
import { inStatementSpans } from './statement-span.ts';

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

/**
 * How long the end of a transaction may take before its connection is destroyed instead, in ms: short when its time is
 * up, and longer when it failed before. Behind a pooler, destroying leaves the statement running on the server.
 */
const graceMs = { late: 150, early: 2_000 } as const;

/** After how long a statement that goes on is asked to stop again, in ms. */
const askAgainMs = 50;

/** In a condition that is never true: all are set, and there is no row to be read. */
const limits = `SELECT WHERE set_config('statement_timeout', $1, true) || set_config('lock_timeout', $2, true)
  || set_config('idle_in_transaction_session_timeout', $1, true) IS NULL`;

/** How long a statement may wait for a lock, in ms: a little less than it may take, so that the code says which it was. */
export function lockLimitMs(limitMs: number): number {
  return Math.max(1, Math.floor(limitMs * 0.9));
}

export interface Opening {
  readonly isolation: Isolation;
  readonly readOnly: boolean;
  /** For statements, and for idling between them, in ms. */
  readonly limitMs: number;
}

/** BEGIN and every limit, to be sent with the first statement; all of it ends with the transaction. */
export function openingOf(
  { isolation, readOnly, limitMs }: Opening,
  sessionLimitMs: number | undefined,
  names: StatementNames | undefined,
): readonly SilentStatement[] {
  const text = `BEGIN ISOLATION LEVEL ${isolation}${readOnly ? ' READ ONLY' : ''}`;
  const begin = { name: names?.nameOf(text), text, values: [] };
  if (limitMs === sessionLimitMs) return [begin];
  const values = [String(limitMs), String(lockLimitMs(limitMs))];
  return [begin, { name: names?.nameOf(limits), text: limits, values }];
}

/**
 * Sends COMMIT, with the statements that were kept for it, and says how it ended: resolves when it took effect, throws
 * what the server refused it with, or `commit_unknown` when the answer never came.
 */
export async function commit(
  client: pg.ClientBase,
  before: readonly SilentStatement[],
  names: StatementNames | undefined,
): Promise<void> {
  const last = namedStatement(names, 'COMMIT', []);
  let ended: string | undefined;
  try {
    ended = await inStatementSpans([...before, last], async () => {
      const { result, failure } = await sendTogether(client, before, last);
      if (failure) throw failure.error;
      return result.command;
    });
  } catch (cause) {
    const failure = classifyDatabaseError(cause);
    // The idle limit strikes only between statements, so COMMIT had not begun.
    const unknown = failure?.connectionLost && failure.error.code !== 'idle_in_transaction';
    if (unknown) throw new DatabaseError('commit_unknown', { cause });
    throw cause;
  }
  // COMMIT of a failed transaction succeeds, as a ROLLBACK.
  if (ended === 'ROLLBACK') throw new DatabaseError('transaction_aborted');
}

/**
 * Ends a transaction without effect: stops the statement on the wire, waits for what is running to notice, rolls
 * back. False when that did not work: then the connection must be destroyed, which ends it too.
 */
export async function rollBack(client: pg.ClientBase, scope: Scope, runtime: Runtime): Promise<boolean> {
  try {
    await stopStatement(client, scope, runtime);
    await scope.settled();
    if (scope.begun) await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

/** Repeats itself: a request can overtake the statement it is for, and a server that is idle still ignores it. */
export async function stopStatement(client: pg.ClientBase, scope: Scope, runtime: Runtime): Promise<void> {
  while (scope.onWire) {
    // Waited for, every time: a request still under way must not hit whatever this connection runs next.
    await requestCancel(client);
    const { promise: pause, resolve } = Promise.withResolvers<void>();
    const timer = runtime.setTimer(resolve, askAgainMs, { keepAlive: true });
    await Promise.race([scope.settled(), pause]);
    timer.cancel();
  }
}

/**
 * Breaks the connection unless it is disarmed within the grace period: whatever waits for the server then fails at
 * once. Armed again, the earlier end counts.
 */
export class Guillotine {
  readonly #client: pg.PoolClient;
  readonly #runtime: Runtime;
  readonly #timers: Timer[] = [];

  constructor(client: pg.PoolClient, runtime: Runtime) {
    this.#client = client;
    this.#runtime = runtime;
  }

  arm(when: keyof typeof graceMs): void {
    const strike = (): void => breakConnection(this.#client);
    this.#timers.push(this.#runtime.setTimer(strike, graceMs[when], { keepAlive: true }));
  }

  disarm(): void {
    for (const timer of this.#timers) timer.cancel();
  }
}

/** Closes the socket without a word, as a network does. */
function breakConnection(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection: pg.Connection };
  connection.stream.destroy();
}
