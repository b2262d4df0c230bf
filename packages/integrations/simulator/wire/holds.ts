import type { ServerResponse } from 'node:http';
import type { Runtime, Timer } from '@ballast/reliability';

/** Everything that keeps a caller waiting. It all ends when the caller leaves, on reset and on close. */
export interface Holds {
  /** Resolves when the connection of this answer is gone. */
  untilClosed(response: ServerResponse): Promise<void>;
  /** Resolves after `ms`, or as soon as the connection is gone. */
  wait(ms: number, response: ServerResponse): Promise<void>;
  /** True after `ms`, whether the caller still waits for it or not; false when everything was released before. */
  waitAlone(ms: number): Promise<boolean>;
  /** Hangs up on all who are held. */
  release(): void;
  /** How many are held. */
  count(): number;
}

/** True when nobody is at the other end any more. */
export function isGone(response: ServerResponse): boolean {
  return response.destroyed || response.socket === null || response.socket.destroyed;
}

interface Held {
  end(): void;
}

export function createHolds(runtime: Runtime): Holds {
  const held = new Set<Held>();

  const hold = (ms: number | undefined, response: ServerResponse | undefined): Promise<boolean> =>
    new Promise((resolve) => {
      let timer: Timer | undefined;
      const settle = (elapsed: boolean) => {
        timer?.cancel();
        response?.off('close', closed);
        held.delete(entry);
        resolve(elapsed);
      };
      const closed = () => settle(false);
      const entry: Held = {
        end: () => {
          response?.socket?.destroy();
          settle(false);
        },
      };
      held.add(entry);
      if (response !== undefined && isGone(response)) return closed();
      response?.on('close', closed);
      if (ms !== undefined) timer = runtime.setTimer(() => settle(true), ms);
    });

  return {
    untilClosed: async (response) => void (await hold(undefined, response)),
    wait: async (ms, response) => void (await hold(ms, response)),
    waitAlone: (ms) => hold(ms, undefined),
    release: () => {
      for (const entry of [...held]) entry.end();
    },
    count: () => held.size,
  };
}
