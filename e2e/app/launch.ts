import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Long enough for a first build on a small machine. */
const startMs = 240_000;
const stopMs = 30_000;

/** The whole app, as `npm start` or `npm run demo` runs it, on a data directory and a port of its own. */
export interface RunningApp {
  /** What the launcher said, its welcome included. */
  readonly said: string;
  /** Asks it to stop and waits until everything it started has ended. */
  stop(): Promise<void>;
}

/**
 * Starts database, web and cron through the launcher and waits until it says that they are ready.
 * @throws Error with what the launcher said, when it ends or takes too long
 */
export async function launchApp(options: {
  port: number;
  dataDir: string;
  /** `npm start` unless said otherwise. */
  as?: 'start' | 'demo';
  /** On top of this process's environment. */
  env?: NodeJS.ProcessEnv;
}): Promise<RunningApp> {
  const child = spawn(process.execPath, [`scripts/${options.as ?? 'start'}.ts`], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(options.port),
      BALLAST_DATA_DIR: options.dataDir,
      APP_URL: `http://localhost:${options.port}`,
      DATABASE_URL: '',
      AI_PROVIDERS: 'local',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const said = await untilReady(child);
    return { said, stop: () => end(child) };
  } catch (error) {
    await end(child);
    throw error;
  }
}

async function untilReady(child: ChildProcess): Promise<string> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8');
    if (/Ready in .+ at.+Stop with/s.test(said)) resolve();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`The app ended with code ${code}:\n${said}`)));
  const limit = setTimeout(() => reject(new Error(`The app took too long to start:\n${said}`)), startMs);
  await promise.finally(() => clearTimeout(limit));
  return said;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await exited.finally(() => clearTimeout(limit));
}
