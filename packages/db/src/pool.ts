import type { Deadline, Runtime } from '@ballast/reliability';
import pg from 'pg';
import { DatabaseError } from './database-error.ts';
import { Permits } from './permits.ts';
import { type PoolEvent, type PoolGauges, WaitHistogram } from './pool-gauges.ts';
import type { PoolSettings } from './pool-url.ts';
import { lockLimitMs } from './transaction-session.ts';

export interface ObservedPoolOptions {
  readonly settings: PoolSettings;
  readonly runtime: Runtime;
  /** Session-wide limit of statements that run outside a transaction, in ms. */
  readonly statementTimeoutMs: number;
  readonly onEvent: (event: PoolEvent) => void;
}

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

const saturationLine = 0.8;
const saturationRepeatMs = 10_000;
/** Weight of the newest hold time in the moving average that the estimated wait comes from. */
const newestWeight = 0.1;
/** The part of a caller's time that waiting and working may take by estimate; the rest is for what averages hide. */
const plannedShare = 0.8;
/** How much longer than the server's own limit a statement's answer is waited for, in ms: past it, nobody is there. */
const answerSlackMs = 5_000;

/**
 * A pg.Pool whose queue can be left, seen and refused: every way to a connection (transactions, Prisma, Kysely,
 * `pool.query`) waits in the same line, for at most `pool_timeout`.
 */
export class ObservedPool extends pg.Pool {
  readonly #permits: Permits;
  readonly #runtime: Runtime;
  readonly #acquireTimeoutMs: number;
  readonly #onEvent: (event: PoolEvent) => void;
  readonly #heldSince = new WeakMap<pg.PoolClient, number>();
  readonly #waits = new WaitHistogram();
  #averageHoldMs: number | undefined;
  #shed = 0;
  #timeouts = 0;
  #saturationToldMs = Number.NEGATIVE_INFINITY;

