/** An idempotent mutation of two inserts: through the ladder, and the same statements by hand on pg. */
import { createLadder, type LadderContext, type LadderServices } from '@ballast/api/ladder';
import { createIdempotencyStore, newId, type Tx } from '@ballast/db';
import { createTestDatabase, type TestDatabase } from '@ballast/db/testing';
import { createIdempotency, Deadline, fingerprint, noFaults, systemRuntime } from '@ballast/reliability';
import { initTRPC } from '@trpc/server';
import pg from 'pg';
import { z } from 'zod';
import { idempotencyStatements } from '../packages/db/src/idempotency-store-sql.ts';
import type { Bench } from './harness/bench.ts';
import { type Costs, callsWithin, interleavedCosts } from './harness/cost.ts';
import { pairedRatio } from './harness/statistics.ts';

const callers = 10;
const rounds = 21;
const load = { callers, durationMs: 400 };
const efficiency = 0.9;
const insertText = 'INSERT INTO "InboxEntry" (id, "ownerId", text, "updatedAt") VALUES ($1, $2, $3, now())';
const windowMs = 86_400_000;

const { claimInTransaction, completeInTransaction } = idempotencyStatements('clock_timestamp()');

interface Member {
  readonly kind: 'member';
  readonly scope: string;
}
type Call = (key: string) => Promise<unknown>;

async function insertTwice(tx: Tx, ownerId: string): Promise<{ id: string }> {
  const id = newId();
  await tx.query(insertText, [id, ownerId, 'a thought']);
  await tx.query(insertText, [newId(), ownerId, 'a thought']);
  return { id };
}

function throughTheLadder({ database }: TestDatabase, ownerId: string): Call {
  const { mutation, router, createCallerFactory } = createLadder<object, Tx, Member>();
  const capture = mutation({
    access: ['member'],
    budget: '10s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: z.strictObject({ text: z.string() }),
    run: ({ ctx: { tx } }) => insertTwice(tx, ownerId),
  });
  const createCaller = createCallerFactory(router({ capture }));
  const ladder: LadderServices<Tx, Member> = {
    runtime: systemRuntime,
    faults: noFaults,
    shutdown: new AbortController().signal,
    idempotency: createIdempotency<Tx>({ store: createIdempotencyStore(database) }),
    transact: (call, body) => database.transaction(call, body),
    authenticate: async () => ({ kind: 'member', scope: ownerId }),
    describeError: () => undefined,
  };
  return (idempotencyKey) => {
    const context: LadderContext<object, Tx, Member> = {
      app: {},
      ladder,
      request: { headers: {}, idempotencyKey, callerBudgetMs: undefined, traceId: '', setHeader: () => {} },
    };
    return createCaller(context).capture({ text: 'a thought' });
  };
}

/** What is written by hand, as the body of a tRPC procedure without any rung: what tRPC itself takes. */
function inBareTrpc(call: Call): Call {
  const t = initTRPC.context<{ key: string }>().create();
  const capture = t.procedure
    .input(z.strictObject({ text: z.string() }))
    .mutation(({ ctx: { key } }) => call(key));
  const createCaller = t.createCallerFactory(t.router({ capture }));
  return (key) => createCaller({ key }).capture({ text: 'a thought' });
}

/** The same without the rungs: the engine and the transaction, called as the idempotency rung calls them. */
function throughTheEngine({ database }: TestDatabase, ownerId: string): Call {
  const idempotency = createIdempotency<Tx>({ store: createIdempotencyStore(database) });
  return async (key) => {
    using deadline = Deadline.start(10_000);
    return idempotency.atomic(
      {
        ...{ scope: `${ownerId}/engine`, key, windowMs, deadline },
        fingerprint: fingerprint({ text: 'a thought' }),
        transact: (body) => database.transaction({ deadline }, body),
      },
      (tx) => insertTwice(tx, ownerId),
    );
  };
}

/** The same without the engine: its statements in our transaction. */
function throughTheTransaction({ database }: TestDatabase, ownerId: string): Call {
  const print = fingerprint({ text: 'a thought' });
  return async (key) => {
    using deadline = Deadline.start(10_000);
    return database.transaction({ deadline }, async (tx) => {
      const scope = `${ownerId}/transaction`;
      await tx.query(claimInTransaction, [scope, key, print, windowMs]);
      const answer = await insertTwice(tx, ownerId);
      tx.atCommit(completeInTransaction, [scope, key, JSON.stringify(answer)]);
      return answer;
    });
  };
}

/** How a claim is taken and its answer kept; values are scope, key, fingerprint and window in ms. */
interface ClaimSql {
  readonly name: string;
  readonly claim: string;
  readonly complete: string;
  /** Whether the claim's row says that the key is the caller's. */
  mine(row: Record<string, unknown> | undefined): boolean;
}

const ourSql: ClaimSql = {
  name: 'ours',
  claim: claimInTransaction,
  complete: completeInTransaction,
  mine: (row) => row?.['claimedSteps'] !== null,
};
/** What one would write at first: no takeover after the window, and duplicates wait with a connection in hand. */
const plainSql: ClaimSql = {
  name: 'plain',
  claim: `INSERT INTO "IdempotencyRecord" (scope, key, fingerprint, mode, "createdAt", "expiresAt")
    VALUES ($1, $2, decode($3, 'hex'), 'atomic', now(), now() + $4::float8 * interval '1 millisecond')
    ON CONFLICT DO NOTHING RETURNING key`,
  complete: completeInTransaction,
  mine: (row) => row !== undefined,
};

