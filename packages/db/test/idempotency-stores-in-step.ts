import { createMemoryIdempotencyStore, Deadline, type Decision, type MemoryTx } from '@ballast/reliability';
import { createTestRuntime } from '@ballast/reliability/testing';
import type pg from 'pg';
import { expect } from 'vitest';
import { createIdempotencyStore, type Database, type PostgresIdempotencyStore } from '../src/index.ts';
import { type Action, inputs, scope, tokens } from './idempotency-actions.ts';

const startMs = Date.UTC(2026, 0, 1);
/** A clock that the test moves: a table of one row. */
export const clockSql = '(SELECT now FROM test_clock)';

export async function createClock({ pool }: Database): Promise<void> {
  await pool.query('CREATE TABLE test_clock (now timestamptz NOT NULL)');
  await pool.query('INSERT INTO test_clock VALUES (now())');
}

interface OpenPair {
  readonly client: pg.PoolClient;
  /** Sent before COMMIT, as the transaction does it; the memory store's completion is as invisible until then. */
  readonly atEnd: (readonly [text: string, values: readonly unknown[]])[];
  readonly memory: ReturnType<ReturnType<typeof createMemoryIdempotencyStore>['begin']>;
  readonly key: string;
}

const txOf = (client: pg.PoolClient, atCommit?: (text: string, values: readonly unknown[]) => void) =>
  ({
    query: (text: string, values: readonly unknown[] = []) => client.query(text, [...values]),
    atCommit,
  }) as Parameters<PostgresIdempotencyStore['claimInTransaction']>[0];

/** Both stores, driven in step; every answer of one is compared with the other's. */
export class StoresInStep {
  readonly #database: Database;
  readonly #postgres: PostgresIdempotencyStore;
  readonly runtime = createTestRuntime({ startMs });
  readonly memory = createMemoryIdempotencyStore({ runtime: this.runtime });
  readonly deadline = Deadline.start(Number.POSITIVE_INFINITY);
  readonly open = new Map<number, OpenPair>();
  /** Kinds of decisions come to, with the action that asked. */
  readonly seen = new Set<string>();

  constructor(database: Database) {
    this.#database = database;
    this.#postgres = createIdempotencyStore(database, { clockSql });
  }

  async setClock(): Promise<void> {
    await this.#database.pool.query('UPDATE test_clock SET now = $1', [new Date(this.runtime.now())]);
  }

  async both<T>(type: string, onPostgres: () => Promise<T>, onMemory: () => Promise<T>): Promise<T> {
    const [actual, model] = [await onPostgres(), await onMemory()];
    expect(actual).toEqual(model);
    if (typeof model === 'object' && model !== null && 'kind' in model)
      this.seen.add(`${type} ${model.kind}`);
    return model;
  }

