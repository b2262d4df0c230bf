import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createSlackClient } from '../../src/slack/client.ts';
import { createDoorBench, turn, until } from '../door-bench.ts';
import { operations } from '../matrix/operations.ts';
import { createWorld } from '../matrix/world.ts';

/** One operation a client: what its SDK does with our signal. */
const clients = [
  'responses.create',
  'embeddings.create',
  'messages.create',
  'chat.postMessage',
  'response_url.post',
  'pages.create',
  'users.drafts.create',
  'events.insert',
  'oauth.refresh',
];
const chosen = operations
  .filter(({ name }) => clients.includes(name))
  .map((operation) => [operation.name, operation] as const);

/** By when nothing goes on any more, in ms of real time, usually: a busy machine may be late once, never by much. */
const promptMs = 50;
const lateMs = 500;
/** How long it took each time, in ms. */
const took: number[] = [];

describe.each(chosen)('I7 the caller of %s leaves', (name, operation) => {
  test.each([
    ['before the headers', 'stall-headers'],
    ['in mid-body', 'stall-body'],
    [
      'in mid-backoff',
      {
        kind: 'status',
        status: 429,
        headers: { 'retry-after': '5' },
        body: { ok: false, error: 'ratelimited' },
      },
    ],
  ] as const)('%s', async (_, fault) => {
    await using world = await createWorld();
    const { simulator, runtime } = world;
    const cell = world.cell();
    const caller = new AbortController();
    const leaving = {
      ...cell,
      context: () => ({ ...cell.context(), deadline: cell.bench.deadline(600_000, caller.signal) }),
    };
    const call = await operation.prepare(leaving);
    const route = operation.route ?? name;
    // A draft or a page may first ask for something else; only the operation itself is held up.
    simulator.faults([{ vendor: operation.vendor, route, rate: 1, fault }]);
    const waiting = () => cell.bench.lines.some(({ message }) => message === 'call will be retried');
    const ended = call().catch((error: unknown) => error);
    await until(() => (typeof fault === 'string' ? simulator.held() === 1 : waiting()));
    const sent = simulator.journal().length;
    // The answer that is stalled half-way needs a turn to get half-way.
    await turn();
    const leftMs = performance.now();
    caller.abort();
    expect(await ended).toMatchObject({ code: 'caller_left' });
    await until(() => simulator.held() === 0);
    took.push(performance.now() - leftMs);
    expect(took.at(-1)).toBeLessThan(lateMs);
    await runtime.advance(120_000);
    expect(simulator.journal()).toHaveLength(sent);
    expect(
      cell.bench.door.states().every(({ running, queued, failures }) => running + queued + failures === 0),
    ).toBe(true);
  });
});

test('I7 the caller leaves in mid-connect: not a byte of the request is sent', async () => {
  let bytes = 0;
  const silent = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const bench = createDoorBench();
  // Behind https there is a handshake first, which this server never answers.
  const slack = createSlackClient(bench.door, `https://127.0.0.1:${port}/api/`);
  const caller = new AbortController();
  const context = { credential: 'c', deadline: bench.deadline(60_000, caller.signal) };
  const ended = slack.authTest({ token: 'xoxb-x' }, context).catch((error: unknown) => error);
  await until(() => bytes > 0);
  const handshake = bytes;
  const leftMs = performance.now();
  caller.abort();
  expect(await ended).toMatchObject({ code: 'caller_left' });
  expect(performance.now() - leftMs).toBeLessThan(lateMs);
  await bench.runtime.advance(120_000);
  for (let n = 0; n < 20; n++) await turn();
  expect(bytes).toBe(handshake);
  silent.close();
});

test('I7 nothing goes on 50 ms after the caller left', () => {
  const medianMs = took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN;
  process.stdout.write(
    `leaving: ${took.length} callers left; everything had ended after ${medianMs.toFixed(1)} ms (median)\n`,
  );
  expect(took).toHaveLength(3 * clients.length);
  expect(medianMs).toBeLessThan(promptMs);
});
