/** A query that does nothing: through the ladder's door, and through tRPC alone on the same adapter. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpHandler, createLadder } from '@ballast/api/ladder';
import {
  createIdempotency,
  createMemoryIdempotencyStore,
  type MemoryTx,
  noFaults,
  systemRuntime,
} from '@ballast/reliability';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { AlwaysOffSampler, type SpanProcessor } from '@opentelemetry/sdk-trace';
import { initTRPC } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { z } from 'zod';
import type { Bench } from './harness/bench.ts';
import { interleavedCosts } from './harness/cost.ts';
import { startLoadProcess } from './harness/http-load.ts';
import { median, pairedRatio } from './harness/statistics.ts';

const connections = 10;
const rounds = 11;
const roundMs = 1_000;
const most = 1.5;
const input = z.strictObject({ n: z.int() });

function throughTheLadder(): RequestListener {
  const { query, router } = createLadder<object, MemoryTx, { kind: 'member'; scope: string }>();
  const store = createMemoryIdempotencyStore();
  const handle = createHttpHandler({
    router: router({
      noop: query({ access: ['member'], budget: '5s', input, run: async ({ input: { n } }) => ({ n }) }),
    }),
    app: {},
    basePath: '/trpc',
    ladder: {
      runtime: systemRuntime,
      faults: noFaults,
      shutdown: new AbortController().signal,
      idempotency: createIdempotency({ store }),
      transact: (_call, body) => store.transact(body),
      authenticate: async () => ({ kind: 'member' as const, scope: 'ann' }),
      describeError: () => undefined,
    },
  });
  return (req, res) => {
    handle(req, res).catch(() => res.destroy());
  };
}

function bare(): RequestListener {
  const t = initTRPC.create();
  const router = t.router({ noop: t.procedure.input(input).query(async ({ input: { n } }) => ({ n })) });
  return (req, res) => {
    const path = new URL(req.url ?? '', 'http://localhost').pathname.slice('/trpc/'.length);
    nodeHTTPRequestHandler({ router, path, req, res }).catch(() => res.destroy());
  };
}

/** As the apps have it: spans are begun and not sampled, metrics are kept for whoever scrapes. */
function startTelemetry(): NodeSDK {
  const untold: SpanProcessor = {
    onStart: () => {},
    onEnd: () => {},
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const sdk = new NodeSDK({
    sampler: new AlwaysOffSampler(),
    spanProcessors: [untold],
    metricReaders: [new PrometheusExporter({ preventServerStart: true })],
    logRecordProcessors: [],
    resourceDetectors: [],
    instrumentations: [],
  });
  sdk.start();
  return sdk;
}

async function listen(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/trpc/noop?input=${encodeURIComponent('{"n":1}')}` };
}

export const bench: Bench = {
  name: 'ladder',
  run: async () => {
    const sdk = startTelemetry();
    await using load = startLoadProcess();
    const servers = [await listen(throughTheLadder()), await listen(bare())] as const;
    const asking = (url: string) => () => load.run({ url, connections, durationMs: roundMs });
    const { ladder, trpc } = await interleavedCosts(
      { ladder: asking(servers[0].url), trpc: asking(servers[1].url) },
      rounds,
    );
    for (const { server } of servers) server.close();
    await sdk.shutdown();
    const cpu = pairedRatio(ladder.cpuUs, trpc.cpuUs);
    const time = pairedRatio(trpc.perSecond, ladder.perSecond);
    const promise = (what: string) => `a no-op query through the ladder over bare tRPC, ${what} ≤ ${most}`;
    return {
      method: `A query without effect over HTTP, ${connections} connections from another process, ${roundMs} ms a repetition, OpenTelemetry registered and sampling nothing. Both are tRPC on the same \`node:http\` adapter with the same input schema; the ladder's has a deadline, authentication, spans and the error table on top. Ratios are medians of the ratios round by round.`,
      measures: [
        { what: 'ladder', unit: '/s', samples: ladder.perSecond },
        { what: 'bare tRPC', unit: '/s', samples: trpc.perSecond },
        { what: "ladder: the server's processor time a call", unit: 'µs', samples: ladder.cpuUs },
        { what: "bare tRPC: the server's processor time a call", unit: 'µs', samples: trpc.cpuUs },
      ],
      targets: [
        { promise: promise('processor time of the server'), measured: cpu.toFixed(2), met: cpu <= most },
        { promise: promise('time a call under full load'), measured: time.toFixed(2), met: time <= most },
      ],
      remarks: [
        `The ladder costs ${(median(ladder.cpuUs) - median(trpc.cpuUs)).toFixed(0)} µs of processor time a call on this machine.`,
      ],
    };
  },
};
