import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { PostgresBinaries } from './embedded-binaries.ts';
import { EmbeddedError } from './embedded-error.ts';
import type { ServerUser } from './embedded-user.ts';

/** The major version the npm package brings; a data directory of another one can't be opened. */
const postgresMajor = '18';
export const superuser = 'ballast';

/** One PostgreSQL data directory and what it takes to run it. */
export interface Cluster {
  /** Holds `data/`, `password`, `port` and `server.log`; readable by the server's user alone. */
  readonly directory: string;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser;
}

interface Finished {
  readonly exitCode: number;
  readonly output: string;
}

function execute(file: string, args: string[], user: ServerUser): Promise<Finished> {
  // A bare environment: PGDATA, PGPORT and locale settings of the caller must not leak into the server.
  const env = {
    PATH: process.env['PATH'] ?? '',
    LC_ALL: 'C',
    TZ: 'UTC',
    SYSTEMROOT: process.env['SYSTEMROOT'] ?? '',
    // Nothing to Postgres; where a framework's types are loaded too, no environment is one without it.
    NODE_ENV: 'production' as const,
  };
  return new Promise((resolve) => {
    execFile(file, args, { env, ...user, cwd: '/' }, (error, stdout, stderr) => {
      const exitCode = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ exitCode, output: `${stdout}${stderr}${error && !stderr ? error.message : ''}` });
    });
  });
}

function failure(what: string, output: string, directory: string): EmbeddedError {
  if (/No space left on device|ENOSPC|Disk quota exceeded/.test(output)) {
    const message = `${what}: the disk that holds ${directory} is full. Free some space and start again.`;
    return new EmbeddedError('disk_full', message);
  }
  if (/Permission denied|EACCES|has wrong ownership/.test(output)) {
    const message = `${what}: ${directory} is not accessible to the database's user. Choose another BALLAST_DATA_DIR.`;
    return new EmbeddedError('not_permitted', `${message}\n${output.trim()}`);
  }
  return new EmbeddedError('start_failed', `${what}:\n${output.trim()}`);
}

/**
 * Makes the data directory unless it exists. It is built aside and renamed into place, so a crash, a full
 * disk or a second starter leaves either a whole one or none.
 */
export async function ensureCluster(cluster: Cluster, parent: string): Promise<void> {
  const version = await readFile(join(cluster.directory, 'data', 'PG_VERSION'), 'utf8').catch(
    () => undefined,
  );
  if (version !== undefined) {
    if (version.trim() === postgresMajor) return;
    const message = `${cluster.directory} was written by PostgreSQL ${version.trim()}; this is ${postgresMajor}. Dump and restore it, or move it away.`;
    throw new EmbeddedError('incompatible_version', message);
  }
  const { uid, gid } = cluster.user;
  const draft = await mkdtemp(join(parent, 'postgres-draft-'));
  try {
    const passwordFile = join(draft, 'password');
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) {
      await Promise.all([draft, passwordFile].map((path) => chown(path, uid, gid)));
    }
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'timezone=UTC',
      'log_timezone=UTC',
    ];
    const { exitCode, output } = await execute(
      cluster.binaries.initdb,
      [
        ...['--pgdata', join(draft, 'data'), '--username', superuser, '--pwfile', passwordFile],
        ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...settings.flatMap((setting) => ['--set', setting]),
      ],
      cluster.user,
    );
    if (exitCode !== 0) throw failure('The database could not be created', output, parent);
    await rename(draft, cluster.directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return; // Another starter was first; its directory is as good.
    if (code === 'ENOSPC') throw failure('The database could not be created', 'ENOSPC', parent);
    throw error;
  }
}

/** Makes the directory that holds everything, passable for the server's user, or says why that can't be done. */
export async function ensureParent(parent: string, user: ServerUser): Promise<void> {
  try {
    await mkdir(parent, { recursive: true });
    const { mode } = await stat(parent);
    if (user.uid !== undefined && (mode & 0o001) === 0) await chmod(parent, (mode & 0o777) | 0o001);
  } catch (error) {
    throw failure('The data directory could not be made', String(error), parent);
  }
}

/** Starts the server and waits until it takes connections; false when another starter was quicker. */
export async function startServer(cluster: Cluster, settings: Record<string, string>): Promise<boolean> {
  const log = join(cluster.directory, 'server.log');
  const data = join(cluster.directory, 'data');
  for (const port of [await rememberedPort(cluster.directory), await freePort(), await freePort()]) {
    if (port === undefined) continue;
    const options = Object.entries({ ...settings, port: String(port) }).map(
      ([name, value]) => `-c ${name}=${value}`,
    );
    await rm(log, { force: true });
    const args = ['start', '-w', '-t', '60', '-D', data, '-l', log, '-o', options.join(' ')];
    const { exitCode, output } = await execute(cluster.binaries.pgCtl, args, cluster.user);
    if (exitCode === 0) {
      await writeFile(join(cluster.directory, 'port'), String(port));
      return true;
    }
    const reason = `${output}\n${await readFile(log, 'utf8').catch(() => '')}`;
    if (
      /lock file "postmaster.pid" already exists|is another postmaster|pre-existing shared memory block/.test(
        reason,
      )
    )
      return false;
    if (!/Address already in use/.test(reason))
      throw failure('The database did not start', reason, cluster.directory);
  }
  throw new EmbeddedError('start_failed', 'No free port was found on 127.0.0.1 for the database.');
}

/** Stops the server in fast mode: open transactions are rolled back, everything committed is on disk. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const data = join(cluster.directory, 'data');
  const args = ['stop', '-w', '-t', '60', '-m', 'fast', '-D', data];
  const { exitCode, output } = await execute(cluster.binaries.pgCtl, args, cluster.user);
  if (exitCode === 0 || /PID file .* does not exist|is server running|No such process/i.test(output)) return;
  throw failure('The database did not stop', output, cluster.directory);
}

/** The port of the server that postmaster.pid speaks of, alive or not. */
export async function recordedPort(directory: string): Promise<number | undefined> {
  const text = await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(text.split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

async function rememberedPort(directory: string): Promise<number | undefined> {
  const port = Number(await readFile(join(directory, 'port'), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
