import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What to load: kept-alive connections, each asking again as soon as it is answered. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly durationMs: number;
}

/** A process that only asks, so that the processor time of the one under test is its own. */
export interface LoadProcess extends AsyncDisposable {
  /** Calls that were answered with 200. @throws Error when one was answered otherwise. */
  run(load: Load): Promise<number>;
}

/** Starts the asking process. */
export function startLoadProcess(): LoadProcess {
  const child = fork(new URL('http-load-process.ts', import.meta.url), { execArgv: [] });
  return {
    run: async (load) => {
      child.send(load);
      const [answer] = (await once(child, 'message')) as [{ calls: number; failure?: string }];
      if (answer.failure !== undefined) throw new Error(`The load met a failure: ${answer.failure}`);
      return answer.calls;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
