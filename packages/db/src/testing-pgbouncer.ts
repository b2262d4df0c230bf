import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { sleep } from '@ballast/reliability';
import pg from 'pg';
import { serverUser } from './embedded-user.ts';

/** A PgBouncer in transaction mode before one server. */
export interface PgBouncer extends AsyncDisposable {
  /** The address of the same database by way of the pooler, with `pgbouncer=true`. */
  urlOf(databaseUrl: string): string;
}

/** Where Debian and others put it, which is on no ordinary user's PATH. */
const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** The program's path; undefined on a machine without it. */
export function findPgBouncer(): string | undefined {
  return directories
    .map((directory) => join(directory, 'pgbouncer'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Starts a PgBouncer before the server of `serverUrl`, for every database and this one user.
 * @param options.poolSize Server connections a database. 20 by default.
 */
export async function startPgBouncer(
  serverUrl: string,
  options: { poolSize?: number } = {},
): Promise<PgBouncer> {
  const program = findPgBouncer();
  if (!program) throw new Error('PgBouncer is not installed.');
  const target = new URL(serverUrl);
  const user = await serverUser(); // It refuses to run as root, as the server does.
  const directory = await mkdtemp(join(tmpdir(), 'ballast-pgbouncer-'));
  const port = await freePort();
  const users = join(directory, 'users.txt');
  const config = join(directory, 'pgbouncer.ini');
  await writeFile(
    users,
    `"${decodeURIComponent(target.username)}" "${decodeURIComponent(target.password)}"\n`,
    {
      mode: 0o600,
    },
  );
  await writeFile(config, configuration({ target, port, users, poolSize: options.poolSize ?? 20 }));
  if (user.uid !== undefined && user.gid !== undefined) {
    const { uid, gid } = user;
    await Promise.all([directory, users, config].map((path) => chown(path, uid, gid)));
  }
  const child = spawn(program, [config], { ...user, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
  const urlOf = (databaseUrl: string): string => {
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String(port);
    url.searchParams.set('pgbouncer', 'true');
    return url.toString();
  };
  const stop = async (): Promise<void> => {
    await stopped(child);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await answering(
      child,
      `${target.protocol}//${target.username}:${target.password}@127.0.0.1:${port}/postgres`,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { urlOf, [Symbol.asyncDispose]: stop };
}

function configuration(options: { target: URL; port: number; users: string; poolSize: number }): string {
  const { target, port, users, poolSize } = options;
  return [
    '[databases]',
    `* = host=${target.hostname} port=${target.port || '5432'}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
    `auth_type = scram-sha-256\nauth_file = ${users}`,
    `pool_mode = transaction\ndefault_pool_size = ${poolSize}\nmax_client_conn = 1000`,
    '',
  ].join('\n');
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log = `${log}${chunk}`.slice(-4_000);
  });
  child.on('error', (error) => {
    log = `${log}${error.message}`;
  });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {}); // `connect` fails with the same.
    try {
      await client.connect();
      return;
    } catch {
      if (child.exitCode !== null) break;
      await sleep(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`PgBouncer did not start:\n${log}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
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
