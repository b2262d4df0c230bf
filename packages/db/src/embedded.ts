import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sleep } from '@ballast/reliability';
import pg from 'pg';
import { findBinaries } from './embedded-binaries.ts';
import {
  type Cluster,
  ensureCluster,
  ensureParent,
  recordedPort,
  startServer,
  stopServer,
  superuser,
} from './embedded-cluster.ts';
import { EmbeddedError } from './embedded-error.ts';
import { serverUser } from './embedded-user.ts';
import { type DatabaseLogger, silentLogger } from './logger.ts';

export { EmbeddedError, type EmbeddedErrorCode, isEmbeddedError } from './embedded-error.ts';

export interface EmbeddedOptions {
  /** Where the cluster lives (in `<dataDir>/postgres`); made when missing, kept between runs. */
  readonly dataDir: string;
  readonly logger?: DatabaseLogger;
  /** Server settings for this run, e.g. `{ fsync: 'off' }` for tests. Values must need no quoting. */
  readonly settings?: Record<string, string>;
}

export interface EmbeddedDatabase {
  /** `postgresql://…@127.0.0.1:<port>/ballast`, with the generated password. */
  readonly url: string;
  /** Stops the server in fast mode; everything committed is on disk afterwards. */
  stop(): Promise<void>;
}

const databaseName = 'ballast';
/** Session-level, held by the process that started or took over the server: who holds it owns the server. */
const ownerLock = '7305243';

/**
 * Starts the embedded PostgreSQL of a data directory, or takes over one whose starter died.
 * Ownership is an advisory lock in the server itself, so it ends with its holder, however that ends.
 * @throws EmbeddedError `already_running` (with the pid) when another living process owns it
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const logger = options.logger ?? silentLogger;
  const { cluster, port, started } = await runningServer(options);
  const password = await readFile(join(cluster.directory, 'password'), 'utf8');
  const owner = await takeOwnership(port, password, options.dataDir);
  logger.info({ port, started }, started ? 'embedded database started' : 'embedded database taken over');
  await ensureDatabase(owner);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await owner.end();
    await stopServer(cluster);
    logger.info({ port }, 'embedded database stopped');
  };
  return {
    url: serverUrl(port, password, databaseName),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Where a running embedded server of a data directory can be reached by its superuser, without owning it. */
export async function attachEmbedded(
  options: EmbeddedOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const { cluster, port } = await runningServer(options);
  const password = await readFile(join(cluster.directory, 'password'), 'utf8');
  return { url: serverUrl(port, password, 'postgres'), stop: () => stopServer(cluster) };
}

function serverUrl(port: number, password: string, database: string): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

/** Gets a server that answers: the one that runs, or one started now. */
async function runningServer(
  options: EmbeddedOptions,
): Promise<{ cluster: Cluster; port: number; started: boolean }> {
  const parent = resolve(options.dataDir);
  const [binaries, user] = await Promise.all([findBinaries(), serverUser()]);
  const cluster: Cluster = { directory: join(parent, 'postgres'), binaries, user };
  await ensureParent(parent, user);
  await ensureCluster(cluster, parent);
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const port = await recordedPort(cluster.directory);
    const state = port === undefined ? 'down' : await probe(cluster, port);
    if (port !== undefined && state === 'up') return { cluster, port, started: false };
    if (state === 'down' && (await startServer(cluster, options.settings ?? {}))) {
      const startedPort = await recordedPort(cluster.directory);
      if (startedPort !== undefined) return { cluster, port: startedPort, started: true };
    }
    await sleep(100); // Another starter's server is on its way up, or an old one on its way down.
  }
  throw new EmbeddedError('start_failed', `The database in ${cluster.directory} neither starts nor answers.`);
}

type ServerState = 'up' | 'busy' | 'down';

async function probe(cluster: Cluster, port: number): Promise<ServerState> {
  const password = await readFile(join(cluster.directory, 'password'), 'utf8');
  const client = adminClient(serverUrl(port, password, 'postgres'));
  try {
    await client.connect();
    // A port can be another server's by now: only our own knows this directory.
    const { rows } = await client.query<{ directory: string }>(
      "SELECT current_setting('data_directory') AS directory",
    );
    return rows[0]?.directory === join(cluster.directory, 'data') ? 'up' : 'down';
  } catch (error) {
    // 57P03: starting up or shutting down.
    return error instanceof pg.DatabaseError && error.code === '57P03' ? 'busy' : 'down';
  } finally {
    await client.end();
  }
}

function adminClient(connectionString: string): pg.Client {
  const client = new pg.Client({
    connectionString,
    application_name: `ballast launcher ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => {}); // Lost connections are noticed by the next statement.
  return client;
}

async function takeOwnership(port: number, password: string, dataDir: string): Promise<pg.Client> {
  const client = adminClient(serverUrl(port, password, 'postgres'));
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(${ownerLock}) AS taken`,
  );
  if (rows[0]?.taken) return client;
  const holder = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND classid = 0 AND objid = ${ownerLock} AND granted`,
  );
  await client.end();
  const pid = Number(holder.rows[0]?.name.split(' ').at(-1)) || undefined;
  const message = `Ballast is already running on ${dataDir} (pid ${pid ?? 'unknown'}). Stop it, or set BALLAST_DATA_DIR to another directory.`;
  throw new EmbeddedError('already_running', message, { pid });
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
}
