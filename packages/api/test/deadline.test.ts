import { type Deadline, ReliabilityError, sleep } from '@ballast/reliability';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  anyone,
  failureOf,
  type LadderServer,
  mutation,
  query,
  reasonOf,
  router,
  serveLadder,
} from './ladder-server.ts';

/** What resolvers saw of their deadline; filled by the procedures below. */
const seen: { deadline?: Deadline; ended?: unknown } = {};
const reached = () => Promise.withResolvers<void>();
let begun = reached();
let over = reached();

let server: LadderServer;
beforeAll(async () => {
  server = await serveLadder(
    router({
      wait: mutation({
        access: anyone,
        budget: '10s',
        transaction: true,
        input: z.object({ ms: z.number() }),
        run: async ({ ctx, input }) => {
          seen.deadline = ctx.deadline;
          begun.resolve();
          try {
            await sleep(input.ms, ctx.deadline);
          } catch (error) {
            seen.ended = error;
            throw error;
          } finally {
            over.resolve();
          }
        },
      }),
      stubborn: mutation({
        access: anyone,
        budget: '10s',
        input: z.object({}),
        // Looks at no signal and never ends.
        run: () => new Promise<never>(() => {}),
      }),
      brief: query({
        access: anyone,
        budget: '300ms',
        input: z.undefined(),
        run: async ({ ctx }) => ({ budgetMs: ctx.deadline.budgetMs }),
      }),
    }),
  );
});
afterAll(() => server[Symbol.asyncDispose]());

describe('I5 no request outlives its budget by more than 250 ms', () => {
  test('work that listens is aborted at the deadline', async () => {
    begun = reached();
    over = reached();
    const startedMs = performance.now();
    const response = await server.mutate(
      'wait',
      { ms: 60_000 },
      { headers: { 'x-request-timeout-ms': '100' } },
    );
    const tookMs = performance.now() - startedMs;
    expect(response.status).toBe(408);
    expect(await reasonOf(response)).toBe('deadline_exceeded');
    expect(tookMs).toBeLessThan(350);
    expect(seen.ended).toMatchObject({ code: 'deadline_exceeded' });
  });

  test('work that does not listen is answered without it', async () => {
    const startedMs = performance.now();
    const response = await server.mutate('stubborn', {}, { headers: { 'x-request-timeout-ms': '100' } });
    expect(response.status).toBe(408);
    expect(await reasonOf(response)).toBe('deadline_exceeded');
    expect(performance.now() - startedMs).toBeLessThan(350);
  });

  test('the lesser of the declared and the sent budget counts', async () => {
    const budget = async (headers: Record<string, string>) => {
      const response = await fetch(`${server.url}/brief`, { headers });
      const body = (await response.json()) as { result: { data: { budgetMs: number } } };
      return body.result.data.budgetMs;
    };
    expect(await budget({})).toBeCloseTo(300, 3);
    expect(await budget({ 'x-request-timeout-ms': '50' })).toBeCloseTo(50, 3);
    expect(await budget({ 'x-request-timeout-ms': '999999999999' })).toBeCloseTo(300, 3);
  });
});

describe('why a call ended is kept apart', () => {
  test('a caller who leaves aborts the work', async () => {
    begun = reached();
    over = reached();
    const leaving = new AbortController();
    const call = server.mutate('wait', { ms: 60_000 }, { signal: leaving.signal });
    await begun.promise;
    leaving.abort();
    await expect(call).rejects.toThrow();
    await over.promise;
    expect(seen.ended).toMatchObject({ code: 'caller_left' });
    expect(seen.deadline?.abortKind).toBe('caller_left');
  });

  test('I12 a shutdown ends running calls as retryable, and rolls them back', async () => {
    begun = reached();
    const before = server.transactions.committed;
    const call = server.mutate('wait', { ms: 60_000 });
    await begun.promise;
    server.shutdown.abort();
    const response = await call;
    expect(response.status).toBe(503);
    expect(await failureOf(response)).toMatchObject({ reason: 'shutting_down', retryable: true });
    expect(server.transactions.committed).toBe(before);
    expect(new ReliabilityError('shutting_down').retryable).toBe(true);
  });
});
