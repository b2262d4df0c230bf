import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Lifecycle } from './lifecycle.ts';

/** Stands before all requests: counts those in flight, and turns new ones away once the process is stopping. */
export interface Gate {
  readonly handle: (req: IncomingMessage, res: ServerResponse) => void;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
}

/** Probes are answered to the end: that is how a balancer learns that this process is leaving. */
const probe = /^\/api\/(?:health|ready|metrics)(?:$|\?)/;

/** Makes the gate of one server. */
export function createGate(options: {
  lifecycle: Lifecycle;
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
}): Gate {
  const { lifecycle, handle } = options;
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  return {
    handle: (req, res) => {
      const isProbe = probe.test(req.url ?? '');
      if (lifecycle.draining) {
        res.setHeader('Connection', 'close');
        if (!isProbe) {
          turnAway(res);
          return;
        }
      }
      if (!isProbe) {
        inFlight += 1;
        res.once('close', () => {
          inFlight -= 1;
          if (inFlight === 0) for (const resolve of waiting.splice(0)) resolve();
        });
      }
      handle(req, res).catch(() => res.destroy());
    },
    idle: () => (inFlight === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

function turnAway(res: ServerResponse): void {
  res.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  res.end(
    JSON.stringify({
      error: {
        message: 'The server is restarting. Try again shortly.',
        data: {
          code: 'SERVICE_UNAVAILABLE',
          httpStatus: 503,
          reason: 'shutting_down',
          retryable: true,
          retryAfterMs: 1000,
        },
      },
    }),
  );
}

/**
 * Ends a process in order (I12): requests in flight get `graceMs` to finish, then their work is aborted; the database
 * is closed when nothing uses it any more.
 */
export async function drain(options: {
  lifecycle: Lifecycle;
  server: Server;
  gate: Gate;
  graceMs: number;
}): Promise<void> {
  const { lifecycle, server, gate, graceMs } = options;
  lifecycle.beginDraining();
  if (!(await within(gate.idle(), graceMs))) {
    lifecycle.stopWork('shutdown');
    await within(gate.idle(), 1_000);
  }
  server.close();
  server.closeAllConnections();
  await within(lifecycle.closeAll(), 2_000);
}

/** Whether `work` ended within `limitMs`. */
async function within(work: Promise<void>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const ended = await Promise.race([work.then(() => true as const), limit]);
  clearTimeout(timer);
  return ended;
}
