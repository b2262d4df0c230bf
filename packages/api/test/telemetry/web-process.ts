import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDatabase } from '@ballast/db';
import { createApi } from '../../src/create-api.ts';
import { silentLogger } from '../../src/logger.ts';
import { startTelemetry } from '../../src/observability/index.ts';

/** A web process without its pages: the API, its own span receiver, and telemetry started as the app starts it. */

const secret = process.env['CRON_SECRET'] ?? '';
const database = createDatabase({ url: process.env['DATABASE_URL'] ?? '' });
const api = createApi({
  database,
  logger: silentLogger,
  shutdown: new AbortController().signal,
  resolvePrincipal: async (headers) => {
    if (headers.authorization === `Bearer ${secret}`) return { kind: 'service' };
    const owner = headers['x-test-owner'];
    return typeof owner === 'string' ? { kind: 'user', ownerId: owner } : undefined;
  },
});
const telemetry = await startTelemetry({
  service: 'web',
  env: process.env,
  logger: silentLogger,
  keeper: {
    receive: async (request) => {
      await api.receiveSpans(request);
    },
  },
  scraped: true,
});

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

const server = createServer((req, res) => {
  if (req.url === '/metrics') {
    void telemetry.metricsText().then((text) => res.end(text));
  } else if (req.url === '/api/otlp/v1/traces' && req.headers.authorization === `Bearer ${secret}`) {
    void bodyOf(req)
      .then((body) => api.receiveSpans(body))
      .then(() => res.end('{}'));
  } else api.handle(req, res).catch(() => res.destroy());
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  void telemetry
    .shutdown()
    .then(() => database.close())
    .then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