  constructor({ settings, runtime, statementTimeoutMs, onEvent }: ObservedPoolOptions) {
    super({
      connectionString: settings.connectionString,
      max: settings.max,
      connectionTimeoutMillis: settings.acquireTimeoutMs,
      query_timeout: statementTimeoutMs + answerSlackMs,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'ballast',
      onConnect: (client) => prepareSession(client, settings, statementTimeoutMs),
    });
    this.#permits = new Permits(settings.max, runtime);
    this.#runtime = runtime;
    this.#acquireTimeoutMs = settings.acquireTimeoutMs;
    this.#onEvent = onEvent;
    // A listener on the pool and on every client: an 'error' event nobody hears ends the process.
    this.on('error', () => {});
    this.on('connect', (client) =>
      client.on('error', (error) => onEvent({ type: 'connection_error', error })),
    );
    this.on('release', (_error, client) => this.#released(client));
  }

  /**
   * A connection, in turn. With a deadline the wait ends with it, and does not begin when what remains is not enough
   * for the present estimated wait and the usual use of a connection after it.
   * @param mayShed False for what has to be tried even so.
   * @throws DatabaseError `overloaded` (with retryAfterMs), or the deadline's reason
   */
  async acquire(deadline?: Deadline, mayShed = true): Promise<pg.PoolClient> {
    const startedMs = this.#runtime.monotonicMs();
    if (!this.#permits.tryTake()) {
      if (deadline && mayShed) this.#shedIfHopeless(deadline);
      await this.#permits.wait({
        timeoutMs: this.#acquireTimeoutMs,
        signal: deadline?.signal,
        onTimeout: () => this.#timedOut(),
      });
    }
    const client = await this.#open(deadline);
    const waitMs = this.#runtime.monotonicMs() - startedMs;
    this.#waits.record(waitMs);
    this.#onEvent({ type: 'acquired', waitMs });
    this.#tellSaturation();
    return client;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    const acquired = this.acquire();
    if (!callback) return acquired;
    acquired.then(
      (client) => callback(undefined, client, (release) => client.release(Boolean(release))),
      (error: Error) => callback(error, undefined, () => {}),
    );
    return undefined;
  }

  gauges(): PoolGauges {
    const { max, inUse, waiting } = this.#permits;
    return {
      ...{ max, inUse, idle: this.idleCount, waiting, utilisation: inUse / max },
      estimatedWaitMs: this.#estimatedWaitMs(),
      acquireWaitMs: this.#waits.snapshot(),
      ...{ shed: this.#shed, timeouts: this.#timeouts },
    };
  }

  /** By Little's law: those before me and I, each held for the average, `max` at a time. */
  #estimatedWaitMs(): number {
    const { max, inUse, waiting } = this.#permits;
    if (inUse < max || this.#averageHoldMs === undefined) return 0;
    return (this.#averageHoldMs * (waiting + 1)) / max;
  }

  #shedIfHopeless(deadline: Deadline): void {
    const estimatedWaitMs = this.#estimatedWaitMs();
    const neededMs = estimatedWaitMs + (this.#averageHoldMs ?? 0);
    if (estimatedWaitMs === 0 || deadline.remainingMs() * plannedShare >= neededMs) return;
    this.#shed += 1;
    this.#onEvent({ type: 'shed', estimatedWaitMs });
    throw this.#overloaded();
  }

  #timedOut(): DatabaseError {
    this.#timeouts += 1;
    this.#onEvent({ type: 'timeout', waitMs: this.#acquireTimeoutMs });
    return this.#overloaded();
  }

  #overloaded(): DatabaseError {
    const retryAfterMs = Math.max(250, Math.ceil(this.#estimatedWaitMs()));
    return new DatabaseError('overloaded', { retryable: true, retryAfterMs });
  }

  /** With a permit in hand: an idle connection or a new one. Gives the permit back when there is neither. */
  async #open(deadline: Deadline | undefined): Promise<pg.PoolClient> {
    const opening = super.connect().then(
      (client) => {
        this.#heldSince.set(client, this.#runtime.monotonicMs());
        return client;
      },
      (error: unknown) => {
        this.#permits.release();
        throw error;
      },
    );
    // An idle connection is there at the next tick; only a new one can keep us waiting.
    if (!deadline || this.idleCount > 0) return opening;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        // The connection may still arrive: whoever is next gets it.
        opening.then(
          (client) => client.release(),
          () => {},
        );
        reject(deadline.reason);
      };
      if (deadline.reason) return onAbort();
      deadline.onEnd(onAbort);
      const settled = (): void => deadline.offEnd(onAbort);
      opening.then(resolve, reject).finally(settled);
    });
  }

  #released(client: pg.PoolClient): void {
    const sinceMs = this.#heldSince.get(client);
    if (sinceMs === undefined) return;
    this.#heldSince.delete(client);
    const heldMs = this.#runtime.monotonicMs() - sinceMs;
    const average = this.#averageHoldMs ?? heldMs;
    this.#averageHoldMs = average + newestWeight * (heldMs - average);
    this.#permits.release();
    this.#onEvent({ type: 'released', heldMs });
  }

  #tellSaturation(): void {
    const utilisation = this.#permits.inUse / this.#permits.max;
    if (utilisation < saturationLine) return;
    const nowMs = this.#runtime.monotonicMs();
    if (nowMs - this.#saturationToldMs < saturationRepeatMs) return;
    this.#saturationToldMs = nowMs;
    this.#onEvent({ type: 'saturated', utilisation });
  }
}

/**
 * Settings of a new connection. The time zone is for PrismaPg, which takes every offset for UTC; PgBouncer carries
 * it from one server connection to the next, but not the limits, which transactions then always set for themselves.
 */
async function prepareSession(client: pg.ClientBase, settings: PoolSettings, limitMs: number): Promise<void> {
  const limits = settings.namedStatements
    ? `; SET statement_timeout = ${limitMs}; SET lock_timeout = ${lockLimitMs(limitMs)}` +
      `; SET idle_in_transaction_session_timeout = ${limitMs}`
    : '';
  await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO'${limits}`);
}
