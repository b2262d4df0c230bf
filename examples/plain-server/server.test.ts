import type { AddressInfo } from 'node:net';
import {
  callOptions,
  deadlineLink,
  idempotencyLink,
  ladderHeaders,
  retryLink,
} from '@ballast/api/ladder/client';
import { systemRuntime } from '@ballast/reliability';
import { createTRPCClient, httpLink } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BankRouter, createBankServer } from './server.ts';

const { server } = createBankServer();
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function clientOf(user: string) {
  return createTRPCClient<BankRouter>({
    links: [
      idempotencyLink({ newKey: () => systemRuntime.uuid() }),
      deadlineLink({ defaultBudgetMs: 5_000, runtime: systemRuntime }),
      retryLink({ runtime: systemRuntime }),
      httpLink({ url, headers: ({ op }) => ({ 'x-user': user, ...ladderHeaders(op) }) }),
    ],
  });
}

test('a deposit with one key happens once, however often it is sent', async () => {
  const ana = clientOf('ana');
  const deposit = () =>
    ana.deposit.mutate({ account: 'savings', amount: 50 }, callOptions({ idempotencyKey: 'payday' }));
  expect(await Promise.all([deposit(), deposit(), deposit()])).toEqual([
    { balance: 50 },
    { balance: 50 },
    { balance: 50 },
  ]);
  expect(await ana.balance.query({ account: 'savings' })).toEqual({ balance: 50 });
});

test('the same key with another amount is refused, and of another user it is another key', async () => {
  const ana = clientOf('ana');
  const reused = ana.deposit.mutate(
    { account: 'savings', amount: 51 },
    callOptions({ idempotencyKey: 'payday' }),
  );
  await expect(reused).rejects.toMatchObject({ data: { httpStatus: 422, reason: 'idempotency_key_reused' } });
  const bob = await clientOf('bob').deposit.mutate(
    { account: 'bobs', amount: 7 },
    callOptions({ idempotencyKey: 'payday' }),
  );
  expect(bob).toEqual({ balance: 7 });
});

test('nobody is served without a name', async () => {
  const response = await fetch(`${url}/balance?input=${encodeURIComponent('{"account":"savings"}')}`);
  expect(response.status).toBe(401);
  expect(response.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
});
