import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDatabase } from '@ballast/db';
import type { FaultPoints } from '@ballast/reliability';
import { createApi } from '../../src/create-api.ts';
import { silentLogger } from '../../src/logger.ts';

/** A web process as tests need it: the API on a port of its own, told by its parent where to die. */

/** Ends this process as `kill -9` does, the first time the point of that part is passed after `arm`. */
function deadlyPoint(part: 'idempotency' | 'transaction'): FaultPoints {
  return {
    hit: (name) => {
      if (armed === `${part}:${name}`) process.kill(process.pid, 'SIGKILL');
      // Nothing may run between the signal and the end.
      return armed === `${part}:${name}` ? new Promise(() => {}) : Promise.resolve();
    },
  };
}

const armed = process.env['KILL_AT'];
let mostInUse = 0;
const database = createDatabase({
  url: process.env['DATABASE_URL'] ?? '',
  faults: deadlyPoint('transaction'),
  onEvent: (event) => {
    if (event.type === 'acquired') mostInUse = Math.max(mostInUse, database.gauges().inUse);
  },
});
const shutdown = new AbortController();
const api = createApi({
  database,
  logger: silentLogger,
  shutdown: shutdown.signal,
  faults: deadlyPoint('idempotency'),
  resolvePrincipal: async (headers) => {
    if (headers['x-test-service'] === '1') return { kind: 'service' };
    const owner = headers['x-test-owner'];
    return typeof owner === 'string' ? { kind: 'user', ownerId: owner } : undefined;
  },
});
const server = createServer((req, res) => {
  if (req.url === '/most-in-use') res.end(String(mostInUse));
  else api.handle(req, res).catch(() => res.destroy());
});
// A storm arrives all at once: more than the usual 511 connections wait to be accepted.
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send?.((server.address() as AddressInfo).port, undefined, undefined, () => {});
});
// The parent's end is ours.
process.on('disconnect', () => process.exit(0));
