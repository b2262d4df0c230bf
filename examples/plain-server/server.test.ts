import { readFile } from 'node:fs/promises';
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
    { deposited: 50 },
    { deposited: 50 },
    { deposited: 50 },
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
    { account: 'savings', amount: 7 },
    callOptions({ idempotencyKey: 'payday' }),
  );
  expect(bob).toEqual({ deposited: 7 });
  expect(await clientOf('bob').balance.query({ account: 'savings' })).toEqual({ balance: 7 });
});

test('deposits at the same time add up', async () => {
  const cleo = clientOf('cleo');
  await Promise.all(Array.from({ length: 20 }, () => cleo.deposit.mutate({ account: 'savings', amount: 5 })));
  expect(await cleo.balance.query({ account: 'savings' })).toEqual({ balance: 100 });
});

test('nobody is served without a name', async () => {
  const response = await fetch(`${url}/balance?input=${encodeURIComponent('{"account":"savings"}')}`);
  expect(response.status).toBe(401);
  expect(response.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
});

interface Exchange {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly status: number;
  readonly answers: readonly string[];
}

/** The exchanges that the README shows: request line, headers, body; then status, headers and part of the body. */
async function shownExchanges(): Promise<Exchange[]> {
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
  return [...readme.matchAll(/```http\n([\s\S]*?)```/g)].map(([, block = '']) => {
    const [head = '', body = '', answer = ''] = block.trim().split('\n\n');
    const [line = '', ...headers] = head.split('\n');
    const [status, ...answers] = answer.split('\n');
    return {
      path: line.replace('POST /trpc', ''),
      headers: Object.fromEntries(headers.map((header) => header.split(': '))),
      body,
      status: Number(status),
      answers,
    };
  });
}

test('every exchange that the README shows takes place, in its order', async () => {
  const exchanges = await shownExchanges();
  expect(exchanges.length).toBeGreaterThan(3);
  for (const { path, headers, body, status, answers } of exchanges) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
    const response = await fetch(`${url}${path}`, init);
    expect(response.status).toBe(status);
    const said = [...response.headers].map(([name, value]) => `${name}: ${value}`);
    const heard = [...said, await response.text()].join('\n');
    for (const answer of answers) expect(heard).toContain(answer);
  }
});
