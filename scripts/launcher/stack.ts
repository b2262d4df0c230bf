import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIfStale, generateIfStale } from './build.ts';
import { type Children, superviseChildren } from './children.ts';
import { endOrphans, forgetProcesses, rememberProcesses } from './orphans.ts';
import { requireFreePort } from './port.ts';
import type { Progress } from './progress.ts';
import { waitUntilReady } from './ready.ts';
import { readSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** The whole app, running. */
export interface Stack {
  readonly children: Children;
  /** Drains the apps, then stops the database. */
  stop(): Promise<void>;
}

/** How long the apps may drain after SIGTERM, in ms; a little more than they allow themselves. */
const drainMs = 12_000;
/** Within which the apps have to answer, in ms; on a small, busy machine a first start takes more than a minute. */
const readyMs = 180_000;

/** Brings everything up in order, saying each step. What was begun is stopped again when a later step fails. */
export async function startStack(options: {
  root: string;
  settings: Settings;
  progress: Progress;
  env?: NodeJS.ProcessEnv;
  /** `next dev` and watching instead of a build. */
  development?: boolean;
}): Promise<Stack> {
  const { root, settings, progress, development = false } = options;
  const { dataDir, port } = settings;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await endOrphans(dataDir, progress.say);
  await requireFreePort(port);
  const freshly = (outcome: 'fresh' | 'done') => (outcome === 'fresh' ? 'up to date' : 'made');
  await progress.step('Generating the database client', () => generateIfStale(root), freshly);

  await using cleanup = new AsyncDisposableStack();
  const secrets = await readSecrets({
    dataDir,
    env: process.env,
    ownDatabase: settings.databaseUrl !== undefined,
  });
  const database = await startDatabase(settings, progress, cleanup);
  const { migrate } = await import('@ballast/db/migrate');
  await progress.step(
    'Applying migrations',
    () => migrate({ url: settings.directUrl ?? database }),
    ({ applied }) => (applied.length === 0 ? 'up to date' : `${applied.length} applied`),
  );
  if (!development) await progress.step('Building the web app', () => buildIfStale(root), freshly);

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...options.env,
    ...secrets,
    NODE_ENV: development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    APP_URL: settings.appUrl,
    API_URL: `http://127.0.0.1:${port}`,
    BALLAST_DATA_DIR: dataDir,
    DATABASE_URL: database,
  };
  const children = await superviseChildren({
    logDir: join(dataDir, 'logs'),
    say: progress.say,
    onPids: (pids) => rememberProcesses(dataDir, pids),
  });
  cleanup.defer(() => children.stop(drainMs));
  await progress.step('Starting web and cron', async () => {
    children.start({
      name: 'web',
      args: ['src/main.ts', ...(development ? ['--dev'] : [])],
      cwd: join(root, 'apps/web'),
      env,
    });
    children.start({
      name: 'cron',
      args: [...(development ? ['--watch'] : []), 'src/main.ts'],
      cwd: join(root, 'apps/cron'),
      env,
    });
    await waitUntilReady(`http://127.0.0.1:${port}`, readyMs, children.gaveUp);
  });
  const running = cleanup.move();
  return {
    children,
    stop: async () => {
      await running.disposeAsync();
      await forgetProcesses(dataDir);
    },
  };
}

/** The database's address: the embedded one, started now, or the one that was given. */
async function startDatabase(
  settings: Settings,
  progress: Progress,
  cleanup: AsyncDisposableStack,
): Promise<string> {
  if (settings.databaseUrl !== undefined) return settings.databaseUrl;
  const { startEmbedded } = await import('@ballast/db/embedded');
  const database = await progress.step('Starting PostgreSQL', () =>
    startEmbedded({ dataDir: settings.dataDir }),
  );
  cleanup.defer(() => database.stop());
  return database.url;
}
