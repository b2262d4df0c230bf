import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** The web process and the real cron app on one database, both with telemetry on. */
export interface Apps extends AsyncDisposable {
  readonly url: string;
  metrics(): Promise<string>;
  /** Ends both as an operator would; resolves when their last spans have left. */
  stop(): Promise<void>;
}

export const cronSecret = 'a-service-secret-nobody-may-see';
const cronMain = new URL('../../../../apps/cron/src/main.ts', import.meta.url);

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Starts both and waits until the web process listens; `env` says where spans go. */
export async function spawnApps(databaseUrl: string, env: Readonly<Record<string, string>>): Promise<Apps> {
  const common = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    CRON_SECRET: cronSecret,
    LOG_LEVEL: 'warn',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    ...env,
  };
  const web = fork(new URL('web-process.ts', import.meta.url), { env: common, execArgv: [] });
  const ended = once(web, 'exit').then(() => Promise.reject(new Error('The web process ended early.')));
  ended.catch(() => {});
  const [port] = await Promise.race([once(web, 'message'), ended]);
  const origin = `http://127.0.0.1:${port}`;
  const cron = fork(cronMain, { env: { ...common, API_URL: origin }, execArgv: [] });
  const stop = async () => {
    await end(cron);
    await end(web);
  };
  return {
    url: `${origin}/api/trpc`,
    metrics: async () => (await fetch(`${origin}/metrics`)).text(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
