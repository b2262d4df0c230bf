import { type DatabaseCode, DatabaseError, databaseCodes } from '@ballast/db';
import { type IntegrationCode, IntegrationError, integrationCodes } from '@ballast/integrations';
import { type ReliabilityCode, ReliabilityError, reliabilityCodes } from '@ballast/reliability';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError, domainCodes } from '../src/errors.ts';
import { allReasons } from '../src/reasons.ts';
import { anyone, type LadderServer, mutation, router, serveLadder } from './ladder-server.ts';

const secretText = 'what a person wrote';
const thrown = new Map<string, () => unknown>([
  ...domainCodes.map(
    (code) => [code, () => new DomainError(code, 'A sentence.', { retryAfterMs: 1_500 })] as const,
  ),
  ...(Object.keys(reliabilityCodes) as ReliabilityCode[]).map(
    (code) =>
      [
        code,
        () => new ReliabilityError(code, { retryAfterMs: 1_500, cause: new Error(secretText) }),
      ] as const,
  ),
  ...(Object.keys(databaseCodes) as DatabaseCode[]).map(
    (code) =>
      [code, () => new DatabaseError(code, { retryAfterMs: 1_500, cause: new Error(secretText) })] as const,
  ),
  ...(Object.keys(integrationCodes) as IntegrationCode[]).map(
    (code) =>
      [
        code,
        () =>
          new IntegrationError({
            vendor: 'acme',
            operation: 'things.read',
            code,
            vendorCode: secretText,
            outcome: 'rejected',
            retryable: true,
            retryAfterMs: 1_500,
          }),
      ] as const,
  ),
  ['unknown', () => new Error(secretText)],
  ['a string', () => secretText],
  ['their own TRPCError', () => new TRPCError({ code: 'FORBIDDEN', message: 'Not for you.' })],
]);

let server: LadderServer;
beforeAll(async () => {
  server = await serveLadder(
    router({
      fail: mutation({
        access: anyone,
        budget: '5s',
        transaction: true,
        input: z.string(),
        run: async ({ input }) => {
          throw thrown.get(input)?.();
        },
      }),
    }),
  );
});
afterAll(() => server[Symbol.asyncDispose]());

async function fail(what: string) {
  const response = await server.mutate('fail', what);
  const text = await response.text();
  return { response, text, error: JSON.parse(text).error };
}

describe('each code that can be thrown arrives with its status, reason and Retry-After', () => {
  const statusOf = new Map(
    allReasons().map(({ reason, trpc }) => [
      reason,
      getHTTPStatusCodeFromError(new TRPCError({ code: trpc })),
    ]),
  );
  test.each([
    ...domainCodes,
    ...Object.keys(reliabilityCodes),
    ...Object.keys(databaseCodes),
    ...Object.keys(integrationCodes),
  ])('%s', async (code) => {
    const { response, text, error } = await fail(code);
    expect(response.status).toBe(statusOf.get(code));
    expect(error.data).toMatchObject({
      reason: code,
      httpStatus: statusOf.get(code),
      path: 'fail',
      retryAfterMs: 1_500,
    });
    expect(response.headers.get('retry-after')).toBe('2');
    expect(error.data.traceId).toBe(response.headers.get('x-trace-id'));
    expect(text).not.toContain(secretText);
    expect(text).not.toContain('stack');
  });
});

test.each(['unknown', 'a string'])(
  'an error of no known kind (%s) is internal and keeps its words to itself',
  async (what) => {
    const { response, text, error } = await fail(what);
    expect(response.status).toBe(500);
    expect(error.data).toMatchObject({ reason: 'internal', retryable: false, retryAfterMs: null });
    expect(text).not.toContain(secretText);
  },
);

test('a TRPCError thrown as such stays what it is', async () => {
  const { response, error } = await fail('their own TRPCError');
  expect(response.status).toBe(403);
  expect(error).toMatchObject({ message: 'Not for you.', data: { reason: 'forbidden' } });
});

test('no failure commits its transaction', async () => {
  const before = { ...server.transactions };
  await fail('conflict');
  expect(server.transactions).toEqual({ opened: before.opened + 1, committed: before.committed });
});
