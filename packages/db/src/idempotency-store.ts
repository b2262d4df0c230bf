import {
  type Claim,
  type Deadline,
  type Decision,
  decide,
  decideWhileHeld,
  grantsKey,
  type IdempotencyRecord,
  type IdempotencyStore,
  type Steps,
} from '@ballast/reliability';
import type { Database } from './client.ts';
import { idempotencyStatements } from './idempotency-store-sql.ts';
import type { Tx } from './transaction.ts';

type StoredSteps = Readonly<Record<string, string | null>>;

interface ClaimRow {
  /** Nobody else's transaction held the key. */
  readonly free: boolean;
  /** Set when the key is now the caller's. */
  readonly claimedSteps: StoredSteps | null;
  readonly nowMs: number;
  /** The record as it was before; null where there was none. */
  readonly fingerprint: string | null;
  readonly state: IdempotencyRecord['state'] | null;
  readonly steps: StoredSteps | null;
  readonly response: string | null;
  readonly leaseExpiresAtMs: number | null;
  readonly expiresAtMs: number | null;
}

export interface IdempotencyStoreOptions {
  /** What the time is, in SQL: for tests alone, which move it. */
  readonly clockSql?: string;
}

export interface PurgeOptions {
  readonly deadline: Deadline;
  /** Rows a statement, each its own transaction; 1 000 by default. */
  readonly batch?: number;
  /** Most rows a call; 100 000 by default. */
  readonly limit?: number;
}

export interface PostgresIdempotencyStore extends IdempotencyStore<Pick<Tx, 'query' | 'atCommit'>> {
  /** Deletes records whose window is over, oldest first, until none is left, the limit is reached or time is short. */
  purge(options: PurgeOptions): Promise<number>;
}

/** Times of a snapshot that lost its row to another writer; each try sees a newer one. */
const mostLooks = 3;

const stepsOf = (steps: StoredSteps | null): Steps =>
  new Map(Object.entries(steps ?? {}).map(([name, result]) => [name, result ?? undefined]));

function recordOf(row: ClaimRow): IdempotencyRecord | undefined {
  const { fingerprint, state, expiresAtMs } = row;
  if (fingerprint === null || state === null || expiresAtMs === null) return undefined;
  const leaseExpiresAtMs = row.leaseExpiresAtMs ?? undefined;
  const [steps, answer] = [stepsOf(row.steps), row.response ?? undefined];
  return { fingerprint, state, expiresAtMs, leaseExpiresAtMs, steps, answer };
}

/** What the claim statement did, or why it did not; undefined when its snapshot was too old to say. */
function decisionOf(row: ClaimRow, claim: Claim): Decision | undefined {
  const record = recordOf(row);
  if (!row.free) return decideWhileHeld(record, claim, row.nowMs);
  const decision = decide(record, claim, row.nowMs);
  if (row.claimedSteps === null) return grantsKey(decision) ? undefined : decision;
  const kind = decision.kind === 'takeover' ? 'takeover' : 'run';
  return { kind, steps: stepsOf(row.claimedSteps) };
}

type Query = (text: string, values: readonly unknown[]) => Promise<{ readonly rows: readonly ClaimRow[] }>;

async function claimWith(
  query: Query,
  text: string,
  values: readonly unknown[],
  claim: Claim,
): Promise<Decision> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const [row] = (await query(text, values)).rows;
    const decision = row && decisionOf(row, claim);
    if (decision) return decision;
  }
  return { kind: 'in_progress', leaseMs: undefined };
}

/**
 * Idempotency records in Postgres, on its clock. In atomic mode every statement runs in the caller's transaction;
 * everything else is single statements on whichever connection is free. No session state: it runs behind PgBouncer
 * in transaction mode. Held to the memory store by `test/idempotency-store-model.test.ts`, and with the engine on top
 * by `test/idempotency-engine-model.test.ts`.
 */
export function createIdempotencyStore(
  database: Pick<Database, 'query'>,
  { clockSql = 'clock_timestamp()' }: IdempotencyStoreOptions = {},
): PostgresIdempotencyStore {
  const sql = idempotencyStatements(clockSql);
  const read = (text: string, values: readonly unknown[], deadline: Deadline) =>
    database.query<ClaimRow>(text, values, { deadline });
  // What has happened is written down while there is any time: an estimated wait is no reason not to try.
  const write = async (text: string, values: readonly unknown[], deadline: Deadline): Promise<number> => {
    const { rowCount } = await database.query(text, values, { deadline, mayShed: false });
    return rowCount ?? 0;
  };
  const claimValues = ({ scope, key, fingerprint, windowMs }: Claim) => [scope, key, fingerprint, windowMs];
  const leaseValues = ({ scope, key, token }: { scope: string; key: string; token: string }) => [
    scope,
    key,
    token,
  ];

  return {
    claimInTransaction: (tx, claim) =>
      claimWith(
        (text, values) => tx.query<ClaimRow>(text, values),
        sql.claimInTransaction,
        claimValues(claim),
        claim,
      ),
    completeInTransaction: async (tx, { scope, key }, answer) => {
      // No row is left when the work itself deleted it, as deleting an account does: then nothing is to be repeated.
      tx.atCommit(sql.completeInTransaction, [scope, key, answer ?? null]);
    },
    look: async (claim, deadline) => {
      const { rows } = await read(sql.look, [claim.scope, claim.key], deadline);
      const [row] = rows;
      if (row === undefined) return { kind: 'in_progress', leaseMs: undefined };
      return (row.free ? decide : decideWhileHeld)(recordOf(row), claim, row.nowMs);
    },
    claimLease: async (claim, leaseMs, deadline) => {
      const values = [...claimValues(claim), claim.token, leaseMs];
      const decision = await claimWith(
        (text, all) => read(text, all, deadline),
        sql.claimLease,
        values,
        claim,
      );
      // It landed before it could be cancelled: the caller, told so, gives the key back.
      deadline.throwIfAborted();
      return decision;
    },
    renewLease: async (lease, leaseMs, deadline) =>
      (await write(sql.renewLease, [...leaseValues(lease), leaseMs], deadline)) === 1,
    rememberStep: async (lease, name, result, deadline) =>
      (await write(sql.rememberStep, [...leaseValues(lease), name, result ?? null], deadline)) === 1,
    rememberStepInTransaction: async (tx, lease, name, result) => {
      const { rowCount } = await tx.query(sql.rememberStep, [...leaseValues(lease), name, result ?? null]);
      return rowCount === 1;
    },
    completeLease: async (lease, answer, windowMs, deadline) =>
      (await write(sql.completeLease, [...leaseValues(lease), answer ?? null, windowMs], deadline)) === 1,
    releaseLease: async (lease, deadline) =>
      (await write(sql.releaseLease, leaseValues(lease), deadline)) === 1,
    countReplays: async (counts, deadline) => {
      const values = [
        counts.map(({ scope }) => scope),
        counts.map(({ key }) => key),
        counts.map(({ replays }) => replays),
      ];
      await write(sql.countReplays, values, deadline);
    },
    purge: async ({ deadline, batch = 1_000, limit = 100_000 }) => {
      let purged = 0;
      while (purged < limit) {
        const most = Math.min(batch, limit - purged);
        const deleted = await write(sql.purge, [most], deadline);
        purged += deleted;
        if (deleted < most || deadline.remainingMs() < 1_000) break;
      }
      return purged;
    },
  };
}
