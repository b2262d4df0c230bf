import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A web process on a port of its own. */
export interface WebProcess extends AsyncDisposable {
  readonly url: string;
  /** The signal that ended it, once it has ended. */
  readonly ended: Promise<string | null>;
  mutate(path: string, input: unknown, headers: Readonly<Record<string, string>>): Promise<Response>;
  /** The most pool connections that were in use at once so far. */
  mostInUse(): Promise<number>;
}

/** Starts a web process on a database; with `killAt` it dies at that fault point as `kill -9` would have it. */
export async function spawnWeb(options: { databaseUrl: string; killAt?: string }): Promise<WebProcess> {
  const { databaseUrl, killAt } = options;
  const child: ChildProcess = fork(new URL('web-process.ts', import.meta.url), {
    env: { ...process.env, DATABASE_URL: databaseUrl, ...(killAt === undefined ? {} : { KILL_AT: killAt }) },
    execArgv: [],
  });
  const ended = once(child, 'exit').then(([, signal]) => signal as string | null);
  const [port] = await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('The web process ended before it listened.'))),
  ]);
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/api/trpc`,
    ended,
    mutate: (path, input, headers) =>
      fetch(`${origin}/api/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(input),
      }),
    mostInUse: async () => Number(await (await fetch(`${origin}/most-in-use`)).text()),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.disconnect();
      await ended;
    },
  };
}