function byHand(pool: pg.Pool, ownerId: string, sql: ClaimSql): Call {
  const insert = { name: `insert-${sql.name}`, text: insertText };
  const claim = { name: `claim-${sql.name}`, text: sql.claim };
  const complete = { name: `complete-${sql.name}`, text: sql.complete };
  const answered = {
    name: 'answered',
    text: 'SELECT response FROM "IdempotencyRecord" WHERE scope = $1 AND key = $2',
  };
  const print = fingerprint({ text: 'a thought' });
  return async (key) => {
    const scope = `${ownerId}/${sql.name}`;
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query({ ...claim, values: [scope, key, print, windowMs] });
      let answer: unknown;
      if (sql.mine(rows[0])) {
        const id = newId();
        await client.query({ ...insert, values: [id, ownerId, 'a thought'] });
        await client.query({ ...insert, values: [newId(), ownerId, 'a thought'] });
        answer = { id };
        await client.query({ ...complete, values: [scope, key, JSON.stringify(answer)] });
      } else {
        const kept = rows[0] ?? (await client.query({ ...answered, values: [scope, key] })).rows[0];
        answer = JSON.parse(kept.response);
      }
      await client.query('COMMIT');
      return answer;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
}

/** Fresh keys throughout, or, once a hundred are known, those again. */
function loads(call: Call): { fresh: () => Promise<number>; repeated: () => Promise<number> } {
  let next = 0;
  const known = Array.from({ length: 100 }, () => newId());
  let learnt: Promise<unknown> | undefined;
  return {
    fresh: () => callsWithin(() => call(newId()), load),
    repeated: async () => {
      learnt ??= Promise.all(known.map(call));
      await learnt;
      return callsWithin(() => {
        next += 1;
        return call(known[next % known.length] ?? '');
      }, load);
    },
  };
}

function measuresOf(what: string, { perSecond, cpuUs }: Costs) {
  return [
    { what, unit: '/s', samples: perSecond },
    { what: `${what}: processor time a call`, unit: 'µs', samples: cpuUs },
  ];
}

export const bench: Bench = {
  name: 'claim',
  run: async () => {
    await using db = await createTestDatabase();
    const ownerId = newId();
    await db.database.prisma.user.create({
      data: { id: ownerId, name: 'Bench', email: 'bench@example.test' },
    });
    await using pool = Object.assign(new pg.Pool({ connectionString: db.url, max: callers }), {
      [Symbol.asyncDispose]: () => pool.end(),
    });
    const ladder = loads(throughTheLadder(db, ownerId));
    const same = loads(byHand(pool, ownerId, ourSql));
    const bare = loads(inBareTrpc(byHand(pool, ownerId, ourSql)));
    const plain = loads(byHand(pool, ownerId, plainSql));
    const engine = loads(throughTheEngine(db, ownerId));
    const transaction = loads(throughTheTransaction(db, ownerId));
    const fresh = await interleavedCosts(
      {
        ladder: ladder.fresh,
        engine: engine.fresh,
        transaction: transaction.fresh,
        same: same.fresh,
        bare: bare.fresh,
        plain: plain.fresh,
      },
      rounds,
    );
    const repeated = await interleavedCosts(
      { ladder: ladder.repeated, same: same.repeated, plain: plain.repeated },
      rounds,
    );
    const ratio = pairedRatio(fresh.ladder.perSecond, fresh.same.perSecond);
    const toPlain = pairedRatio(fresh.ladder.perSecond, fresh.plain.perSecond);
    const part = (costs: Costs) =>
      `${pairedRatio(costs.perSecond, fresh.same.perSecond).toFixed(2)} of its calls, ${pairedRatio(costs.cpuUs, fresh.same.cpuUs).toFixed(2)} times its processor time`;
    const duplicates = pairedRatio(repeated.ladder.perSecond, repeated.same.perSecond);
    return {
      method: `Claim, two inserts and the stored answer in one transaction, ${callers} callers on 10 connections, ${load.durationMs} ms a repetition, without HTTP. By hand: \`pg\` on a plain pool, named statements, six round trips where ours are four, once with the statements that the ladder sends and once with the plainest claim (ON CONFLICT DO NOTHING). Duplicates ask for a hundred known keys. Ratios are medians of the ratios round by round.`,
      measures: [
        ...measuresOf('ladder', fresh.ladder),
        ...measuresOf('engine and transaction', fresh.engine),
        ...measuresOf('our transaction alone', fresh.transaction),
        ...measuresOf('by hand, the same SQL', fresh.same),
        ...measuresOf('by hand, the same SQL, in a bare tRPC procedure', fresh.bare),
        ...measuresOf('by hand, the plainest SQL', fresh.plain),
        ...measuresOf('ladder, duplicates', repeated.ladder),
        ...measuresOf('by hand, the same SQL, duplicates', repeated.same),
        ...measuresOf('by hand, the plainest SQL, duplicates', repeated.plain),
      ],
      targets: [
        {
          promise: `an idempotent mutation through the ladder over the same SQL by hand ≥ ${efficiency}`,
          measured: ratio.toFixed(2),
          met: ratio >= efficiency,
        },
      ],
      remarks: [
        `Where it goes, each against the same SQL by hand: our transaction alone (limits, fence, pool that sheds) ${part(fresh.transaction)}; with the engine (fingerprint, single flight, fault points) ${part(fresh.engine)}; with all rungs (tRPC, zod, spans, authentication) ${part(fresh.ladder)}.`,
        `What is written by hand, in a bare tRPC procedure, makes ${part(fresh.bare)}: of that, the ladder reaches ${pairedRatio(fresh.ladder.perSecond, fresh.bare.perSecond).toFixed(2)}.`,
        `Against the plainest SQL the ladder reaches ${toPlain.toFixed(2)}; with duplicates, against the same SQL, ${duplicates.toFixed(2)}.`,
      ],
    };
  },
};
