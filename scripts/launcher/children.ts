import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A process that is kept running. */
export interface ChildSpec {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The app's processes. */
export interface Children {
  start(spec: ChildSpec): void;
  /** Resolves with the name of the first child that can't be kept running. */
  readonly gaveUp: Promise<string>;
  /** Asks all to drain, then ends what is still there after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Ends all at once. */
  kill(): void;
}

/** A child that ends this often within `window` is not started again. */
const maxRestarts = 5;
const restartWindowMs = 60_000;

/** Starts children, writes what they say into `<logDir>/<name>.log`, and starts them again when they end unasked. */
export async function superviseChildren(options: {
  logDir: string;
  say: (line: string) => void;
  /** Told the pids whenever they change. */
  onPids: (pids: readonly number[]) => void;
  /** Before the first restart, in ms; doubled for each further one (default 250). */
  restartDelayMs?: number;
}): Promise<Children> {
  const { logDir, say, onPids, restartDelayMs = 250 } = options;
  await mkdir(logDir, { recursive: true });
  const running = new Map<string, ChildProcess>();
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<string>();
  let stopping = false;

  const pids = () => [...running.values()].flatMap((child) => child.pid ?? []);
  const launch = (spec: ChildSpec, log: WriteStream, restarts: readonly number[]) => {
    const child = spawn(process.execPath, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.set(spec.name, child);
    onPids(pids());
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk.toString('utf8')}`.slice(-2_000);
    });
    child.once('exit', (code, signal) => {
      running.delete(spec.name);
      if (stopping) return;
      const recent = restarts.filter((atMs) => performance.now() - atMs < restartWindowMs);
      const how = code === null ? `was ended by ${signal}` : `ended with code ${code}`;
      if (lastWords.trim()) say(indent(lastWords));
      if (recent.length >= maxRestarts) {
        say(`  ${spec.name} ${how} again and again; its log is ${join(logDir, `${spec.name}.log`)}.`);
        giveUp(spec.name);
        return;
      }
      const delayMs = restartDelayMs * 2 ** recent.length;
      say(`  ${spec.name} ${how}; starting it again in ${delayMs} ms.`);
      setTimeout(() => {
        if (!stopping) launch(spec, log, [...recent, performance.now()]);
      }, delayMs);
    });
  };

  return {
    gaveUp,
    start: (spec) =>
      launch(spec, createWriteStream(join(logDir, `${spec.name}.log`), { flags: 'a', mode: 0o600 }), []),
    stop: async (graceMs) => {
      stopping = true;
      const exits = [...running.values()].map(
        (child) => new Promise<void>((resolve) => child.once('exit', () => resolve())),
      );
      for (const child of running.values()) child.kill('SIGTERM');
      const end = setTimeout(() => {
        for (const child of running.values()) child.kill('SIGKILL');
      }, graceMs);
      await Promise.all(exits);
      clearTimeout(end);
    },
    kill: () => {
      stopping = true;
      for (const child of running.values()) child.kill('SIGKILL');
    },
  };
}

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
