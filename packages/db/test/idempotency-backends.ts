import {
  createMemoryIdempotencyStore,
  Deadline,
  type Decision,
  type IdempotencyStore,
  type MemoryTx,
} from '@ballast/reliability';
import { createTestRuntime, type TestRuntime } from '@ballast/reliability/testing';
import { createIdempotencyStore, type Database, type Tx } from '../src/index.ts';
import { inputs, scope } from './idempotency-actions.ts';
import { keysOf } from './idempotency-engine-actions.ts';
import { clockSql } from './idempotency-stores-in-step.ts';

/** A transaction under way. */
export interface Opened<R> {
  readonly done: Promise<R>;
  /** Ends it as the server does when the process that opened it is gone. */
  kill(): Promise<void>;
  /** Ends it politely, for tidying up. */
  leave(): Promise<void>;
}

/** What processes have in common: a store with its clock, and transactions with effects in them. */
export interface Backend<T> {
  /** Its wall clock is the store's. Its monotonic clock stands still: nothing comes of a budget or a timer by itself. */
  readonly runtime: TestRuntime;
  readonly store: IdempotencyStore<T>;
  open<R>(body: (tx: T) => Promise<R>): Opened<R>;
  writeEffect(tx: T, effect: string): Promise<void>;
  /** All that were committed, sorted. */
  effects(): Promise<readonly string[]>;
  stepClock(ms: number): Promise<void>;
  replaysOf(key: string): Promise<number>;
}

export async function createEffects({ pool }: Database): Promise<void> {
  await pool.query('CREATE TABLE test_effect (effect text NOT NULL)');
}

/** The effects are rows, written in the transaction that claims the key or remembers the step. */
export async function postgresBackend(database: Database): Promise<Backend<Tx>> {
  const { pool } = database;
  const runtime = createTestRuntime();
  const setClock = () => pool.query('UPDATE test_clock SET now = $1', [new Date(runtime.now())]);
  await pool.query('DELETE FROM "IdempotencyRecord"');
  await pool.query('DELETE FROM test_effect');
  await setClock();
  return {
    runtime,
    store: createIdempotencyStore(database, { clockSql }),
    open: (body) => openOn(database, body),
    writeEffect: async (tx, effect) => {
      await tx.query('INSERT INTO test_effect VALUES ($1)', [effect]);
    },
    effects: async () => {
      const { rows } = await pool.query<{ effect: string }>('SELECT effect FROM test_effect');
      return rows.map(({ effect }) => effect).sort();
    },
    stepClock: async (ms) => {
      runtime.stepWallClock(ms);
      await setClock();
    },
    replaysOf: async (key) => {
      const sql = 'SELECT replays FROM "IdempotencyRecord" WHERE scope = $1 AND key = $2';
      const { rows } = await pool.query<{ replays: number }>(sql, [scope, key]);
      return rows[0]?.replays ?? 0;
    },
  };
}

function openOn<R>(database: Database, body: (tx: Tx) => Promise<R>): Opened<R> {
  // Real time, and no limit: the walk's clock must not reach the server's.
  const deadline = Deadline.start(Number.POSITIVE_INFINITY);
  let opened: Tx | undefined;
  const done = database.transaction({ deadline, maxReruns: 0 }, (tx) => {
    opened = tx;
    return body(tx);
  });
  const leave = async () => {
    deadline.abort('caller_left');
    await done.catch(() => {});
  };
  const kill = async () => {
    if (opened) await terminate(database, opened);
    // Only now is our end let go of: it finds its connection gone.
    await leave();
  };
  return { done, kill, leave };
}

/** Ends the server's process behind a transaction, and waits until it is gone with all it held. */
async function terminate({ pool }: Database, tx: Tx): Promise<void> {
  const [mine] = (await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
  await pool.query('SELECT pg_terminate_backend($1)', [mine?.pid]);
  // Its own waiting is in steps of 100 ms.
  const left = () => pool.query('SELECT FROM pg_stat_activity WHERE pid = $1', [mine?.pid]);
  while ((await left()).rowCount !== 0);
}

/** The model. */
export function memoryBackend(): Backend<MemoryTx> {
  const runtime = createTestRuntime();
  const memory = createMemoryIdempotencyStore({ runtime });
  const effects: string[] = [];
  return {
    runtime,
    store: memory,
    open: (body) => {
      const tx = memory.begin();
      const finish = async () => {
        try {
          const result = await body(tx);
          tx.commit();
          return result;
        } finally {
          tx.rollBack();
        }
      };
      const end = async () => tx.rollBack();
      return { done: finish(), kill: end, leave: end };
    },
    writeEffect: async (tx, effect) => tx.onCommit(() => effects.push(effect)),
    effects: async () => [...effects].sort(),
    stepClock: async (ms) => runtime.stepWallClock(ms),
    replaysOf: async (key) => memory.inspect().replaysOf({ scope, key }),
  };
}

/** Everything a caller could learn, of every key and input; and the replays counted. */
export async function surveyOf<T>({ store, replaysOf }: Backend<T>): Promise<readonly unknown[]> {
  const deadline = Deadline.start(Number.POSITIVE_INFINITY);
  const found: [key: string, seen: Decision | number][] = [];
  for (const key of Object.values(keysOf).flat()) {
    for (const fingerprint of inputs) {
      found.push([key, await store.look({ scope, key, fingerprint, windowMs: 1 }, deadline)]);
    }
    found.push([key, await replaysOf(key)]);
  }
  return found;
}
