import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One web or cron process. */
export interface AppProcess {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** Sends a signal, and resolves when it has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending>;
}

export interface WebProcess extends AppProcess {
  readonly origin: string;
}

type Env = Readonly<Record<string, string>>;

function run(file: string, env: Env): { child: ChildProcess; process: AppProcess } {
  const child = fork(new URL(file, import.meta.url), {
    ...{ env: { ...process.env, ...env }, execArgv: [] },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.stdout?.resume();
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Ending);
  const end = (signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending> => {
    child.kill(signal);
    return ended;
  };
  return { child, process: { pid: child.pid ?? 0, ended, end } };
}

/** Starts a web process, on a port of its own or the given one, and waits until it listens. */
export async function startWeb(env: Env, port = 0): Promise<WebProcess> {
  const { child, process: web } = run('../../apps/web/test/web-process.ts', {
    ...env,
    CLUSTER_PORT: String(port),
  });
  const [listening] = await Promise.race([
    once(child, 'message'),
    web.ended.then(({ code }) => Promise.reject(new Error(`The web process ended early, with ${code}.`))),
  ]);
  return { ...web, origin: `http://127.0.0.1:${listening}` };
}

export interface CronProcess extends AppProcess {
  /** Resolves once it takes jobs, or has ended before. */
  readonly atWork: Promise<unknown>;
}

/** Starts the cron app, which calls the web process at `apiUrl`. */
export function startCron(env: Env, apiUrl: string): CronProcess {
  const { child, process: cron } = run('../../apps/cron/src/main.ts', {
    ...env,
    ...{ API_URL: apiUrl, LOG_LEVEL: 'info' },
  });
  const begun = new Promise<void>((resolve) => {
    child.stdout?.on('data', (lines: Buffer) => {
      if (lines.includes('job runner started')) resolve();
    });
  });
  return { ...cron, atWork: Promise.race([begun, cron.ended]) };
}
