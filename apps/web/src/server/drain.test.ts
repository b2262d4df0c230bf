import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createGate, drain } from './drain.ts';
import { createLifecycle } from './lifecycle.ts';

/** A real server whose `/slow` answers when the test says so, or when its work is aborted. */
async function setUp() {
  const lifecycle = createLifecycle();
  const release = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const closed: string[] = [];
  lifecycle.onClose(async () => void closed.push('database'));
  const gate = createGate({
    lifecycle,
    handle: async (req, res) => {
      if (req.url === '/slow') {
        arrived.resolve();
        const aborted = new Promise((resolve) => lifecycle.shutdown.addEventListener('abort', resolve));
        await Promise.race([release.promise, aborted]);
      }
      res.statusCode = lifecycle.shutdown.aborted ? 503 : 200;
      res.end(lifecycle.draining ? 'draining' : 'open');
    },
  });
  const server = createServer(gate.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  return { lifecycle, gate, server, get, release: release.resolve, arrived: arrived.promise, closed };
}

test('I12 a request in flight finishes, new ones are turned away, probes are answered, then the database closes', async () => {
  const { lifecycle, gate, server, get, release, arrived, closed } = await setUp();
  const slow = get('/slow');
  await arrived;
  const drained = drain({ lifecycle, server, gate, graceMs: 10_000 });

  const refused = await get('/api/trpc/inbox.list');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({
    error: { data: { reason: 'shutting_down', retryable: true } },
  });
  expect(await (await get('/api/ready')).text()).toBe('draining');
  expect(closed).toEqual([]);

  release();
  expect((await slow).status).toBe(200);
  await drained;
  expect(closed).toEqual(['database']);
  await expect(get('/api/ready')).rejects.toThrow();
});

test('I12 work that outlives the grace is aborted, and ends before the database closes', async () => {
  const { lifecycle, gate, server, get, arrived, closed } = await setUp();
  const slow = get('/slow');
  await arrived;
  await drain({ lifecycle, server, gate, graceMs: 1 });
  expect((await slow).status).toBe(503);
  expect(closed).toEqual(['database']);
});

test('I12 an idle server ends at once', async () => {
  const { lifecycle, gate, server, get, closed } = await setUp();
  await (await get('/')).text();
  await drain({ lifecycle, server, gate, graceMs: 60_000 });
  expect(closed).toEqual(['database']);
});
