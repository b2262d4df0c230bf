/**
 * A web process without its pages: the app's own composition, its API, accounts, cron routes and drain, on a free port.
 * Its environment is the app's.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getApp } from '../src/server/app.ts';
import { digestTick } from '../src/server/cron-tick.ts';
import { createGate, drain } from '../src/server/drain.ts';
import { lifecycle } from '../src/server/lifecycle.ts';

type Handler = ReturnType<typeof digestTick>;

const { api, handleAuth, env } = getApp();
const ticks: Readonly<Record<string, Handler>> = {
  '/api/cron/daily-digest': digestTick('daily'),
  '/api/cron/weekly-review': digestTick('weekly'),
};

/** A route of the framework, with the two methods that it adds to a response. */
async function asRoute(handler: Handler, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const withNext = Object.assign(res, {
    status: (code: number) => {
      res.statusCode = code;
      return withNext;
    },
    json: (body: unknown) => res.setHeader('Content-Type', 'application/json').end(JSON.stringify(body)),
  });
  await handler(req as Parameters<Handler>[0], withNext as unknown as Parameters<Handler>[1]);
}

async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = req.url?.split('?', 1)[0] ?? '';
  const tick = ticks[path];
  if (tick) return asRoute(tick, req, res);
  return path.startsWith('/api/auth/') ? handleAuth(req, res) : api.handle(req, res);
}

const gate = createGate({ lifecycle, handle });
const server = createServer(gate.handle);
const port = Number(process.env['CLUSTER_PORT'] ?? 0);
// A storm arrives all at once: more than the usual 511 connections wait to be accepted.
server.listen({ port, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send?.((server.address() as AddressInfo).port, undefined, undefined, () => {});
});
process.on('SIGTERM', () => {
  drain({ lifecycle, server, gate, graceMs: env.SHUTDOWN_GRACE_MS }).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
// The parent's end is ours.
process.on('disconnect', () => process.exit(0));