  async act(it: Action): Promise<void> {
    const { deadline, memory } = this;
    switch (it.type) {
      case 'claim':
        return this.claim(it.worker, { scope, key: it.key, fingerprint: it.input, windowMs: it.spanMs });
      case 'whole':
        await this.end(it.worker, 'roll back');
        await this.claim(it.worker, { scope, key: it.key, fingerprint: it.input, windowMs: it.spanMs });
        await this.complete(it.worker, it.json);
        return this.end(it.worker, 'commit');
      case 'complete':
        return this.complete(it.worker, it.json);
      case 'end':
        return this.end(it.worker, it.how);
      case 'claimLease': {
        const claim = {
          scope,
          key: it.key,
          fingerprint: it.input,
          windowMs: it.spanMs,
          token: tokenOf(it.worker),
        };
        await this.both(
          'claimLease',
          () => this.#postgres.claimLease(claim, it.leaseMs, deadline),
          () => memory.claimLease(claim, it.leaseMs, deadline),
        );
        return;
      }
      case 'vanish': {
        const { worker, key, input } = it;
        await this.act({ type: 'claimLease', worker, key, input, spanMs: 1_000, leaseMs: 10 });
        return this.act({ type: 'clock', ms: 10 });
      }
      case 'rememberIn':
        return this.rememberIn(it.worker, it.key, it.step, it.json, it.commit);
      case 'count': {
        const counts = [{ scope, key: it.key, replays: it.replays }];
        await this.both(
          'countReplays',
          () => this.#postgres.countReplays(counts, deadline),
          () => memory.countReplays(counts, deadline),
        );
        return;
      }
      case 'purge':
        await this.both(
          'purge',
          () => this.#postgres.purge({ deadline, batch: 1 }),
          () => memory.purge(),
        );
        return;
      case 'clock':
        this.runtime.stepWallClock(it.ms);
        return this.setClock();
      default: {
        const lease = { scope, key: it.key, token: tokenOf(it.worker) };
        const on = (
          store: Pick<
            PostgresIdempotencyStore,
            'renewLease' | 'rememberStep' | 'completeLease' | 'releaseLease'
          >,
        ) => {
          if (it.type === 'renew') return store.renewLease(lease, it.leaseMs, deadline);
          if (it.type === 'remember') return store.rememberStep(lease, it.step, it.json, deadline);
          if (it.type === 'release') return store.releaseLease(lease, deadline);
          return store.completeLease(lease, it.json, it.spanMs, deadline);
        };
        await this.both(
          it.type,
          () => on(this.#postgres),
          () => on(memory),
        );
      }
    }
  }

  /** As the engine does it: what is not granted ends its transaction at once. */
  async claim(
    by: number,
    claim: Parameters<PostgresIdempotencyStore['claimInTransaction']>[1],
  ): Promise<void> {
    if (this.open.has(by)) return;
    const client = await this.#database.pool.connect();
    await client.query('BEGIN');
    await client.query("SET LOCAL lock_timeout = '2s'");
    const tx = this.memory.begin();
    this.open.set(by, { client, atEnd: [], memory: tx, key: claim.key });
    const decision: Decision = await this.both(
      'claimInTransaction',
      () => this.#postgres.claimInTransaction(txOf(client), claim),
      () => this.memory.claimInTransaction(tx, claim),
    );
    if (decision.kind !== 'run' && decision.kind !== 'takeover') await this.end(by, 'roll back');
  }

  async complete(by: number, json: string | undefined): Promise<void> {
    const pair = this.open.get(by);
    if (pair === undefined) return;
    const id = { scope, key: pair.key };
    await this.both(
      'complete',
      () => {
        const tx = txOf(pair.client, (text, values) => pair.atEnd.push([text, values]));
        return this.#postgres.completeInTransaction(tx, id, json);
      },
      () => this.memory.completeInTransaction(pair.memory, id, json),
    );
  }

  async end(by: number, how: string): Promise<void> {
    const pair = this.open.get(by);
    if (pair === undefined) return;
    this.open.delete(by);
    if (how === 'commit') {
      for (const [text, values] of pair.atEnd) await pair.client.query(text, [...values]);
      await pair.client.query('COMMIT');
      pair.memory.commit();
      pair.client.release();
      return;
    }
    pair.memory.rollBack();
    if (how === 'roll back') {
      await pair.client.query('ROLLBACK');
      pair.client.release();
      return;
    }
    // The process is gone: the server finds out by itself, which is waited for.
    const { rows } = await pair.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await this.#database.pool.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    pair.client.release(true);
  }

  async rememberIn(
    by: number,
    key: string,
    name: string,
    result: string | undefined,
    commit: boolean,
  ): Promise<void> {
    const lease = { scope, key, token: tokenOf(by) };
    const client = await this.#database.pool.connect();
    const tx: MemoryTx & { commit(): void; rollBack(): void } = this.memory.begin();
    await client.query('BEGIN');
    await this.both(
      'rememberStepInTransaction',
      () => this.#postgres.rememberStepInTransaction(txOf(client), lease, name, result),
      () => this.memory.rememberStepInTransaction(tx, lease, name, result),
    );
    await client.query(commit ? 'COMMIT' : 'ROLLBACK');
    if (commit) tx.commit();
    else tx.rollBack();
    client.release();
  }

  /** Everything a caller could learn, of every key and input. */
  async compareAll(): Promise<void> {
    for (const key of ['a1', 'a2', 'l1', 'l2']) {
      for (const fingerprint of inputs) {
        const claim = { scope, key, fingerprint, windowMs: 1 };
        await this.both(
          'look',
          () => this.#postgres.look(claim, this.deadline),
          () => this.memory.look(claim, this.deadline),
        );
      }
      const sql = 'SELECT replays FROM "IdempotencyRecord" WHERE scope = $1 AND key = $2';
      const { rows } = await this.#database.pool.query<{ replays: number }>(sql, [scope, key]);
      expect(rows[0]?.replays ?? 0).toBe(this.memory.inspect().replaysOf({ scope, key }));
    }
  }

  async close(): Promise<void> {
    for (const by of [...this.open.keys()]) await this.end(by, 'roll back');
  }
}

function tokenOf(by: number): string {
  return tokens[by] ?? '';
}
